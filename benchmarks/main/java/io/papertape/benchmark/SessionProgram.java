package io.papertape.benchmark;

import io.papertape.execution.FillRules;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.session.FeedSink;
import io.papertape.live.session.IntakeRequests;
import io.papertape.live.session.LiveFeed;
import io.papertape.live.session.PaperSession;
import io.papertape.live.session.SessionDisks;
import io.papertape.live.session.SessionFolder;
import io.papertape.live.session.SessionManifest;
import io.papertape.live.session.SessionStatus;
import io.papertape.live.session.SnapshotNote;
import io.papertape.live.session.SnapshotPlan;
import io.papertape.live.session.VenueIntake;
import io.papertape.live.tape.SequencerSettings;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.HandOver;
import io.papertape.live.transport.SystemNanos;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.catalog.Venues;
import io.papertape.market.Instrument;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/// The process that P1 measures: one paper session on quotes of many instruments at a steady
/// rate, as frames of Binance, with snapshots. Latency counts from the frame, before it is handed
/// over, decoded and judged, to the moment at which the entry of its decision is durable and
/// published; a frame that had to wait for its turn counts from when it was due.
final class SessionProgram {
  private static final long NANOS = 1_000_000_000L;
  private static final int PRICES = 2_000;
  private static final String VENUE = "binance";
  private static final long SNAPSHOT_MOMENTS = 250_000;

  /// A service waits for a minute.
  private static final long SNAPSHOT_NANOS = 10 * NANOS;

  private static final Assumptions ASSUMPTIONS =
      Assumptions.papertape().withFills(FillRules.papertape().withParticipation(0));

  private SessionProgram() {}

  /// Frames at a steady rate, by the way that those of a socket take: one thread leaves them in the
  /// hand-over, another takes them to the intake.
  private static final class Frames implements LiveFeed {
    private static final int MOST_FRAMES = 1 << 14;
    private static final long MOST_BYTES = 64L << 20;
    private static final long WAIT_NANOS = 200_000_000;
    private static final long CLOCK_NANOS = 100_000_000;
    private static final long COUNT_NANOS = 1_000_000_000;

    private final List<TapeInstrument> instruments;
    private final int perSecond;
    private final long[] dueNanos;
    private final LongSupplier clock = SystemNanos.ticking();
    private final HandOver handOver = new HandOver(MOST_FRAMES, MOST_BYTES);
    private volatile boolean isClosed;
    private volatile boolean isAtEnd;
    private volatile int sent;

    Frames(List<TapeInstrument> instruments, int perSecond, int seconds) {
      this.instruments = instruments;
      this.perSecond = perSecond;
      dueNanos = new long[perSecond * seconds];
    }

    @Override
    public void start(FeedSink sink, long afterNanos) {
      Thread.ofPlatform().daemon().name("intake").start(() -> take(sink));
      Thread.ofPlatform().daemon().name("frames").start(this::send);
    }

    private void take(FeedSink sink) {
      long start = clock.getAsLong();
      List<Stream> streams =
          instruments.stream()
              .map(one -> Stream.of(Stream.Kind.TOP_OF_BOOK, one.venueSymbol()))
              .toList();
      VenueIntake intake =
          new VenueIntake(
              Venues.byName(VENUE),
              instruments,
              streams,
              start,
              _ -> start,
              sink,
              new Unanswered());
      long clocked = start;
      long counted = start;
      try {
        while (!isClosed && !(isAtEnd && handOver.depth().frames() == 0)) {
          handOver.next(intake, WAIT_NANOS);
          long now = clock.getAsLong();
          if (now - clocked >= CLOCK_NANOS) {
            clocked = now;
            intake.onClock(now);
          }
          if (now - counted >= COUNT_NANOS) {
            counted = now;
            intake.counts();
          }
        }
        sink.ended();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    private void send() {
      SplittableRandom random = new SplittableRandom(7);
      Semaphore room = new Semaphore(0);
      long start = System.nanoTime();
      for (int i = 0; i < dueNanos.length && !isClosed; i++) {
        String symbol = instruments.get(i % instruments.size()).venueSymbol();
        byte[] frame = frame(symbol, i + 1, random.nextInt(PRICES));
        long due = start + (long) i * NANOS / perSecond;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        dueNanos[i] = due;
        if (!handOver.frame(VENUE, 1, clock.getAsLong(), frame, room::release)) {
          room.acquireUninterruptibly();
        }
        sent = i + 1;
      }
      isAtEnd = true;
    }

    private static byte[] frame(String symbol, int update, int step) {
      int price = 100_000 + step;
      String text =
          "{\"stream\":\"x@bookTicker\",\"data\":{\"u\":"
              + update
              + ",\"s\":\""
              + symbol
              + "\",\"b\":\""
              + price
              + ".10\",\"B\":\"3.5\",\"a\":\""
              + price
              + ".20\",\"A\":\"2.25\"}}";
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public LongSupplier clock() {
      return clock;
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }

  /// Nothing is fetched: quotes need nothing.
  private static final class Unanswered implements IntakeRequests {
    @Override
    public void said(int connection, FeedEvent event) {}

    @Override
    public void snapshot(int connection, String symbol) {}

    @Override
    public void bars(int instrument, long fromNanos) {}

    @Override
    public void clock() {}
  }

  /// @param arguments home, instruments, events a second in all, seconds, seconds of warm-up
  public static void main(String... arguments) throws InterruptedException {
    int count = Integer.parseInt(arguments[1]);
    int perSecond = Integer.parseInt(arguments[2]);
    int seconds = Integer.parseInt(arguments[3]);
    int warmUp = Integer.parseInt(arguments[4]);
    List<TapeInstrument> taped = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String symbol = "P" + (100 + i) + "USDT";
      taped.add(new TapeInstrument(Instrument.crypto(symbol), VENUE, symbol, 0));
    }
    Frames frames = new Frames(taped, perSecond, seconds);
    Histogram latency = new Histogram(3);
    Histogram syncs = new Histogram(3);
    int[] evaluations = {0};
    LongConsumer synced =
        nanos -> {
          if (evaluations[0] >= warmUp * perSecond) {
            syncs.recordValue(nanos);
          }
        };
    List<SnapshotNote> notes = new CopyOnWriteArrayList<>();
    SessionManifest manifest = manifest(taped, frames.clock().getAsLong());
    SessionFolder folder =
        SessionFolder.create(new Workspace(Path.of(arguments[0])), manifest, Path.of("."));
    SessionStatus end =
        new PaperSession(
                folder.id(),
                manifest,
                new SessionDisks(
                    new TimedDisk(folder.tape(), ".tape", synced),
                    new TimedDisk(folder.record(), "journal.jsonl", synced)),
                () -> new QuoteMaker(true, 5_000),
                SnapshotPlan.inBackground(SNAPSHOT_MOMENTS, SNAPSHOT_NANOS, notes::add),
                frames,
                System::nanoTime,
                (lines, _) -> {
                  long now = System.nanoTime();
                  for (String line : lines) {
                    if (line.contains("\"evaluation\":")) {
                      int index = evaluations[0]++;
                      if (index >= warmUp * perSecond) {
                        latency.recordValue(now - frames.dueNanos[index]);
                      }
                    }
                  }
                })
            .start()
            .await(Long.MAX_VALUE)
            .orElseThrow();
    System.out.printf(
        "%s sent %d evaluated %d dropped %s entries %d, snapshots %s%n",
        end.state(), frames.sent, evaluations[0], end.dropped(), end.entries(), snapshots(notes));
    System.out.println("latency " + micros(latency));
    System.out.println("a sync of tape or journal " + micros(syncs));
  }

  private static String micros(Histogram nanos) {
    return "p50 %d p99 %d p99.9 %d p99.99 %d max %d micros of %d"
        .formatted(
            nanos.getValueAtPercentile(50) / 1_000,
            nanos.getValueAtPercentile(99) / 1_000,
            nanos.getValueAtPercentile(99.9) / 1_000,
            nanos.getValueAtPercentile(99.99) / 1_000,
            nanos.getMaxValue() / 1_000,
            nanos.getTotalCount());
  }

  /// How many were proved, or what else became of them.
  private static String snapshots(List<SnapshotNote> notes) {
    Map<String, Integer> counts = new TreeMap<>();
    notes.forEach(note -> counts.merge(note.kind().name(), 1, Integer::sum));
    return counts.toString();
  }

  private static SessionManifest manifest(List<TapeInstrument> taped, long startNanos) {
    return new SessionManifest(
        1,
        1,
        "benchmark",
        "quotes",
        new TreeMap<>(),
        new TreeMap<>(),
        "benchmark",
        Optional.empty(),
        startNanos,
        startNanos,
        taped,
        ASSUMPTIONS,
        RiskLimits.NONE,
        SequencerSettings.DEFAULT,
        SessionManifest.Recovery.RESUME);
  }
}
