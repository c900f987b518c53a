package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeEvent.FeedPlace;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.FixLink;
import io.papertape.live.transport.FixLinks;
import io.papertape.live.transport.FrameLog;
import io.papertape.live.transport.FrameLogs;
import io.papertape.live.transport.HostPaces;
import io.papertape.live.transport.LoopbackVenue;
import io.papertape.live.transport.Playback;
import io.papertape.live.transport.RestClient;
import io.papertape.live.transport.RestRules;
import io.papertape.live.transport.SystemNanos;
import io.papertape.live.transport.TransportRules;
import io.papertape.live.transport.VenueWords;
import io.papertape.live.venue.binance.BinanceMarket;
import io.papertape.live.venue.binance.BinanceVenue;
import io.papertape.live.venue.fix.FixRequest;
import io.papertape.live.venue.fix.FixVenue;
import io.papertape.market.Instrument;
import io.papertape.workspace.store.Resolution;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Feeds that cannot go on, requests that nobody answers, and feeds that are closed.
class FeedTroubleTest {
  private static final long MINUTE = 60_000_000_000L;
  private static final long START = 1_764_108_000_000_000_000L;
  private static final String QUOTE =
      "{\"stream\":\"btcusdt@bookTicker\",\"data\":{\"u\":1,\"s\":\"BTCUSDT\",\"b\":\"100\","
          + "\"B\":\"2\",\"a\":\"101\",\"A\":\"3\"}}";

  private final LoopbackVenue venue = LoopbackVenue.start();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    venue.close();
  }

  private static List<TapeInstrument> instruments(long barNanos) {
    return List.of(
        new TapeInstrument(Instrument.crypto("BTCUSDT"), "binance", "BTCUSDT", barNanos));
  }

  private BinanceVenue binance() {
    return new BinanceVenue(BinanceMarket.SPOT, venue.socket(), venue.rest("/"));
  }

  private VenueFeed feed(long barNanos) {
    return feed(barNanos, () -> START);
  }

  private VenueFeed feed(long barNanos, LongSupplier clock) {
    return feed(barNanos, clock, new SplittableRandom(2));
  }

  private VenueFeed feed(long barNanos, LongSupplier clock, RandomGenerator random) {
    RestClient rest =
        new RestClient(
            "binance", VenueWords.NONE, new HostPaces(RestRules.STANDARD, 1), () -> START, _ -> {});
    return new VenueFeed(
        binance(),
        instruments(barNanos),
        TransportRules.STANDARD,
        rest,
        random,
        clock,
        problems::add);
  }

  /// Keeps what is told; something happens at each event.
  private final class Told implements FeedSink {
    private final Runnable atEvent;

    Told(Runnable atEvent) {
      this.atEvent = atEvent;
    }

    @Override
    public void event(int instrument, FeedEvent.OfMarket event, long receiveNanos) {
      atEvent.run();
      told.add("event");
    }

    @Override
    public void quarantined(
        int instrument, FeedEvent.OfMarket event, HealthReason reason, long receiveNanos) {
      told.add("quarantined");
    }

    @Override
    public void noBars(int instrument, long afterNanos, long beforeNanos) {}

    @Override
    public void input(TapeEvent.InputChange change) {
      told.add(change.state() + " " + change.reason());
    }

    @Override
    public void broke(String why) {
      told.add("broke " + why);
    }

    @Override
    public void ended() {
      told.add("ended");
    }
  }

  @Test
  void connectionsAreMadeWhileARequestForBarsIsNotAnswered() throws Exception {
    venue.answerRequest(LoopbackVenue.Reply.NONE);
    VenueFeed feed = feed(MINUTE);
    feed.start(new Told(() -> {}), Long.MIN_VALUE);

    assertThat(venue.awaitRequest()).startsWith("GET /api/v3/klines?");
    venue.awaitClient();

    feed.close();
    assertThat(told).containsExactly("STALE STARTING");
  }

  @Test
  void anErrorEndsAFeedAndItsInputsAreBroken() throws Exception {
    venue.play(Playback.of(List.of(QUOTE)));
    VenueFeed feed = feed(0);
    feed.start(
        new Told(
            () -> {
              throw new StackOverflowError("deep");
            }),
        Long.MIN_VALUE);

    Patience.until("broken", () -> told.stream().anyMatch(one -> one.startsWith("broke ")));
    feed.close();

    assertThat(told).contains("BROKEN DISCONNECTED");
    assertThat(problems)
        .containsExactly(
            "Feed broke off: venue=binance, cause=java.lang.StackOverflowError: deep. Its"
                + " session halts.");
  }

  /// Where the supervisor of the connections ends, nobody makes one again.
  @Test
  void anErrorThatEndsTheConnectionsEndsTheFeed() throws Exception {
    venue.play(Playback.of(List.of(QUOTE)).closingAfter(1, 1001, "bye"));
    VenueFeed feed =
        feed(
            0,
            () -> START,
            () -> {
              throw new OutOfMemoryError("unable to create native thread");
            });
    feed.start(new Told(() -> {}), Long.MIN_VALUE);

    Patience.until("broken", () -> told.stream().anyMatch(one -> one.startsWith("broke ")));
    feed.close();

    assertThat(told).contains("BROKEN DISCONNECTED");
    assertThat(problems)
        .last()
        .asString()
        .startsWith("Feed broke off: venue=binance, cause=java.lang.IllegalStateException:")
        .contains("Connections are at an end: ", "unable to create native thread")
        .endsWith("Its session halts.");
  }

  @Test
  void aStepOfTheMachinesClockIsTold() throws Exception {
    AtomicLong wall = new AtomicLong(START);
    SystemNanos clock = new SystemNanos(wall::get, () -> 7);
    VenueFeed feed = feed(0, clock);
    feed.start(new Told(() -> {}), Long.MIN_VALUE);

    Patience.until(
        "step is told",
        () -> {
          wall.addAndGet(60 * MINUTE); // as after a sleep
          clock.check();
          return told.contains("BROKEN CLOCK_STEP");
        });
    feed.close();
  }

  @Test
  void nothingIsToldAfterAFeedIsClosed() throws Exception {
    CountDownLatch telling = new CountDownLatch(1);
    ReplayFeed feed =
        new ReplayFeed(
            List.of(Instrument.crypto("AAA")),
            List.of(MadeMinutes.walk(1, 100)),
            List.of(),
            List.of(),
            0,
            System::nanoTime);
    feed.start(
        new Told(
            () -> {
              telling.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException _) {
                LockSupport.parkNanos(100_000_000); // and tells it nevertheless
              }
            }),
        Long.MIN_VALUE);
    telling.await();

    feed.close();

    assertThat(told).containsExactly("event");
  }

  private LogFeed log(FrameLogs logs) {
    LogText text =
        new LogText("localhost:1", "ticks", false, "id", List.of(0L, 0L), "binance:BTCUSDT");
    return new LogFeed(
        logs,
        text,
        new VenueStreams("binance:BTCUSDT", binance(), instruments(0), Resolution.QUOTE),
        () -> START,
        problems::add);
  }

  private record Logs(RuntimeException atPoll) implements FrameLogs {
    @Override
    public Description describe(String servers, String topic) {
      return new Description("id", List.of(0L, 0L), List.of(0L, 0L));
    }

    @Override
    public FrameLog open(String servers, String topic, String id, List<Long> from) {
      return new FrameLog() {
        @Override
        public void poll(Duration wait, Listener listener) {
          throw atPoll;
        }

        @Override
        public List<Long> positions() {
          return from;
        }

        @Override
        public Optional<String> trouble() {
          return Optional.empty();
        }

        @Override
        public void close() {
          // nothing is open
        }
      };
    }
  }

  @Test
  void aDefectEndsAFeedFromALogAndItsInputsAreBroken() throws Exception {
    LogFeed feed = log(new Logs(new IllegalStateException("defect")));
    feed.start(new Told(() -> {}), Long.MIN_VALUE);

    Patience.until("broken", () -> told.stream().anyMatch(one -> one.startsWith("broke ")));
    feed.close();

    assertThat(told).contains("BROKEN DISCONNECTED");
    assertThat(feed.notes())
        .containsExactly(
            "Feed broke off: cause=java.lang.IllegalStateException: defect. Its session"
                + " halts.");
    assertThat(problems).containsExactly("ticks: " + feed.notes().getFirst());
  }

  @Test
  void ofTheTapeOnlyPlacesAreKeptThatMayComeAgain() {
    LogFeed feed = log(new Logs(new IllegalStateException("not read")));

    for (int i = 0; i < 1_000_000; i++) {
      feed.toldFrom(new FeedPlace(START, i % 2, i, 0, Math.max(0, i - 10)));
    }

    assertThat(feed.keptPlaces()).isLessThanOrEqualTo(12);
  }

  private FixFeed fix(FixLinks links, LongSupplier clock) {
    FixVenue described =
        FixVenue.read(
            "fix.yaml",
            """
            name: fix-venue
            host: localhost
            port: 1
            version: "4.4"
            sender: ME
            target: VENUE
            symbols:
              - symbol: BTC/USD
                price-step: "0.01"
                quantity-step: "0.0001"
            """);
    TapeInstrument one =
        new TapeInstrument(Instrument.crypto("BTC-USD"), described.name(), "BTC/USD", 0);
    return new FixFeed(described, List.of(one), links, Optional.empty(), clock, problems::add);
  }

  @Test
  void anErrorEndsAFeedByFixAndItsInputsAreBroken() throws Exception {
    FixLinks links =
        (_, _, _, _) -> {
          throw new NoClassDefFoundError("half a library");
        };
    FixFeed feed = fix(links, () -> START);
    feed.start(new Told(() -> {}), Long.MIN_VALUE);

    Patience.until("broken", () -> told.stream().anyMatch(one -> one.startsWith("broke ")));
    feed.close();

    assertThat(told).contains("BROKEN DISCONNECTED");
    assertThat(problems)
        .containsExactly(
            "Feed broke off: venue=fix-venue, cause=java.lang.NoClassDefFoundError: half a library."
                + " Its session halts.");
  }

  @Test
  void aStepOfTheMachinesClockIsToldByFixToo() throws Exception {
    AtomicLong wall = new AtomicLong(START);
    SystemNanos clock = new SystemNanos(wall::get, () -> 7);
    FixLink link =
        new FixLink() {
          @Override
          public void renew() {
            // nobody asked
          }

          @Override
          public void ask(List<FixRequest> again) {
            // nothing is refused
          }

          @Override
          public void close() {
            // nothing is open
          }
        };
    FixFeed feed = fix((_, _, _, _) -> link, clock);
    feed.start(new Told(() -> {}), Long.MIN_VALUE);

    Patience.until(
        "step is told",
        () -> {
          wall.addAndGet(60 * MINUTE);
          clock.check();
          return told.contains("BROKEN CLOCK_STEP");
        });
    feed.close();
  }
}
