package io.papertape.live.venue.bitstamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.Books;
import io.papertape.live.Decoding;
import io.papertape.live.NormalisedEvents;
import io.papertape.live.SharedFeeds;
import io.papertape.live.book.BookStep;
import io.papertape.live.book.MutableBook;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.venue.Venue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Every recorded frame of Bitstamp; what is counted here was counted in the files by other means.
class BitstampRecordingsTest {
  private static final Venue VENUE = new BitstampVenue();

  @Test
  void everyFrameIsUnderstood() {
    List<FeedEvent> events =
        Decoding.events(
            VENUE.codec(), SharedFeeds.received("bitstamp/diff_order_book_live_trades.jsonl"));

    assertThat(Decoding.kinds(events))
        .containsOnly(
            Map.entry("Acknowledged", 20), Map.entry("BookUpdate", 717), Map.entry("Trade", 10));
  }

  @Test
  void fetchedBooksJoinTheChangesByTheVenuesMicroseconds() {
    Books books = new Books(VENUE.bookRules());
    Decoding.events(
            VENUE.codec(), SharedFeeds.received("bitstamp/diff_order_book_live_trades.jsonl"))
        .forEach(books::apply);
    for (SharedFeeds.Line line : SharedFeeds.feed("bitstamp/rest_order_book_snapshots.jsonl")) {
      String url = line.rest().get("url");
      String symbol = url.substring(url.lastIndexOf('/') + 1);
      MutableBook book = books.of(symbol);

      assertThat(book.apply((FeedEvent.BookSnapshot) VENUE.readBookSnapshot(symbol, line.bytes())))
          .isEqualTo(BookStep.APPLIED);
      assertThat(book.isCrossed()).as(symbol).isFalse();
      assertThat(book.top()).as(symbol).isPresent();
    }

    assertThat(books.steps()).containsOnly(Map.entry(BookStep.WAITING, 717));
  }

  /// They keep changes until a snapshot of their own making comes; here the book does that, and
  /// `snapshot` is no word of the venue.
  @Test
  void anotherImplementationReadsTheSame() {
    List<SharedFeeds.Line> lines =
        SharedFeeds.received("bitstamp/normalised_expected_tardis.jsonl");

    assertThat(lines).hasSize(7);
    assertThat(NormalisedEvents.differences(VENUE.codec(), lines))
        .hasSize(3)
        .allMatch(difference -> difference.matches("n=[234]: .*"))
        .contains("n=2: [], ours [change BCHUSD 1554076800436165000 bids [] asks [168.75x2]]");
    assertThat(Decoding.unknown(Decoding.events(VENUE.codec(), lines)))
        .containsExactly("Event is unknown: event=snapshot.", "Event is unknown: event=snapshot.");
  }

  @Test
  void oldFramesAreUnknownWhereTheirShapeIsAnother() {
    List<FeedEvent> events =
        Decoding.events(VENUE.codec(), SharedFeeds.received("bitstamp/xchange_stream_tests.jsonl"));

    assertThat(Decoding.kinds(events))
        .containsOnly(Map.entry("BookUpdate", 1), Map.entry("Unknown", 3));
    assertThat(Decoding.unknown(events))
        .containsExactly(
            "Field is missing: field=event.",
            "Price has more than 8 decimals: text=914.38999999999999. Books are kept to 10^-8.",
            "Field is missing: field=event.");
  }
}
