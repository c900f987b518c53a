package io.papertape.live.venue.binance;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.SharedFeeds;
import io.papertape.live.SharedFeeds.Line;
import io.papertape.live.book.BookStep;
import io.papertape.live.book.MutableBook;
import io.papertape.live.feed.DecimalText;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BookSnapshot;
import io.papertape.live.feed.FeedEvent.BookUpdate;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.feed.Level;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Books rebuilt from recorded snapshots and updates, against the venue's own best prices and
/// against answers computed by others.
class BinanceBooksTest {
  private static final BinanceVenue SPOT = new BinanceVenue(BinanceMarket.SPOT);
  private static final BinanceVenue USDM = new BinanceVenue(BinanceMarket.USDM);

  /// What became of the events of a recording.
  private record Replay(
      Map<BookStep, Integer> steps, int equalToOracle, int equalToTicker, MutableBook book) {}

  private static Replay replay(BinanceVenue venue, List<byte[]> frames, String oracle) {
    List<FeedEvent> events = new ArrayList<>();
    FeedCodec codec = venue.codec();
    for (byte[] frame : frames) {
      String start = new String(frame, 0, 20, StandardCharsets.US_ASCII);
      if (start.startsWith("{\"lastUpdateId\"")) {
        events.add(venue.readBookSnapshot("BTCUSDT", frame));
      } else {
        codec.decode(frame, events::add);
      }
    }
    Map<Long, TopOfBook> tickers = new HashMap<>();
    for (FeedEvent event : events) {
      if (event instanceof TopOfBook top) {
        tickers.put(top.sequence(), top);
      }
    }
    Map<Long, String[]> rows = new HashMap<>();
    for (String[] row : SharedFeeds.oracleRows(oracle)) {
      rows.put(Long.parseLong(row[2]), row);
    }
    MutableBook book = new MutableBook("BTCUSDT", venue.bookRules());
    Map<BookStep, Integer> steps = new TreeMap<>();
    int equalToOracle = 0;
    int equalToTicker = 0;
    for (FeedEvent event : events) {
      BookStep step =
          switch (event) {
            case BookSnapshot snapshot -> book.apply(snapshot);
            case BookUpdate update -> book.apply(update);
            default -> null;
          };
      if (step == null) {
        continue;
      }
      steps.merge(step, 1, Integer::sum);
      assertThat(book.isCrossed()).isFalse();
      String[] row = rows.get(book.sequence());
      if (step == BookStep.APPLIED && row != null) {
        assertThat(state(book)).as("u=%d", book.sequence()).isEqualTo(state(row));
        equalToOracle++;
      }
      TopOfBook ticker = tickers.get(book.sequence());
      if (step == BookStep.APPLIED && ticker != null) {
        assertThat(prices(book.top().orElseThrow())).isEqualTo(prices(ticker));
        equalToTicker++;
      }
    }
    return new Replay(steps, equalToOracle, equalToTicker, book);
  }

  private static List<Long> state(MutableBook book) {
    List<Long> state = new ArrayList<>(prices(book.top().orElseThrow()));
    state.add((long) book.bidCount());
    state.add((long) book.askCount());
    return state;
  }

  private static List<Long> state(String[] row) {
    return List.of(
        DecimalText.price(row[3]),
        DecimalText.quantity(row[4]),
        DecimalText.price(row[5]),
        DecimalText.quantity(row[6]),
        Long.parseLong(row[7]),
        Long.parseLong(row[8]));
  }

  private static List<Long> prices(TopOfBook top) {
    return List.of(top.bid(), top.bidSize(), top.ask(), top.askSize());
  }

  private static void assertFinal(MutableBook book, String oracle) {
    JsonValue answer =
        JsonValue.parse(
            String.join("\n", SharedFeeds.oracle(oracle)).getBytes(StandardCharsets.UTF_8));
    List<Level> bids = answer.get("final_top20_bids").levels();
    List<Level> asks = answer.get("final_top20_asks").levels();
    assertThat(bids).hasSize(20);
    assertThat(book.bids(20)).isEqualTo(bids);
    assertThat(book.asks(20)).isEqualTo(asks);
    assertThat(book.sequence()).isEqualTo(answer.get("last").whole("u"));
  }

  @Test
  void theSpotBookEqualsItsOracleAndTheTickersOfItsNumbers() {
    List<byte[]> frames = new ArrayList<>(SharedFeeds.raw("spot/btcusdt_20240808.gz"));
    frames.addAll(SharedFeeds.raw("spot/btcusdt_20240809.gz"));
    Replay replay = replay(SPOT, frames, "binance_spot_btcusdt_book.csv.gz");

    // Of the 3 that waited the snapshot drops 2 and joins 1: 6492 + 1 updates are applied.
    assertThat(replay.steps()).isEqualTo(Map.of(BookStep.APPLIED, 1 + 6492, BookStep.WAITING, 3));
    assertThat(replay.equalToOracle()).isEqualTo(6493);
    assertThat(replay.equalToTicker()).isEqualTo(1072);
    assertFinal(replay.book(), "binance_spot_btcusdt_book.json");
  }

  @Test
  void theUsdmBookEqualsItsOracleAndTheTickersOfItsNumbers() {
    List<byte[]> frames = SharedFeeds.raw("usdm/btcusdt_20240808.gz");
    Replay replay = replay(USDM, frames, "binance_usdm_btcusdt_book.csv.gz");

    // Of the 6 that waited the snapshot drops 4 and joins 2, whose first state does not show.
    assertThat(replay.steps()).isEqualTo(Map.of(BookStep.APPLIED, 1 + 6545, BookStep.WAITING, 6));
    assertThat(replay.equalToOracle()).isEqualTo(6546);
    assertThat(replay.equalToTicker()).isEqualTo(629);
    assertFinal(replay.book(), "binance_usdm_btcusdt_book.json");
  }

  @Test
  void fourSpotBooksJoinTheirSnapshots() {
    assertThat(
            joined(
                SPOT,
                "binance/spot_combined_depth_bookTicker_kline_aggTrade.jsonl",
                "binance/spot_rest_depth_snapshots.jsonl"))
        .isEqualTo(
            Map.ofEntries(
                entry("BLZETH APPLIED", 10),
                entry("BLZETH WAITING", 1),
                entry("BLZETH equals its ticker", 1),
                entry("LRCBTC APPLIED", 14),
                entry("LRCBTC KNOWN", 1),
                entry("LRCBTC WAITING", 1),
                entry("LRCBTC equals its ticker", 6),
                entry("NKNUSDT APPLIED", 150),
                entry("NKNUSDT WAITING", 1),
                entry("NKNUSDT equals its ticker", 19),
                entry("RUNEEUR APPLIED", 2),
                entry("RUNEEUR WAITING", 1)));
  }

  @Test
  void fourUsdmBooksJoinTheirSnapshots() {
    assertThat(
            joined(
                USDM,
                "binance/usdm_combined_depth_bookTicker_kline_aggTrade.jsonl.gz",
                "binance/usdm_rest_depth_snapshots.jsonl"))
        .isEqualTo(
            Map.ofEntries(
                entry("AKROUSDT APPLIED", 189),
                entry("AKROUSDT WAITING", 1),
                entry("AKROUSDT equals its ticker", 7),
                entry("CTKUSDT APPLIED", 181),
                entry("CTKUSDT KNOWN", 4),
                entry("CTKUSDT WAITING", 1),
                entry("CTKUSDT equals its ticker", 18),
                entry("KEEPUSDT APPLIED", 133),
                entry("KEEPUSDT KNOWN", 2),
                entry("KEEPUSDT WAITING", 1),
                entry("KEEPUSDT equals its ticker", 13),
                entry("SUSHIUSDT APPLIED", 253),
                entry("SUSHIUSDT KNOWN", 2),
                entry("SUSHIUSDT WAITING", 1),
                entry("SUSHIUSDT equals its ticker", 12)));
  }

  /// Counts, for each instrument, of steps and of tickers that equal the book of their number.
  private static Map<String, Integer> joined(BinanceVenue venue, String stream, String rest) {
    List<Line> lines = new ArrayList<>(SharedFeeds.received(stream));
    lines.addAll(SharedFeeds.feed(rest));
    lines.sort(Comparator.comparing(line -> new BigDecimal(line.rest().get("recv"))));
    FeedCodec codec = venue.codec();
    Map<String, MutableBook> books = new TreeMap<>();
    Map<String, TopOfBook> lastTicker = new HashMap<>();
    Map<String, Integer> counts = new TreeMap<>();
    for (Line line : lines) {
      List<FeedEvent> events = new ArrayList<>();
      if (line.dir().equals("http")) {
        String url = line.rest().get("url");
        String symbol = url.substring(url.indexOf("symbol=") + 7, url.indexOf("&limit"));
        events.add(venue.readBookSnapshot(symbol, line.bytes()));
      } else {
        codec.decode(line.bytes(), events::add);
      }
      for (FeedEvent event : events) {
        if (event instanceof FeedEvent.OfMarket market) {
          MutableBook book =
              books.computeIfAbsent(
                  market.symbol(), symbol -> new MutableBook(symbol, venue.bookRules()));
          step(book, event, lastTicker, counts);
        }
      }
    }
    return counts;
  }

  private static void step(
      MutableBook book,
      FeedEvent event,
      Map<String, TopOfBook> lastTicker,
      Map<String, Integer> counts) {
    switch (event) {
      case BookSnapshot snapshot -> count(counts, book.symbol() + " " + book.apply(snapshot));
      case BookUpdate update -> count(counts, book.symbol() + " " + book.apply(update));
      case TopOfBook top -> lastTicker.put(book.symbol(), top);
      default -> {}
    }
    TopOfBook ticker = lastTicker.get(book.symbol());
    if (ticker != null && book.isUsable() && ticker.sequence() == book.sequence()) {
      assertThat(prices(book.top().orElseThrow())).isEqualTo(prices(ticker));
      count(counts, book.symbol() + " equals its ticker");
      lastTicker.remove(book.symbol());
    }
  }

  private static void count(Map<String, Integer> counts, String what) {
    counts.merge(what, 1, Integer::sum);
  }
}
