package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.Level;
import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.transport.FeedChange.State;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.bitstamp.BitstampVenue;
import io.papertape.live.venue.okx.OkxVenue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class VenueIntakeBooksTest extends HeardIntake {
  private static final String BOTH = "[[\"101\",\"1\",\"0\",\"1\"]]";

  private static byte[] okxTop(int second, String asks) {
    return ("{\"arg\":{\"channel\":\"bbo-tbt\",\"instId\":\"AAA\"},\"data\":[{\"asks\":%s,"
            + "\"bids\":[[\"99\",\"1\",\"0\",\"1\"]],\"ts\":\"%d\",\"seqId\":%d}]}")
        .formatted(asks, (START + second * SECOND) / 1_000_000, 100 + second)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bitstampTop(long atNanos, String asks) {
    return ("{\"data\":{\"timestamp\":\"%d\",\"microtimestamp\":\"%d\",\"bids\":[[\"99\",\"1\"]],"
            + "\"asks\":%s},\"channel\":\"order_book_AAA\",\"event\":\"data\"}")
        .formatted(atNanos / SECOND, atNanos / 1_000, asks)
        .getBytes(StandardCharsets.UTF_8);
  }

  private VenueIntake quotes(Venue venue) {
    VenueIntake intake = intake(venue, List.of(Stream.of(Stream.Kind.TOP_OF_BOOK, SYMBOL)));
    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START));
    take();
    return intake;
  }

  @Test
  void aQuoteWithoutASideBreaksItsInputUntilTheNextWholeOne() {
    VenueIntake intake = quotes(new OkxVenue());
    intake.frame("okx", 1, START + SECOND, okxTop(1, BOTH));
    assertThat(take()).containsExactly("LIVE HEALTHY", "quote");

    intake.frame("okx", 1, START + 2 * SECOND, okxTop(2, "[]"));
    intake.frame("okx", 1, START + 3 * SECOND, okxTop(3, "[]"));
    assertThat(take())
        .containsExactly("BROKEN EMPTY_SIDE", "quarantined IMPOSSIBLE", "quarantined IMPOSSIBLE");

    intake.frame("okx", 1, START + 4 * SECOND, okxTop(4, BOTH));
    assertThat(take()).containsExactly("LIVE HEALTHY", "quote");
  }

  @Test
  void aBookWithoutASideBreaksItsInputUntilItHasBoth() {
    VenueIntake intake = quotes(new BitstampVenue());
    String asks = "[[\"101\",\"1\"]]";
    intake.frame("bitstamp", 1, START + SECOND, bitstampTop(START + SECOND, asks));
    assertThat(take()).containsExactly("LIVE HEALTHY", "quote");

    for (int second = 2; second <= 960; second++) {
      long now = START + second * SECOND;
      intake.frame("bitstamp", 1, now, bitstampTop(now, "[]"));
      intake.onClock(now);
    }
    assertThat(take()).containsOnlyOnce("BROKEN EMPTY_SIDE").doesNotContain("LIVE HEALTHY");

    long later = START + 961 * SECOND;
    intake.frame("bitstamp", 1, later, bitstampTop(later, asks));
    assertThat(take()).containsExactly("LIVE HEALTHY", "quote");
  }

  @Test
  void aStreamedBookReplacesOneOfALaterTime() {
    VenueIntake intake = quotes(new BitstampVenue());
    String asks = "[[\"101\",\"1\"]]";
    intake.frame("bitstamp", 1, START + SECOND, bitstampTop(START + 31 * SECOND, asks));
    take();

    intake.frame("bitstamp", 1, START + 2 * SECOND, bitstampTop(START + 2 * SECOND, asks));
    intake.frame("bitstamp", 1, START + 3 * SECOND, bitstampTop(START + 3 * SECOND, "[]"));

    assertThat(take()).containsExactly("quote", "BROKEN EMPTY_SIDE");
  }

  private static FeedEvent.BookSnapshot fetched(long atNanos) {
    return new FeedEvent.BookSnapshot(
        SYMBOL,
        atNanos,
        atNanos / 1_000,
        0,
        List.of(Level.of("99", "1")),
        List.of(Level.of("101", "1")),
        OptionalLong.empty());
  }

  @Test
  void aFetchedBookThatIsBehindIsKnown() {
    VenueIntake intake = intake(new BitstampVenue(), List.of(Stream.of(Stream.Kind.BOOK, SYMBOL)));
    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START));
    intake.snapshot(1, fetched(START + 2 * SECOND), START, START + 2 * SECOND);
    assertThat(take()).containsExactly("STALE STARTING", "LIVE HEALTHY", "quote");

    intake.snapshot(1, fetched(START + SECOND), START, START + 3 * SECOND);

    assertThat(take()).isEmpty();
  }
}
