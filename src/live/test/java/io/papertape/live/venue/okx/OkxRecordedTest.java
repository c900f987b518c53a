package io.papertape.live.venue.okx;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Every recorded frame of OKX through its codec, with the exact count of each kind.
class OkxRecordedTest {
  private final OkxVenue venue = new OkxVenue();

  private void assertKinds(String path, Map<String, Integer> expected) {
    assertThat(SharedFeeds.kinds(venue.codec(), path)).isEqualTo(expected);
  }

  @Test
  void understandsTheRecordedStream() {
    assertKinds(
        "okx/public_tickers_trades_books.jsonl.gz",
        Map.of(
            "Acknowledged", 18,
            "BookSnapshot", 3,
            "BookUpdate", 287,
            "Ignored tickers", 28,
            "Trade", 74));
  }

  @Test
  void everyChecksumHoldsAndEveryTopEqualsTheOracle() {
    List<String[]> rows = SharedFeeds.oracleRows("okx_books_top.csv.gz");
    Map<String, MutableBook> books = new HashMap<>();
    int checked = 0;
    for (FeedEvent event :
        SharedFeeds.events(venue.codec(), "okx/public_tickers_trades_books.jsonl.gz")) {
      if (!(event instanceof BookSnapshot) && !(event instanceof BookUpdate)) {
        continue;
      }
      String symbol = ((FeedEvent.OfMarket) event).symbol();
      MutableBook book =
          books.computeIfAbsent(symbol, name -> new MutableBook(name, venue.bookRules()));
      BookStep step =
          event instanceof BookSnapshot snapshot
              ? book.apply(snapshot)
              : book.apply((BookUpdate) event);
      assertThat(step).isEqualTo(BookStep.APPLIED);
      String[] row = rows.get(checked++);
      TopOfBook top = book.top().orElseThrow();
      assertThat(List.of(symbol, top.bid(), top.bidSize(), top.ask(), top.askSize()))
          .isEqualTo(
              List.of(
                  row[2],
                  DecimalText.price(row[3]),
                  DecimalText.quantity(row[4]),
                  DecimalText.price(row[5]),
                  DecimalText.quantity(row[6])));
      assertThat(venue.bookRules().checksum().of(book)).isEqualTo(Long.parseLong(row[7]));
      assertThat(book.isCrossed()).isFalse();
    }
    assertThat(checked).isEqualTo(290).isEqualTo(rows.size());
  }

  @Test
  void understandsTheDocumentedFrames() {
    assertKinds(
        "okx/documented_public.jsonl",
        Map.of(
            "BarState", 1,
            "BookSnapshot", 1,
            "BookUpdate", 1,
            "Ignored funding-rate", 1,
            "Ignored instruments", 1,
            "Ignored tickers", 1,
            "TopOfBook", 1,
            "Trade", 1));
    assertKinds("okx/recorded_misc_2026.jsonl", Map.of("BarState", 1, "Refused", 1));
  }

  @Test
  void requestsOfOursAreUnknown() {
    assertKinds(
        "okx/xchange_stream_tests.jsonl",
        Map.of("Unknown Frame is not known: object of [op, args].", 2));
  }

  @Test
  void framesOfVersion3AreUnknownAndNotFatal() {
    String retired = "Unknown Frame of version 3, which is retired: table=";
    assertKinds(
        "okx/normalised_expected_tardis_spot_v3_and_v5.jsonl",
        Map.of(
            "Acknowledged",
            1,
            "BookSnapshot",
            1,
            "BookUpdate",
            1,
            "Ignored tickers",
            1,
            "Trade",
            2,
            retired + "spot/depth.",
            1,
            retired + "spot/depth_l2_tbt.",
            1,
            retired + "spot/ticker.",
            3,
            retired + "spot/trade.",
            2));
    assertThat(
            SharedFeeds.kinds(venue.codec(), "okx/normalised_expected_tardis_swap_v3_and_v5.jsonl"))
        .containsEntry("BookUpdate", 1)
        .containsEntry("TopOfBook", 2)
        .containsEntry("Trade", 1)
        .containsEntry("Ignored funding-rate", 2)
        .containsEntry("Ignored index-tickers", 1)
        .containsEntry("Ignored mark-price", 1)
        .containsEntry("Ignored open-interest", 1)
        .containsEntry("Ignored tickers", 2)
        .containsEntry(retired + "swap/ticker.", 3)
        .hasSize(15);
  }

  @Test
  void agreesWithASecondImplementation() {
    // What the other also answers is of retired versions and of channels without concern.
    assertThat(
            SecondOpinion.compare(
                venue.codec(), "okx/normalised_expected_tardis_spot_v3_and_v5.jsonl"))
        .containsEntry("book_change", 2)
        .doesNotContainKey("book_ticker")
        .containsEntry("trade", 2);
    assertThat(
            SecondOpinion.compare(
                venue.codec(), "okx/normalised_expected_tardis_swap_v3_and_v5.jsonl"))
        .containsEntry("book_change", 1)
        .containsEntry("book_ticker", 1)
        .containsEntry("trade", 1);
  }
}
