package io.papertape.benchmark;

import io.papertape.execution.FillRules;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.session.FeedSink;
import io.papertape.live.session.LiveFeed;
import io.papertape.live.session.PaperSession;
import io.papertape.live.session.SessionDisks;
import io.papertape.live.session.SessionFolder;
import io.papertape.live.session.SessionManifest;
import io.papertape.live.session.SessionStatus;
import io.papertape.live.tape.SequencerSettings;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.SystemNanos;
import io.papertape.live.venue.catalog.Venues;
import io.papertape.market.Instrument;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/// The process that P1 measures: one paper session on quotes of many instruments at a steady
/// rate, as frames of Binance. Latency counts from the frame, before it is decoded, to the moment
/// at which the entry of its decision is durable and published; a frame that had to wait for its
/// turn counts from when it was due.
final class SessionProgram {
  private static final long NANOS = 1_000_000_000L;
  private static final int PRICES = 2_000;
  private static final Assumptions ASSUMPTIONS =
      Assumptions.papertape().withFills(FillRules.papertape().withParticipation(0));

  private SessionProgram() {}

  /// Frames at a steady rate.
  private static final class Frames implements LiveFeed {
    private final List<String> symbols;
    private final int perSecond;
    private final long[] dueNanos;
    private final LongSupplier clock = new SystemNanos();
    private volatile boolean isClosed;
    private volatile int sent;

    Frames(List<String> symbols, int perSecond, int seconds) {
      this.symbols = symbols;
      this.perSecond = perSecond;
      dueNanos = new long[perSecond * seconds];
    }

    @Override
    public void start(FeedSink sink, long afterNanos) {
      Thread.ofPlatform().daemon().name("frames").start(() -> run(sink));
    }

    private void run(FeedSink sink) {
      FeedCodec codec = Venues.byName("binance").codec();
      SplittableRandom random = new SplittableRandom(7);
      long start = System.nanoTime();
      for (int i = 0; i < dueNanos.length && !isClosed; i++) {
        int instrument = i % symbols.size();
        byte[] frame = frame(symbols.get(instrument), i + 1, random.nextInt(PRICES));
        long due = start + (long) i * NANOS / perSecond;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        dueNanos[i] = due;
        codec.decode(
            frame, event -> sink.event(instrument, (FeedEvent.OfMarket) event, clock.getAsLong()));
        sent = i + 1;
      }
      sink.ended();
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

  /// @param arguments home, instruments, events a second in all, seconds, seconds of warm-up
  public static void main(String... arguments) throws InterruptedException {
    int count = Integer.parseInt(arguments[1]);
    int perSecond = Integer.parseInt(arguments[2]);
    int seconds = Integer.parseInt(arguments[3]);
    int warmUp = Integer.parseInt(arguments[4]);
    List<String> symbols = new ArrayList<>();
    List<TapeInstrument> taped = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      symbols.add("P" + (100 + i) + "USDT");
      taped.add(
          new TapeInstrument(Instrument.crypto(symbols.get(i)), "binance", symbols.get(i), 0));
    }
    Frames frames = new Frames(symbols, perSecond, seconds);
    Histogram latency = new Histogram(3);
    int[] evaluations = {0};
    SessionManifest manifest = manifest(taped, frames.clock().getAsLong());
    SessionFolder folder =
        SessionFolder.create(new Workspace(Path.of(arguments[0])), manifest, Path.of("."));
    SessionStatus end =
        new PaperSession(
                folder.id(),
                manifest,
                SessionDisks.of(folder),
                new QuoteMaker(true, 5_000),
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
        "%s sent %d evaluated %d dropped %s p50 %d p99 %d p999 %d max %d micros, entries %d%n",
        end.state(),
        frames.sent,
        evaluations[0],
        end.dropped(),
        latency.getValueAtPercentile(50) / 1_000,
        latency.getValueAtPercentile(99) / 1_000,
        latency.getValueAtPercentile(99.9) / 1_000,
        latency.getMaxValue() / 1_000,
        end.entries());
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
