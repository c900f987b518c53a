package io.papertape.live.venue.kraken;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.Books;
import io.papertape.live.Decoding;
import io.papertape.live.NormalisedEvents;
import io.papertape.live.SharedFeeds;
import io.papertape.live.book.BookStep;
import io.papertape.live.book.MutableBook;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.venue.Venue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Every recorded frame of Kraken; what is counted here was counted in the files by other means.
class KrakenRecordingsTest {
  private static final Venue SPOT = new KrakenVenue();

  @Test
  void everyChecksumOfVersion2Holds() {
    assertThat(checksums("kraken-v2/book25_instrument_btcusd_20260826.jsonl")).isEqualTo(43);
    assertThat(checksums("kraken-v2/book25_minagbp_resubscribe_20260818.jsonl")).isEqualTo(19);
    assertThat(checksums("kraken-v2/checksum_examples.jsonl")).isEqualTo(3);
  }

  private static int checksums(String file) {
    Books books = new Books(SPOT.bookRules());
    Decoding.events(SPOT.codec(), SharedFeeds.received(file)).forEach(books::apply);
    assertThat(books.steps()).containsOnly(Map.entry(BookStep.APPLIED, books.checksums()));
    return books.checksums();
  }

  /// What no checksum of these recordings shows, because no price comes back from beyond the depth.
  @Test
  void booksOfVersion2AreCutToTheDepthOfTheirAcknowledgement() {
    List<FeedEvent> events =
        Decoding.events(
            SPOT.codec(),
            SharedFeeds.received("kraken-v2/book25_instrument_btcusd_20260826.jsonl"));

    assertThat(Decoding.of(FeedEvent.BookUpdate.class, events))
        .hasSize(42)
        .allMatch(update -> update.depth() == 25);
    Books books = new Books(SPOT.bookRules());
    events.forEach(books::apply);
    assertThat(books.of("BTC/USD").bidCount()).isEqualTo(25);
    assertThat(books.of("BTC/USD").askCount()).isEqualTo(25);
  }

  @Test
  void everyFrameOfVersion2IsUnderstood() {
    assertThat(kindsOfVersion2("book25_instrument_btcusd_20260826.jsonl"))
        .containsOnly(
            Map.entry("Acknowledged", 3),
            Map.entry("BookSnapshot", 1),
            Map.entry("BookUpdate", 42),
            Map.entry("Heartbeat", 2),
            Map.entry("Ignored", 2),
            Map.entry("VenueState", 1));
    assertThat(kindsOfVersion2("book25_minagbp_resubscribe_20260818.jsonl"))
        .containsOnly(
            Map.entry("Acknowledged", 3),
            Map.entry("BookSnapshot", 2),
            Map.entry("BookUpdate", 17),
            Map.entry("Heartbeat", 73),
            Map.entry("VenueState", 1));
    assertThat(kindsOfVersion2("documented.jsonl"))
        .containsOnly(
            Map.entry("Acknowledged", 1),
            Map.entry("BarState", 1),
            Map.entry("BookSnapshot", 1),
            Map.entry("BookUpdate", 1),
            Map.entry("Heartbeat", 1),
            Map.entry("Ignored", 5),
            Map.entry("TopOfBook", 1),
            Map.entry("Trade", 2));
  }

  private static Map<String, Integer> kindsOfVersion2(String file) {
    return Decoding.kinds(Decoding.events(SPOT.codec(), SharedFeeds.received("kraken-v2/" + file)));
  }

  @Test
  void refusalsAndWarningsOfVersion2AreUnderstood() {
    List<FeedEvent> events =
        Decoding.events(SPOT.codec(), SharedFeeds.received("kraken-v2/recorded_misc_2026.jsonl"));

    assertThat(Decoding.kinds(events))
        .containsOnly(
            Map.entry("Acknowledged", 2),
            Map.entry("BarState", 6),
            Map.entry("BookSnapshot", 1),
            Map.entry("BookUpdate", 1),
            Map.entry("Heartbeat", 1),
            Map.entry("Ignored", 1),
            Map.entry("Refused", 3),
            Map.entry("TopOfBook", 1),
            Map.entry("Trade", 1),
            Map.entry("VenueState", 1));
    assertThat(Decoding.of(FeedEvent.Refused.class, events))
        .extracting(FeedEvent.Refused::message)
        .containsExactly(
            "Currency pair not supported XBT/USD",
            "Subscription depth not supported",
            "Private data and trading are unavailable on this endpoint. Try ws-auth.kraken.com");
    assertThat(Decoding.ignored(events))
        .containsOnly(Map.entry("warning: timestamp is deprecated, use interval_begin", 1));
  }

  /// Four bars are told: one under way, two of a snapshot that are over, one under way (twice).
  /// The first is told again as final when a later one comes.
  @Test
  void aBarOfVersion2IsFinalByTheVenuesClockOrByTheNextBar() {
    List<FeedEvent.BarState> bars =
        Decoding.of(
            FeedEvent.BarState.class,
            Decoding.events(
                SPOT.codec(), SharedFeeds.received("kraken-v2/recorded_misc_2026.jsonl")));

    assertThat(bars)
        .extracting(FeedEvent.BarState::isFinal)
        .containsExactly(false, true, true, true, false, false);
    assertThat(bars.get(1).openNanos()).isEqualTo(bars.get(0).openNanos());
  }

  @Test
  void everyFrameOfVersion1IsUnderstood() {
    FeedCodec codec = KrakenVenue.codecOfVersion1();
    assertThat(kinds(codec, "kraken-v1/book1000.jsonl.gz"))
        .containsOnly(
            Map.entry("Acknowledged", 10),
            Map.entry("BookSnapshot", 10),
            Map.entry("BookUpdate", 4269),
            Map.entry("Heartbeat", 31),
            Map.entry("VenueState", 1));
    assertThat(kinds(codec, "kraken-v1/ticker.jsonl"))
        .containsOnly(
            Map.entry("Acknowledged", 10),
            Map.entry("Heartbeat", 31),
            Map.entry("TopOfBook", 18),
            Map.entry("VenueState", 1));
    assertThat(kinds(codec, "kraken-v1/trade.jsonl"))
        .containsOnly(
            Map.entry("Acknowledged", 10),
            Map.entry("Heartbeat", 30),
            Map.entry("Trade", 10),
            Map.entry("VenueState", 1));
    assertThat(kinds(codec, "kraken-v1/xchange_stream_tests.jsonl"))
        .containsOnly(
            Map.entry("Acknowledged", 1),
            Map.entry("BookSnapshot", 1),
            Map.entry("BookUpdate", 3),
            Map.entry("TopOfBook", 1),
            Map.entry("Trade", 2),
            Map.entry("VenueState", 1));
  }

  private static Map<String, Integer> kinds(FeedCodec codec, String file) {
    return Decoding.kinds(Decoding.events(codec, SharedFeeds.received(file)));
  }

  @Test
  void booksOfVersion1EqualTheKnownTopAndTheVenuesChecksumAfterEveryUpdate() {
    Map<String, String> expected = new LinkedHashMap<>();
    for (String[] row : SharedFeeds.oracleRows("kraken_v1_book1000_top.csv.gz")) {
      expected.put(row[0], String.join(" ", row[1], row[2], row[3], row[4], row[5], row[6]));
    }
    Map<String, String> tops = new LinkedHashMap<>();
    Books books = new Books(SPOT.bookRules());
    FeedCodec codec = KrakenVenue.codecOfVersion1();
    for (SharedFeeds.Line line : SharedFeeds.received("kraken-v1/book1000.jsonl.gz")) {
      codec.decode(
          line.bytes(),
          event -> {
            books.apply(event);
            if (event instanceof FeedEvent.BookUpdate update) {
              MutableBook book = books.of(update.symbol());
              tops.put(line.rest().get("n"), top(book) + " " + update.checksum().orElseThrow());
            }
          });
    }

    assertThat(tops).hasSize(4269).isEqualTo(expected);
    assertThat(books.checksums()).isEqualTo(4269);
    assertThat(books.steps()).containsOnly(Map.entry(BookStep.APPLIED, 4279));
  }

  private static String top(MutableBook book) {
    return String.join(
        " ",
        book.symbol(),
        book.bid(0).priceText(),
        book.bid(0).quantityText(),
        book.ask(0).priceText(),
        book.ask(0).quantityText());
  }

  @Test
  void everyFrameOfFuturesIsUnderstoodAndNoUpdateIsMissing() {
    Venue futures = new KrakenFuturesVenue();
    List<FeedEvent> events =
        Decoding.events(
            futures.codec(),
            SharedFeeds.received("kraken-futures/book_trade_ticker_lite.jsonl.gz"));
    Books books = new Books(futures.bookRules());
    events.forEach(books::apply);

    assertThat(Decoding.kinds(events))
        .containsOnly(
            Map.entry("Acknowledged", 30),
            Map.entry("BookSnapshot", 10),
            Map.entry("BookUpdate", 2480),
            Map.entry("Ignored", 10),
            Map.entry("TopOfBook", 54),
            Map.entry("Trade", 3),
            Map.entry("VenueState", 1));
    assertThat(Decoding.ignored(events))
        .containsOnly(Map.entry("trades from before the subscription", 10));
    assertThat(books.steps()).containsOnly(Map.entry(BookStep.APPLIED, 2490));
    assertThat(kinds(futures.codec(), "kraken-futures/documented.jsonl"))
        .containsOnly(
            Map.entry("BookSnapshot", 2),
            Map.entry("BookUpdate", 1),
            Map.entry("Ignored", 1),
            Map.entry("TopOfBook", 1),
            Map.entry("Trade", 1));
  }

  /// They misname the instrument of one snapshot, in whose frame an empty part stands, and leave
  /// out quotes of a book that is empty.
  @Test
  void bothVersionsReadWhatAnotherImplementationReads() {
    List<SharedFeeds.Line> version1 = new ArrayList<>();
    List<SharedFeeds.Line> version2 = new ArrayList<>();
    for (SharedFeeds.Line line :
        SharedFeeds.received("kraken-v2/normalised_expected_tardis_v1_and_v2.jsonl")) {
      (line.frame().startsWith("[") ? version1 : version2).add(line);
    }

    assertThat(version1).hasSize(8);
    assertThat(version2).hasSize(6);
    assertThat(NormalisedEvents.differences(KrakenVenue.codecOfVersion1(), version1))
        .containsExactly(
            "n=5: [book BOOK-1000 1561939199992830000 bids [0.10281x2] asks [0.102987x3]],"
                + " ours [book ADA/CAD 1561939199992830000 bids [0.10281x2] asks [0.102987x3]]",
            "n=7: [], ours [quote LINK/ETH 1567296001275000000 0 0 0 0]");
    assertThat(NormalisedEvents.differences(SPOT.codec(), version2))
        .containsExactly("n=13: [], ours [quote ANETX/USD 1783641603275000000 0 0 0 0]");
  }

  @Test
  void futuresAreReadAsAnotherImplementationReadsThem() {
    List<SharedFeeds.Line> lines =
        SharedFeeds.received("kraken-futures/normalised_expected_tardis.jsonl");

    assertThat(lines).hasSize(15);
    assertThat(NormalisedEvents.differences(new KrakenFuturesVenue().codec(), lines)).isEmpty();
  }
}
