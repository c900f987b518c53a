package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.HostPaces;
import io.papertape.live.transport.LoopbackVenue;
import io.papertape.live.transport.Playback;
import io.papertape.live.transport.RestClient;
import io.papertape.live.transport.RestRules;
import io.papertape.live.transport.TransportRules;
import io.papertape.live.transport.VenueWords;
import io.papertape.live.venue.binance.BinanceMarket;
import io.papertape.live.venue.binance.BinanceVenue;
import io.papertape.market.InputState;
import io.papertape.market.Instrument;
import io.papertape.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A session on a venue that speaks Binance's protocol over real sockets.
class VenueFeedTest {
  private static final long MINUTE = 60_000_000_000L;
  private static final long START = 1_764_108_000_000_000_000L;

  @TempDir private Path home;
  private final LoopbackVenue venue = LoopbackVenue.start();
  private final AtomicLong nanos = new AtomicLong(START);

  @AfterEach
  void close() {
    venue.close();
  }

  private BinanceVenue binance() {
    return new BinanceVenue(BinanceMarket.SPOT, venue.socket(), venue.rest("/"));
  }

  private TapeInstrument instrument(long barNanos) {
    return new TapeInstrument(Instrument.crypto("BTCUSDT"), "binance", "BTCUSDT", barNanos);
  }

  private VenueFeed feed(TapeInstrument instrument) {
    RestClient rest =
        new RestClient(
            "binance",
            VenueWords.NONE,
            new HostPaces(RestRules.STANDARD, 1),
            nanos::get,
            (_) -> {});
    return new VenueFeed(
        binance(),
        List.of(instrument),
        TransportRules.STANDARD,
        rest,
        new SplittableRandom(2),
        nanos::get,
        _ -> {});
  }

  private PaperSession session(TapeInstrument instrument) {
    SessionManifest manifest =
        MadeManifest.of("crosses", "binance:BTCUSDT", START, List.of(instrument));
    folder = SessionFolder.create(new Workspace(home), manifest, home);
    return new PaperSession(
        folder.id(),
        manifest,
        SessionDisks.of(folder),
        new Crosses(),
        feed(instrument),
        System::nanoTime,
        SessionListener.NONE);
  }

  private SessionFolder folder = new SessionFolder(Path.of("."));

  private static String trade(long id, String price, long millis) {
    return ("{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":%d,\"s\":\"BTCUSDT\","
            + "\"t\":%d,\"p\":\"%s\",\"q\":\"0.5\",\"T\":%d,\"m\":false,\"M\":true}}")
        .formatted(millis, id, price, millis);
  }

  private static String quote(long update, String bid, String ask) {
    return ("{\"stream\":\"btcusdt@bookTicker\",\"data\":{\"u\":%d,\"s\":\"BTCUSDT\",\"b\":\"%s\","
            + "\"B\":\"2\",\"a\":\"%s\",\"A\":\"3\"}}")
        .formatted(update, bid, ask);
  }

  @Test
  void aFeedThatNeverBeganInterruptsNobodyWhenItIsClosed() {
    feed(instrument(0)).close();
    new ReplayFeed(
            List.of(Instrument.crypto("AAA")),
            List.of(MadeMinutes.walk(1, 2)),
            List.of(),
            List.of(),
            1,
            System::nanoTime)
        .close();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void barsAreFetchedToWarmUpAndNoOrderIsTakenOnThem() throws Exception {
    int bars = VenueFeed.WARM_UP_BARS;
    StringBuilder body = new StringBuilder("[");
    for (int i = 0; i < bars; i++) {
      long open = START / 1_000_000 - (bars - i) * 60_000L;
      int price = 100 + (i / 10) % 2 * 5;
      body.append(i == 0 ? "" : ",")
          .append(
              "[%d,\"%d\",\"%d\",\"%d\",\"%d\",\"7\",%d,\"700\",3,\"1\",\"1\",\"0\"]"
                  .formatted(open, price, price + 1, price - 1, price, open + 59_999));
    }
    venue.answerRequest(
        LoopbackVenue.Reply.of(200, body.append("]").toString())
            .with("Date", "Tue, 25 Nov 2025 22:00:00 GMT"));
    PaperSession session = session(instrument(MINUTE)).start();
    Patience.until("bars told", () -> session.status().moments() > VenueFeed.WARM_UP_BARS);
    session.command(Command.STOP, "ada", "enough");
    SessionStatus end = session.await(20_000).orElseThrow();
    assertThat(end.fills()).isZero();
    String journal = Files.readString(folder.journal());
    assertThat(journal.lines().filter(line -> line.contains("\"kind\":\"veto\""))).isNotEmpty();
    assertThat(journal).doesNotContain("\"kind\":\"order\"").contains("\"evaluation\":299");
    assertThat(SessionVerifier.verify(folder, new Crosses()).isIdentical()).isTrue();
  }

  @Test
  void quotesAndTradesReachTheStrategyAndTheTape() throws Exception {
    List<String> frames = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      frames.add(quote(100 + i, "100." + (10 + i), "100." + (12 + i)));
      frames.add(trade(i + 1, "100." + (11 + i), START / 1_000_000 + i));
    }
    venue.play(Playback.of(frames).duplicatingEvery(7));
    PaperSession session = session(instrument(0)).start();
    Patience.until(
        "price reached",
        () -> session.status().position().stream().anyMatch(one -> one.price() == 10_060_000_000L));
    assertThat(session.status().position().getFirst().input()).isEqualTo(InputState.LIVE);
    session.command(Command.STOP, "ada", "enough");
    SessionStatus end = session.await(20_000).orElseThrow();
    assertThat(end.state()).isEqualTo(State.STOPPED);
    assertThat(Files.readString(folder.journal()))
        .contains("\"state\":\"stale\",\"reason\":\"starting\"")
        .contains("\"state\":\"live\",\"reason\":\"healthy\"");
    assertThat(SessionVerifier.verify(folder, new Crosses()).isIdentical()).isTrue();
  }

  @Test
  void aLostConnectionIsOnTheRecordAndComesBack() throws Exception {
    venue.play(Playback.of(List.of(quote(1, "100", "101"))).closingAfter(1, 1001, "bye"));
    venue.play(Playback.of(List.of(quote(2, "102", "103"))));
    PaperSession session = session(instrument(0)).start();
    Patience.until(
        "price reached",
        () -> {
          nanos.addAndGet(100_000_000);
          return session.status().position().stream()
              .anyMatch(one -> one.price() == 10_250_000_000L);
        });
    session.command(Command.STOP, "ada", "enough");
    assertThat(session.await(20_000)).isPresent();
    assertThat(Files.readString(folder.journal()))
        .contains("\"state\":\"broken\",\"reason\":\"disconnected\"");
    assertThat(SessionVerifier.verify(folder, new Crosses()).isIdentical()).isTrue();
  }
}
