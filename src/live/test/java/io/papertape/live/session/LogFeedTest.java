package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.FrameLog;
import io.papertape.live.transport.FrameLogException;
import io.papertape.live.transport.FrameLogs;
import io.papertape.live.venue.binance.BinanceMarket;
import io.papertape.live.venue.binance.BinanceVenue;
import io.papertape.market.Instrument;
import io.papertape.workspace.store.Resolution;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What waits in a log while nobody reads it is told as backfilled.
class LogFeedTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_764_108_000 * SECOND;

  private final AtomicLong now = new AtomicLong(START);
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong newest = new AtomicLong();
  private final AtomicLong readOfAdded = new AtomicLong();
  private volatile List<Long> newestOfAdded = List.of();
  private volatile boolean isAdded;
  private final AtomicInteger placesTold = new AtomicInteger(Integer.MAX_VALUE);
  private final AtomicLong age = new AtomicLong();
  private volatile CountDownLatch answers = new CountDownLatch(0);
  private final BlockingQueue<Consumer<FrameLog.Listener>> steps = new LinkedBlockingQueue<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private volatile Optional<String> trouble = Optional.empty();

  private final LogFeed feed =
      new LogFeed(
          new Logs(),
          new LogText("localhost:1", "ticks", false, "id", List.of(0L), "binance:BTCUSDT"),
          new VenueStreams(
              "binance:BTCUSDT",
              new BinanceVenue(BinanceMarket.SPOT),
              List.of(new TapeInstrument(Instrument.crypto("BTCUSDT"), "binance", "BTCUSDT", 0)),
              Resolution.QUOTE),
          now::get,
          _ -> {});

  private final class Logs implements FrameLogs {
    @Override
    public Description describe(String servers, String topic) {
      List<Long> all = new ArrayList<>(List.of(newest.get()));
      all.addAll(newestOfAdded);
      return new Description("id", all, all);
    }

    @Override
    public FrameLog open(String servers, String topic, String id, List<Long> from) {
      return new Log();
    }
  }

  /// Half a second passes each time that it is read.
  private final class Log implements FrameLog {
    @Override
    public void poll(Duration wait, Listener listener) {
      now.addAndGet(SECOND / 2);
      try {
        Optional.ofNullable(steps.poll(1, TimeUnit.MILLISECONDS))
            .ifPresent(step -> step.accept(listener));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public List<Long> positions() {
      if (placesTold.getAndDecrement() <= 0) {
        throw FrameLogException.forNow("no place is told in time");
      }
      return isAdded ? List.of(read.get(), readOfAdded.get()) : List.of(read.get());
    }

    @Override
    public Optional<String> trouble() {
      try {
        answers.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return trouble;
    }

    @Override
    public void close() {}
  }

  private final class Told implements FeedSink {
    @Override
    public void event(int instrument, FeedEvent.OfMarket event, long receiveNanos) {
      told.add("event");
    }

    @Override
    public void quarantined(
        int instrument, FeedEvent.OfMarket event, HealthReason reason, long receiveNanos) {
      told.add("quarantined " + reason);
    }

    @Override
    public void place(TapeEvent.FeedPlace place) {}

    @Override
    public void input(TapeEvent.InputChange change) {
      told.add(change.state() + " " + change.reason());
    }

    @Override
    public void broke(String why) {
      told.add("broke " + why);
    }

    @Override
    public void ended() {}
  }

  @BeforeEach
  void begin() throws InterruptedException {
    feed.start(new Told(), Long.MIN_VALUE);
    newest.addAndGet(2);
    steps.add(
        listener -> {
          long millis = now.get() / 1_000_000;
          frame(
              listener,
              ("{\"e\":\"trade\",\"E\":%d,\"s\":\"BTCUSDT\",\"t\":1,"
                      + "\"p\":\"7\",\"q\":\"1\",\"T\":%d,\"m\":true}")
                  .formatted(millis, millis));
          quotes(1).accept(listener);
        });
    Patience.until("live", () -> last().equals("LIVE HEALTHY"));
    told.clear();
  }

  @AfterEach
  void end() {
    feed.close();
  }

  private String last() {
    return told.stream().filter(one -> !one.equals("event")).reduce("", (_, one) -> one);
  }

  private Consumer<FrameLog.Listener> quotes(int count) {
    return listener -> {
      for (int i = 0; i < count; i++) {
        frame(
            listener,
            "{\"u\":%d,\"s\":\"BTCUSDT\",\"b\":\"7\",\"B\":\"1\",\"a\":\"8\",\"A\":\"1\"}"
                .formatted(read.get() + 10));
      }
    };
  }

  private void frame(FrameLog.Listener listener, String text) {
    listener.frame(
        0, read.getAndIncrement(), now.get() - age.get(), text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatWaitedWhileTheBrokerWasAwayIsBackfilled() throws InterruptedException {
    trouble = Optional.of("away");
    Patience.until("broken", () -> last().equals("BROKEN DISCONNECTED"));
    newest.addAndGet(5);
    trouble = Optional.empty();
    Patience.until("behind", () -> last().equals("BACKFILLED BACKFILL"));
    steps.add(quotes(5));
    Patience.until("live", () -> last().equals("LIVE HEALTHY"));

    assertThat(told.subList(told.lastIndexOf("BACKFILLED BACKFILL"), told.size()))
        .containsExactly(
            "BACKFILLED BACKFILL", "event", "event", "event", "event", "event", "LIVE HEALTHY");
  }

  @Test
  void whatWaitedWhileTheProcessStoodStillIsBackfilledFromItsFirstRecord()
      throws InterruptedException {
    newest.addAndGet(3);
    steps.add(
        listener -> {
          now.addAndGet(2 * SECOND);
          quotes(3).accept(listener);
        });
    Patience.until("live again", () -> told.size() > 3 && last().equals("LIVE HEALTHY"));

    assertThat(told)
        .containsExactly("BACKFILLED BACKFILL", "event", "event", "event", "LIVE HEALTHY");
  }

  /// An outage of the recorder, or one of the broker that was over before anybody asked.
  @Test
  void aRecordThatComesLateToTheLogIsBackfilledUntilOneComesInTime() throws InterruptedException {
    age.set(6 * SECOND);
    steps.add(quotes(2));
    Patience.until("told", () -> told.stream().filter("event"::equals).count() == 2);
    age.set(SECOND);
    steps.add(quotes(1));
    Patience.until("live again", () -> last().equals("LIVE HEALTHY"));

    assertThat(told)
        .containsExactly("BACKFILLED BACKFILL", "event", "event", "event", "LIVE HEALTHY");
  }

  /// The broker that is asked first where the log ends has not heard of the new partition.
  @Test
  void aPartitionThatIsAddedIsBackfilledUntilItsEndIsReached() throws InterruptedException {
    steps.add(
        listener -> {
          isAdded = true;
          listener.added(1);
        });
    Patience.until("behind", () -> last().equals("BACKFILLED BACKFILL"));
    long later = now.get() + 3 * SECOND;
    Patience.until("asked again", () -> now.get() > later);
    assertThat(last()).isEqualTo("BACKFILLED BACKFILL");
    newestOfAdded = List.of(1L);
    steps.add(
        listener -> {
          String quote =
              "{\"u\":900,\"s\":\"BTCUSDT\",\"b\":\"7\",\"B\":\"1\",\"a\":\"8\",\"A\":\"1\"}";
          byte[] bytes = quote.getBytes(StandardCharsets.UTF_8);
          listener.frame(1, readOfAdded.getAndIncrement(), now.get(), bytes);
        });
    Patience.until("live", () -> last().equals("LIVE HEALTHY"));

    assertThat(told).containsExactly("BACKFILLED BACKFILL", "event", "LIVE HEALTHY");
    Patience.until(
        "note",
        () ->
            feed.notes()
                .contains(
                    "Partition was added: topic=ticks, partition=1. It is read from its"
                        + " beginning."));
  }

  /// A broker that is slow to tell its places is away, and the feed goes on once it answers.
  @Test
  void thatNobodyAnswersIsTroubleAndNoEnd() throws InterruptedException {
    placesTold.set(1); // for the ends of the log; not, whether they are reached
    steps.add(
        listener -> {
          now.addAndGet(2 * SECOND);
          quotes(1).accept(listener);
        });
    Patience.until("broken", () -> last().equals("BROKEN DISCONNECTED"));
    placesTold.set(Integer.MAX_VALUE);
    Patience.until("live", () -> last().equals("LIVE HEALTHY"));

    assertThat(told).noneMatch(one -> one.startsWith("broke"));
  }

  @Test
  void ofManyGapsTheLastAreListedAndTheOthersCounted() throws InterruptedException {
    int gaps = LatestNotes.MOST + 5;
    steps.add(
        listener -> {
          for (int i = 0; i < gaps; i++) {
            listener.gap(0, 10L * i, 10L * i + 5);
          }
        });
    Patience.until("noted", () -> !feed.notes().isEmpty());

    assertThat(feed.notes())
        .hasSize(LatestNotes.MOST + 1)
        .startsWith(
            "Earlier ones are not listed: events=5.",
            "Records are gone: topic=ticks, partition=0, from=50, to=54. They are a gap on the"
                + " record.");
  }

  @Test
  void recordsAreReadWhileTheBrokerIsAskedHowItIs() throws InterruptedException {
    answers = new CountDownLatch(1);
    long asked = now.get() + 20 * SECOND;
    Patience.until("asked", () -> now.get() > asked);
    steps.add(quotes(3));

    Patience.until("told", () -> told.stream().filter("event"::equals).count() == 3);
    assertThat(told).containsExactly("event", "event", "event");
    answers.countDown();
  }
}
