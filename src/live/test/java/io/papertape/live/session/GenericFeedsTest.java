package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.LoopbackVenue;
import io.papertape.live.transport.Playback;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The description of Bitstamp under docs/venues, with the address of a loopback venue.
class GenericFeedsTest {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("papertape.root", "../..")).resolve("docs/venues/bitstamp.yaml");

  @TempDir private Path home;
  private final LoopbackVenue venue = LoopbackVenue.start();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final GenericFeeds feeds = GenericFeeds.byMachineClock(problems::add);
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = home.resolve("my venue.yaml");
    Files.writeString(file, description());
  }

  private String description() throws IOException {
    return Files.readString(EXAMPLE).replace("wss://ws.bitstamp.net", venue.socket().toString());
  }

  @AfterEach
  void close() {
    venue.close();
  }

  private String text() {
    return "generic:" + file + "/quote:btcusd";
  }

  /// Best prices and trades from now on, a millisecond apart.
  private static Playback market(int count, String symbol) {
    return Playback.of(marketFrames(count, symbol)).pausing(500_000);
  }

  private static List<String> marketFrames(int count, String symbol) {
    List<String> frames = new ArrayList<>();
    long micros = Instant.now().toEpochMilli() * 1_000;
    for (int i = 0; i < count; i++) {
      long time = micros + i * 1_000L;
      int price = 40_000 + i % 13;
      frames.add(
          ("{\"event\":\"data\",\"channel\":\"order_book_%s\",\"data\":{\"microtimestamp\":\"%d\","
                  + "\"bids\":[[\"%d\",\"1.5\"]],\"asks\":[[\"%d\",\"2\"]]}}")
              .formatted(symbol, time, price, price + 1));
      frames.add(
          ("{\"event\":\"trade\",\"channel\":\"live_trades_%s\",\"data\":{\"id\":%d,"
                  + "\"microtimestamp\":\"%d\",\"price_str\":\"%d\",\"amount_str\":\"0.1\","
                  + "\"type\":0}}")
              .formatted(symbol, time, time, price));
    }
    return frames;
  }

  @Test
  void aSessionTradesIsKilledAndRecoveredAndVerifiesIdentical() throws Exception {
    KilledFeedLives lives =
        new KilledFeedLives(KilledFeedSession.class, home, KilledFeedSession.feed(feeds, text()));
    for (int entries : List.of(120, 35, 260)) {
      venue.play(market(2_000, "btcusd"));
      lives.live(entries);
    }
    venue.play(market(2_000, "btcusd"));
    lives.liveToTheEnd(100);
    lives.assertIdentical(3);
  }

  @Test
  void whatDoesNotFitIsSaidByNameWhileItRuns() throws Exception {
    Files.writeString(
        file, description().replace("id: data.id", "id: data.nr").replace("bts:error", "oops"));
    venue.play(market(100, "btcusd"));
    venue.play(Playback.of(List.of()));
    PreparedFeed prepared = KilledFeedSession.feed(feeds, text());
    LiveFeed feed = prepared.feed();
    feed.start(new SessionInbox(), Long.MIN_VALUE);
    Patience.until("notes", () -> !feed.notes().isEmpty());
    feed.close();

    assertThat(feed.notes())
        .singleElement()
        .asString()
        .startsWith(
            "Path has never led anywhere: rule=trade of line 17, key=id, path=data.nr, events=");
    assertThat(problems).anyMatch(one -> one.startsWith("bitstamp-by-file: Path has never led"));
  }

  @Test
  void framesThatAreNotUnderstoodAndOtherSymbolsAreSaid() throws Exception {
    List<String> frames =
        List.of(
            "{\"event\":\"news\"}",
            "{\"event\":\"bts:error\",\"channel\":\"\",\"data\":{\"code\":4,\"message\":\"No.\"}}",
            marketFrames(1, "ethusd").getLast());
    venue.play(Playback.of(frames));
    LiveFeed feed = KilledFeedSession.feed(feeds, text()).feed();
    feed.start(new SessionInbox(), Long.MIN_VALUE);
    Patience.until("notes", () -> feed.notes().size() >= 3);
    feed.close();

    assertThat(feed.notes())
        .contains("Venue refuses: stream=, code=4, message=No..")
        .contains("Not understood: frames=1, the last: No rule fits: frame=object of [event].")
        .contains("Symbols that nobody asked for: events=1, such as [ethusd].");
  }

  @Test
  void theFileIsHeldToWhatItWasWhenTheSessionBegan() throws Exception {
    String full = KilledFeedSession.feed(feeds, text()).text();
    assertThat(full).matches("generic:.*/my venue\\.yaml/q[a-z]*:btcusd#[0-9a-f]{16}");
    assertThat(KilledFeedSession.feed(feeds, full).text()).isEqualTo(full);

    Files.writeString(file, description() + "\n# changed\n");
    assertThatThrownBy(() -> KilledFeedSession.feed(feeds, full))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith(
            "Description of the venue has changed since the session began: file=" + file)
        .hasMessageEndingWith("Restore it, or start a new session.");
  }

  @Test
  void pricesAreInWhatTheSymbolNamesAndASessionThatGoesOnKeepsWhatItHad() {
    String euro = "generic:" + file + "/quote:btceur";
    PreparedFeed first = KilledFeedSession.feed(feeds, euro);
    assertThat(first.facts())
        .containsExactly(
            "Venue tells no steps: venue=bitstamp-by-file, symbol=btceur. Prices and quantities go"
                + " to 8 decimals.");
    assertThat(first.instruments().getFirst().instrument().currency()).isEqualTo("EUR");

    TapeInstrument dollars = VenueInstruments.in(first.instruments().getFirst(), "USD");
    PreparedFeed again = feeds.again(first.text(), KilledFeedSession.QUOTES, List.of(dollars));
    assertThat(again.instruments()).containsExactly(dollars);
    TapeInstrument other = VenueInstruments.named("bitstamp-by-file", "ethusd", 0);
    assertThat(feeds.again(first.text(), KilledFeedSession.QUOTES, List.of(other)).instruments())
        .as("which the session refuses")
        .doesNotContain(other);
    assertThat(KilledFeedSession.feed(feeds, "generic:" + file + "/quote:abnb").facts())
        .contains("Currency of prices is taken as USD: symbol=abnb does not tell one.");
  }

  @Test
  void mistakesAreSaidBeforeTheSessionBegins() throws Exception {
    assertThatThrownBy(() -> KilledFeedSession.feed(feeds, "generic:btcusd"))
        .hasMessage(
            "Not a feed of a described venue: feed=generic:btcusd."
                + " Write it as generic:FILE.yaml[/RESOLUTION]:SYMBOL,....");
    assertThatThrownBy(() -> KilledFeedSession.feed(feeds, "generic:a/b.yaml:btcusd"))
        .hasMessage(
            "File of a venue has no whole path: feed=generic:a/b.yaml:btcusd, file=a/b.yaml."
                + " Begin it with /.");
    assertThatThrownBy(() -> KilledFeedSession.feed(feeds, "generic:/no/such.yaml:btcusd"))
        .hasMessage(
            "File of a venue cannot be read: file=/no/such.yaml,"
                + " reason=java.nio.file.NoSuchFileException: /no/such.yaml. Check its path.");
    assertThatThrownBy(() -> KilledFeedSession.feed(feeds, "generic:" + file + "/1m:btcusd"))
        .hasMessageEndingWith(
            "Venue is not described for this: venue=bitstamp-by-file, kind=BARS."
                + " Add bars under subscribe.");
    Files.writeString(file, description().replace("ws://127.0.0.1", "ws://example.org"));
    assertThatThrownBy(() -> KilledFeedSession.feed(feeds, text()))
        .hasMessageContaining("Address is not safe: address=ws://example.org");
    Files.writeString(file, description().replace("silence-seconds", "silent-seconds"));
    assertThatThrownBy(() -> KilledFeedSession.feed(feeds, text()))
        .hasMessageContaining("Unknown key: file=" + file + ", line=")
        .hasMessageContaining("key=silent-seconds");
  }

  @Test
  void aRelativePathIsMadeWhole() {
    assertThat(DescribedFeed.absolute("generic:v/b.yaml/1m:A,B", Path.of("/ada")))
        .isEqualTo("generic:/ada/v/b.yaml/1m:A,B");
    assertThat(DescribedFeed.absolute("binance:A", Path.of("/ada"))).isEqualTo("binance:A");
  }
}
