package io.papertape.live.venue.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.venue.RequestLimit;
import io.papertape.live.venue.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the venues' documents say of requests that need no key.
class RequestLimitsTest {
  private static final long FIVE_MINUTES = 300_000_000_000L;

  private static URI bars(Venue venue, String symbol) {
    return venue.bars(symbol, FIVE_MINUTES, 0, FIVE_MINUTES).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "binance, BTCUSDT, 6000, 60, 2",
    "binance-usdm, BTCUSDT, 2400, 60, 5",
    "bybit, BTCUSDT, 600, 5, 1",
    "okx, BTC-USDT, 20, 2, 1",
    "coinbase, BTC-USD, 10, 1, 1",
    "coinbase-exchange, BTC-USD, 10, 1, 1",
    "kraken, BTC/USD, 1, 1, 1",
    "kraken-futures, PF_XBTUSD, 60, 60, 1",
    "bitstamp, btcusd, 8000, 600, 1"
  })
  void requestsForBarsAreCountedAsTheVenueCountsThem(
      String name, String symbol, int most, long seconds, int weight) {
    Venue venue = Venues.byName(name);

    RequestLimit limit = venue.limitOf(bars(venue, symbol));

    assertThat(limit)
        .isEqualTo(new RequestLimit(limit.scope(), most, Duration.ofSeconds(seconds), weight));
  }

  @Test
  void krakenCountsTheBarsOfEachPairForThemselves() {
    Venue kraken = Venues.byName("kraken");
    String btc = kraken.limitOf(bars(kraken, "BTC/USD")).scope();
    String eth = kraken.limitOf(bars(kraken, "ETH/USD")).scope();
    String pairs =
        kraken.limitOf(kraken.instrument("BTC/USD", List.of("BTC/USD")).orElseThrow()).scope();

    assertThat(List.of(btc, eth, pairs)).doesNotHaveDuplicates();
  }

  @Test
  void binanceWeighsWhatIsAskedFor() {
    Venue spot = Venues.byName("binance");
    assertThat(spot.limitOf(spot.bookSnapshot("BTCUSDT").orElseThrow()).weight()).isEqualTo(50);
    assertThat(spot.limitOf(spot.clock().orElseThrow()).weight()).isEqualTo(1);
    assertThat(spot.limitOf(spot.instrument("A", List.of("A", "B")).orElseThrow()).weight())
        .isEqualTo(20);
  }

  @Test
  void binancesFirewallIsLeftAloneForFiveMinutes() {
    assertThat(Venues.byName("binance").limitsFor(403, new byte[0]))
        .contains(Duration.ofMinutes(5));
  }
}
