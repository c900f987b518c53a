package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent.InputChange;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.market.InputState;
import io.papertape.market.Instrument;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// A feed of one instrument that tells what its test says, by a clock that the test sets.
class ToldFeed implements LiveFeed {
  static final long SECOND = 1_000_000_000L;
  static final long START = 1_764_108_000L * SECOND;

  final AtomicLong now;
  final AtomicInteger closes = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);
  private volatile FeedSink sink;

  ToldFeed(long now) {
    this.now = new AtomicLong(now);
  }

  /// @param barNanos 0 for quotes
  static SessionManifest manifest(long barNanos) {
    return manifest(barNanos, "told:made");
  }

  static SessionManifest manifest(long barNanos, String feed) {
    return MadeManifest.of(
        "told",
        feed,
        START,
        List.of(new TapeInstrument(Instrument.crypto("AAA"), "told", "AAA", barNanos)));
  }

  @Override
  public void start(FeedSink given, long afterNanos) {
    sink = given;
    begun.countDown();
  }

  /// What it tells, once it has been started.
  FeedSink sink() throws InterruptedException {
    begun.await();
    return sink;
  }

  void live() throws InterruptedException {
    long at = now.get();
    sink().input(new InputChange(0, at, InputState.LIVE, HealthReason.HEALTHY, at));
  }

  /// A quote of 100 to 101 that comes when it is of.
  void quote(long number, long nanos) throws InterruptedException {
    sink()
        .event(
            0,
            new FeedEvent.TopOfBook(
                "AAA", nanos, number, 100_00000000L, 1_00000000L, 101_00000000L, 1_00000000L),
            nanos);
  }

  /// A finished bar at 100 that comes when the clock stands.
  void bar(long openNanos, long closeNanos) throws InterruptedException {
    long price = 100_00000000L;
    sink()
        .event(
            0,
            new FeedEvent.BarState(
                "AAA",
                closeNanos,
                openNanos,
                closeNanos,
                price,
                price,
                price,
                price,
                100_000_000L,
                1,
                true),
            now.get());
  }

  @Override
  public LongSupplier clock() {
    return now::get;
  }

  @Override
  public void close() {
    closes.incrementAndGet();
  }
}
