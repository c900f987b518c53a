package io.papertape.live.venue.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.SecondOpinion;
import io.papertape.live.SharedFeeds;
import io.papertape.live.book.BookStep;
import io.papertape.live.book.MutableBook;
import io.papertape.live.feed.DecimalText;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BookSnapshot;
import io.papertape.live.feed.FeedEvent.BookUpdate;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Every recorded frame of Bybit through its codec, with the exact count of each kind.
class BybitRecordedTest {
  private static final String UNKNOWN_TOPIC = "Unknown Topic is not known: topic=";
  private static final String UNKNOWN_DELTA =
      "Unknown Depth 1 must come as snapshots: symbol=BTCUSDT, type=delta.";

  private final BybitVenue venue = new BybitVenue(BybitVenue.Category.LINEAR);

  private void assertKinds(String path, Map<String, Integer> expected) {
    assertThat(SharedFeeds.kinds(venue.codec(), path)).isEqualTo(expected);
  }

  @Test
  void understandsTheDocumentedFrames() {
    assertKinds(
        "bybit-v5/documented_public.jsonl",
        Map.of(
            "Acknowledged",
            1,
            "BarState",
            1,
            "Ignored auth",
            1,
            "Ignored tickers",
            2,
            "Refused",
            2,
            "TopOfBook",
            1,
            UNKNOWN_DELTA,
            1,
            UNKNOWN_TOPIC + "trade.",
            1));
  }

  @Test
  void understandsTheRecordedFrames() {
    assertKinds(
        "bybit-v5/orderbook500_xrpusdt_20241201.jsonl",
        Map.of("BookSnapshot", 1, "BookUpdate", 49));
    assertKinds(
        "bybit-v5/recorded_misc_2024_2026.jsonl",
        Map.of("BarState", 2, "BookSnapshot", 1, "Refused", 1, "Trade", 1));
  }

  @Test
  void everyTopOfTheBookEqualsTheOracle() {
    List<String[]> rows = SharedFeeds.oracleRows("bybit_v5_xrpusdt_top.csv.gz");
    MutableBook book = new MutableBook("XRPUSDT", venue.bookRules());
    int checked = 0;
    for (FeedEvent event :
        SharedFeeds.events(venue.codec(), "bybit-v5/orderbook500_xrpusdt_20241201.jsonl")) {
      BookStep step =
          event instanceof BookSnapshot snapshot
              ? book.apply(snapshot)
              : book.apply((BookUpdate) event);
      assertThat(step).isEqualTo(BookStep.APPLIED);
      String[] row = rows.get(checked++);
      TopOfBook top = book.top().orElseThrow();
      assertThat(
              List.of(
                  top.sequence(),
                  top.bid(),
                  top.bidSize(),
                  top.ask(),
                  top.askSize(),
                  (long) book.bidCount(),
                  (long) book.askCount()))
          .isEqualTo(
              List.of(
                  Long.parseLong(row[2]),
                  DecimalText.price(row[4]),
                  DecimalText.quantity(row[5]),
                  DecimalText.price(row[6]),
                  DecimalText.quantity(row[7]),
                  Long.parseLong(row[8]),
                  Long.parseLong(row[9])));
    }
    assertThat(checked).isEqualTo(50).isEqualTo(rows.size());
  }

  @Test
  void framesOfVersion2AreUnknownAndNotFatal() {
    assertKinds(
        "bybit-legacy-v2/inverse_trade_orderbook.jsonl.gz",
        Map.of(
            "Acknowledged",
            4,
            UNKNOWN_TOPIC + "orderBookL2_25.",
            1018,
            UNKNOWN_TOPIC + "trade.",
            76));
    assertKinds(
        "bybit-legacy-v2/linear_trade_orderbook.jsonl.gz",
        Map.of(
            "Acknowledged",
            16,
            UNKNOWN_TOPIC + "orderBookL2_25.",
            3260,
            UNKNOWN_TOPIC + "trade.",
            66));
    assertKinds(
        "bybit-v5/normalised_expected_tardis_spot.jsonl",
        Map.of(
            "BookSnapshot",
            1,
            "BookUpdate",
            1,
            "TopOfBook",
            1,
            "Trade",
            5,
            UNKNOWN_DELTA,
            1,
            UNKNOWN_TOPIC + "bookTicker.",
            1,
            UNKNOWN_TOPIC + "depth.",
            3,
            UNKNOWN_TOPIC + "trade.",
            1));
    assertThat(
            SharedFeeds.kinds(venue.codec(), "bybit-v5/normalised_expected_tardis_v2_and_v5.jsonl"))
        .containsEntry("Acknowledged", 1)
        .containsEntry("BookSnapshot", 1)
        .containsEntry("BookUpdate", 1)
        .containsEntry("TopOfBook", 1)
        .containsEntry("Trade", 4)
        .containsEntry("Ignored allLiquidation", 2)
        .containsEntry("Ignored liquidation", 7)
        .containsEntry("Ignored tickers", 5)
        .containsEntry(UNKNOWN_DELTA, 2)
        .containsEntry(UNKNOWN_TOPIC + "instrument_info.", 11)
        .containsEntry(UNKNOWN_TOPIC + "orderBookL2_25.", 13)
        .containsEntry(UNKNOWN_TOPIC + "orderBook_200.", 3)
        .containsEntry(UNKNOWN_TOPIC + "trade.", 5)
        .hasSize(13);
  }

  @Test
  void agreesWithASecondImplementation() {
    // What the other also answers is of retired versions and of channels without concern.
    assertThat(
            SecondOpinion.compare(venue.codec(), "bybit-v5/normalised_expected_tardis_spot.jsonl"))
        .containsEntry("book_change", 2)
        .containsEntry("book_ticker", 1)
        .containsEntry("trade", 5);
    assertThat(
            SecondOpinion.compare(
                venue.codec(), "bybit-v5/normalised_expected_tardis_v2_and_v5.jsonl"))
        .containsEntry("book_change", 2)
        .containsEntry("book_ticker", 1)
        .containsEntry("trade", 4);
  }
}
