package io.papertape.live.venue.coinbase;

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

/// Every recorded frame of Coinbase; what is counted here was counted in the files by other means.
class CoinbaseRecordingsTest {
  private static final String EXCHANGE = "coinbase-exchange/level2_ticker_matches.jsonl.gz";
  private static final Venue EXCHANGE_VENUE = new CoinbaseExchangeVenue();
  private static final Venue ADVANCED_VENUE = new CoinbaseAdvancedVenue();

  @Test
  void everyFrameOfExchangeIsUnderstood() {
    List<FeedEvent> events =
        Decoding.events(EXCHANGE_VENUE.codec(), SharedFeeds.received(EXCHANGE));

    assertThat(Decoding.kinds(events))
        .containsOnly(
            Map.entry("Acknowledged", 30),
            Map.entry("BookSnapshot", 10),
            Map.entry("BookUpdate", 9719),
            Map.entry("Ignored", 10),
            Map.entry("TopOfBook", 107),
            Map.entry("Trade", 97));
    assertThat(Decoding.ignored(events)).containsOnly(Map.entry("last_match", 10));
  }

  @Test
  void booksOfExchangeEqualTheKnownTopAfterEveryUpdate() {
    Map<String, String> expected = new LinkedHashMap<>();
    for (String[] row : SharedFeeds.oracleRows("coinbase_exchange_level2_top.csv.gz")) {
      expected.put(row[0], String.join(" ", row[1], row[2], row[3], row[4], row[5]));
    }
    Map<String, String> tops = new LinkedHashMap<>();
    Books books = new Books(EXCHANGE_VENUE.bookRules());
    FeedCodec codec = EXCHANGE_VENUE.codec();
    for (SharedFeeds.Line line : SharedFeeds.received(EXCHANGE)) {
      codec.decode(
          line.bytes(),
          event -> {
            books.apply(event);
            if (event instanceof FeedEvent.BookUpdate update) {
              tops.put(line.rest().get("n"), top(books.of(update.symbol())));
            }
          });
    }

    assertThat(tops).hasSize(9719).isEqualTo(expected);
    assertThat(books.steps()).containsOnly(Map.entry(BookStep.APPLIED, 9729));
  }

  private static String top(MutableBook book) {
    return String.join(
        " ",
        book.symbol(),
        book.bid(0).priceText(),
        book.ask(0).priceText(),
        Integer.toString(book.bidCount()),
        Integer.toString(book.askCount()));
  }

  /// A change without a time is given the time of the one before it by them, and none by us. A
  /// snapshot with the quantity `0.-10000` is unknown to us as a whole; they drop the price.
  @Test
  void anotherImplementationReadsTheSameOfExchange() {
    List<SharedFeeds.Line> lines =
        SharedFeeds.received("coinbase-exchange/normalised_expected_tardis.jsonl");

    assertThat(lines).hasSize(9);
    assertThat(NormalisedEvents.differences(EXCHANGE_VENUE.codec(), lines))
        .containsExactly(
            "n=4: [change BTC-EUR 1564617603818000000 bids [9202.7x0.5866786] asks"
                + " [9222.39x0.00459825]], ours [change BTC-EUR 1567296001275000000 bids"
                + " [9202.7x0.5866786] asks [9222.39x0.00459825]]",
            "n=5: [book YFI-USD 1567296001275000000 bids [40533.24x0.020416] asks"
                + " [40584.89x0.039985]], ours []");
  }

  @Test
  void everyFrameOfAdvancedTradeIsUnderstood() {
    List<FeedEvent> documented =
        Decoding.events(
            ADVANCED_VENUE.codec(), SharedFeeds.received("coinbase-advanced/documented.jsonl"));
    List<FeedEvent> recorded =
        Decoding.events(
            ADVANCED_VENUE.codec(),
            SharedFeeds.received("coinbase-advanced/recorded_2025_2026.jsonl"));

    assertThat(Decoding.kinds(documented))
        .containsOnly(
            Map.entry("Acknowledged", 3),
            Map.entry("BarState", 1),
            Map.entry("BookSnapshot", 1),
            Map.entry("BookUpdate", 1),
            Map.entry("Heartbeat", 8),
            Map.entry("Ignored", 1),
            Map.entry("TopOfBook", 1),
            Map.entry("Trade", 2));
    assertThat(Decoding.ignored(documented)).containsOnly(Map.entry("user", 1));
    assertThat(Decoding.kinds(recorded))
        .containsOnly(
            Map.entry("Acknowledged", 3),
            Map.entry("BookSnapshot", 1),
            Map.entry("BookUpdate", 3),
            Map.entry("Heartbeat", 9),
            Map.entry("Ignored", 1),
            Map.entry("Refused", 1),
            Map.entry("Trade", 2));
    assertThat(recorded)
        .contains(new FeedEvent.Refused("", "", "", "authentication failure"))
        .contains(new FeedEvent.Acknowledged("", "heartbeats:heartbeats", true));
  }

  /// International is another venue, whose feed needs a key; its frames are told apart.
  @Test
  void framesOfInternationalAreUnknownAndNotFatal() {
    List<FeedEvent> events =
        Decoding.events(
            ADVANCED_VENUE.codec(),
            SharedFeeds.received(
                "coinbase-advanced/normalised_expected_tardis_international.jsonl"));

    assertThat(Decoding.unknown(events)).hasSize(8).hasSize(events.size());
    assertThat(Decoding.unknown(events)).containsOnly("Field is missing: field=timestamp.");
  }

  @Test
  void theBookOfAdvancedTradeFollowsItsSnapshotThoughTheSidesAreMixed() {
    List<FeedEvent> events = new ArrayList<>();
    FeedCodec codec = ADVANCED_VENUE.codec();
    SharedFeeds.received("coinbase-advanced/recorded_2025_2026.jsonl")
        .subList(0, 1)
        .forEach(line -> codec.decode(line.bytes(), events::add));
    Books books = new Books(ADVANCED_VENUE.bookRules());
    events.forEach(books::apply);

    assertThat(top(books.of("BTC-PERP-INTX"))).isEqualTo("BTC-PERP-INTX 79943.9 79944 2 2");
  }
}
