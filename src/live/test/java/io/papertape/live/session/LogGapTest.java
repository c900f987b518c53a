package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.FrameLog;
import io.papertape.live.transport.FrameLogs;
import io.papertape.live.venue.generic.GenericVenue;
import io.papertape.market.Instrument;
import io.papertape.workspace.store.Resolution;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Records of books that a log keeps no more.
class LogGapTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String SNAPSHOT =
      "{\"t\":\"s\",\"m\":\"A\",\"n\":1,"
          + "\"b\":[[\"100\",\"1\"],[\"99\",\"1\"]],\"a\":[[\"101\",\"1\"]]}";

  private final AtomicLong now = new AtomicLong(1_764_108_000 * SECOND);
  private final AtomicLong read = new AtomicLong();
  private final BlockingQueue<Consumer<FrameLog.Listener>> steps = new LinkedBlockingQueue<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private long age;
  private Optional<LogFeed> feed = Optional.empty();

  /// A quarter of a second passes each time that it is read.
  private final class Log implements FrameLog {
    @Override
    public void poll(Duration wait, Listener listener) {
      now.addAndGet(SECOND / 4);
      try {
        Optional.ofNullable(steps.poll(1, TimeUnit.MILLISECONDS))
            .ifPresent(step -> step.accept(listener));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public List<Long> positions() {
      return List.of(read.get());
    }

    @Override
    public Optional<String> trouble() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }

  private final class Told implements FeedSink {
    @Override
    public void event(int instrument, FeedEvent.OfMarket event, long receiveNanos) {
      told.add("bid " + ((FeedEvent.TopOfBook) event).bid() / 100_000_000);
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

  private void start(String bookSequence) throws InterruptedException {
    GenericVenue venue =
        GenericVenue.read(
            "x.yaml",
            """
            name: x
            url: wss://venue.example.com/feed
            book-sequence: %s
            subscribe:
              top-of-book: '{"op":"subscribe"}'
            frames:
              - {tell: book-snapshot, match: {t: s}, symbol: m, sequence: n, bids: b, asks: a}
              - {tell: book-update, match: {t: u}, symbol: m, sequence: n, bids: b, asks: a}
              - {tell: heartbeat, match: {t: h}}
            """
                .formatted(bookSequence));
    FrameLogs logs =
        new FrameLogs() {
          @Override
          public Description describe(String servers, String topic) {
            return new Description("id", List.of(0L), List.of(0L));
          }

          @Override
          public FrameLog open(String servers, String topic, String id, List<Long> from) {
            return new Log();
          }
        };
    LogFeed begun =
        new LogFeed(
            logs,
            new LogText("localhost:1", "ticks", false, "id", List.of(0L), "x:A"),
            new VenueStreams(
                "x:A",
                venue,
                List.of(new TapeInstrument(Instrument.crypto("A"), "x", "A", 0)),
                Resolution.QUOTE),
            now::get,
            _ -> {});
    feed = Optional.of(begun);
    begun.start(new Told(), Long.MIN_VALUE);
    steps.add(listener -> frame(listener, SNAPSHOT));
    Patience.until("live", () -> last().equals("LIVE HEALTHY"));
    told.clear();
  }

  @AfterEach
  void end() {
    feed.ifPresent(LogFeed::close);
  }

  private String last() {
    return told.stream().filter(one -> !one.startsWith("bid")).reduce("", (_, one) -> one);
  }

  private void frame(FrameLog.Listener listener, String text) {
    listener.frame(
        0, read.getAndIncrement(), now.get() - age, text.getBytes(StandardCharsets.UTF_8));
  }

  /// The bid of 100 may have gone in what is lost.
  @Test
  void aBookThatShowsNoLossIsNoneAfterAGapUntilItsNextSnapshot() throws InterruptedException {
    start("none");
    steps.add(listener -> listener.gap(0, 1, 100));
    steps.add(
        listener ->
            frame(listener, "{\"t\":\"u\",\"m\":\"A\",\"n\":50,\"b\":[],\"a\":[[\"102\",\"3\"]]}"));
    steps.add(listener -> frame(listener, "{\"t\":\"h\"}"));
    steps.add(listener -> frame(listener, SNAPSHOT.replace("\"n\":1", "\"n\":60")));
    Patience.until("told", () -> told.contains("bid 100"));

    assertThat(told).containsExactly("BROKEN SEQUENCE_GAP", "LIVE HEALTHY", "bid 100");
  }

  @Test
  void aBookThatIsBrokenAlreadyIsNotMendedByAGap() throws InterruptedException {
    start("consecutive");
    steps.add(
        listener ->
            frame(listener, "{\"t\":\"u\",\"m\":\"A\",\"n\":9,\"b\":[],\"a\":[[\"102\",\"3\"]]}"));
    Patience.until("broken", () -> last().equals("BROKEN SEQUENCE_GAP"));
    steps.add(listener -> listener.gap(0, 2, 100));
    steps.add(listener -> frame(listener, "{\"t\":\"h\"}"));
    long later = now.get() + 2 * SECOND;
    Patience.until("some looks later", () -> now.get() > later);

    assertThat(told).containsExactly("BROKEN SEQUENCE_GAP");
  }

  @Test
  void whyNoOrderIsTakenOnLateRecordsIsSaidOnce() throws InterruptedException {
    start("none");
    age = 6 * SECOND;
    steps.add(listener -> frame(listener, SNAPSHOT));
    steps.add(listener -> frame(listener, SNAPSHOT));
    Patience.until("late", () -> last().equals("BACKFILLED BACKFILL"));
    Patience.until("noted", () -> !notes().isEmpty());

    assertThat(notes())
        .containsExactly(
            "Records come late: topic=ticks, partition=0, from=1, ageSeconds=6. What is in such"
                + " ones is backfilled, and no order is taken on it. Check the recorder's clock.");
  }

  /// As of whoever dates records in microseconds.
  @Test
  void recordsFromTheFutureAreNoted() throws InterruptedException {
    start("none");
    age = -2 * 86_400 * SECOND;
    steps.add(listener -> frame(listener, SNAPSHOT));
    Patience.until("noted", () -> !notes().isEmpty());

    assertThat(notes())
        .containsExactly(
            "Records are dated more than a day ahead: topic=ticks, partition=0, from=1. Whether"
                + " they come late does not show. Have them dated in milliseconds since 1970.");
  }

  private List<String> notes() {
    return feed.orElseThrow().notes().stream().filter(one -> one.startsWith("Records")).toList();
  }
}
