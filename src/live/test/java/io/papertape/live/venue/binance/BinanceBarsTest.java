package io.papertape.live.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.SharedFeeds;
import io.papertape.live.feed.BarBuilder;
import io.papertape.live.feed.DecimalText;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.Trade;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Bars made of recorded trades, against bars made of the same trades by others.
class BinanceBarsTest {
  private static final long SECOND = 1_000_000_000L;

  private static List<BarState> bars(long barNanos) {
    List<BarState> bars = new ArrayList<>();
    BarBuilder builder = new BarBuilder("BTCUSDT", barNanos, bars::add);
    FeedCodec codec = new BinanceVenue(BinanceMarket.SPOT).codec();
    List<byte[]> frames = new ArrayList<>(SharedFeeds.raw("spot/btcusdt_20240808.gz"));
    frames.addAll(SharedFeeds.raw("spot/btcusdt_20240809.gz"));
    long[] last = new long[1];
    for (byte[] frame : frames) {
      codec.decode(
          frame,
          event -> {
            if (event instanceof Trade trade) {
              builder.add(trade);
              last[0] = trade.venueNanos();
            }
          });
    }
    builder.advanceTo(last[0] + barNanos);
    return bars;
  }

  private static List<Long> values(BarState bar) {
    return List.of(
        bar.openNanos() / 1_000_000,
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.volume().in(1),
        bar.trades());
  }

  private static List<Long> values(String[] row) {
    return List.of(
        Long.parseLong(row[0]),
        DecimalText.price(row[1]),
        DecimalText.price(row[2]),
        DecimalText.price(row[3]),
        DecimalText.price(row[4]),
        DecimalText.quantity(row[5]),
        Long.parseLong(row[7]));
  }

  private static List<List<Long>> oracle(String path) {
    return SharedFeeds.oracleRows(path).stream().map(BinanceBarsTest::values).toList();
  }

  @Test
  void minuteBarsEqualTheOracle() {
    List<BarState> bars = bars(60 * SECOND);

    assertThat(bars).hasSize(12).noneMatch(BarState::isEmpty);
    assertThat(bars.stream().map(BinanceBarsTest::values))
        .isEqualTo(oracle("binance_spot_btcusdt_1m_bars_from_trades.csv.gz"));
  }

  @Test
  void secondBarsEqualTheOracleAndTheOthersAreEmpty() {
    List<BarState> bars = bars(SECOND);

    assertThat(bars.stream().filter(bar -> !bar.isEmpty()).map(BinanceBarsTest::values))
        .hasSize(645)
        .isEqualTo(oracle("binance_spot_btcusdt_1s_bars_from_trades.csv.gz"));
    for (int i = 1; i < bars.size(); i++) {
      assertThat(bars.get(i).openNanos()).isEqualTo(bars.get(i - 1).closeNanos());
      if (bars.get(i).isEmpty()) {
        long close = bars.get(i - 1).close();
        assertThat(values(bars.get(i)).subList(1, 7))
            .containsExactly(close, close, close, close, 0L, 0L);
      }
    }
    assertThat(bars.stream().filter(BarState::isEmpty)).hasSize(6);
  }
}
