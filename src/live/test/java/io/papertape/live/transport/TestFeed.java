package io.papertape.live.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.transport.FeedChange.State;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// A supervisor on real sockets under a clock that the test moves, and what it handed over.
final class TestFeed implements AutoCloseable, FeedListener {
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  final AtomicLong clock = new AtomicLong(1_700_000_000_000_000_000L);
  final HandOver handOver;
  final FeedSupervisor supervisor;
  final List<Received> frames = new ArrayList<>();
  final List<FeedChange> changes = new ArrayList<>();
  final List<Doubt> doubts = new ArrayList<>();

  /// How far each look at the clock moves it.
  volatile long nanosPerLook;

  TestFeed(Venue venue, List<Stream> streams, TransportRules rules, HandOver handOver) {
    this.handOver = handOver;
    this.supervisor =
        FeedSupervisor.start(
            venue,
            streams,
            rules,
            new HostPaces(RestRules.STANDARD, 1),
            new SplittableRandom(1),
            () -> clock.addAndGet(nanosPerLook),
            handOver);
  }

  static TestFeed of(Venue venue) {
    return new TestFeed(
        venue, LoopbackWords.trades("A"), TransportRules.STANDARD, new HandOver(1_000, 1 << 26));
  }

  void advance(Duration time) {
    clock.addAndGet(time.toNanos());
    supervisor.tick();
  }

  /// Takes what comes until so many messages have come in all.
  void awaitFrames(int count) throws InterruptedException {
    await(() -> frames.size() >= count, "frames=" + count);
  }

  /// Takes what comes until a change of this state comes.
  FeedChange await(State state) throws InterruptedException {
    return await(change -> change.state() == state, state.toString());
  }

  /// Takes what comes until so many doubts have begun or ended in all.
  void awaitDoubts(int count) throws InterruptedException {
    await(() -> doubts.size() >= count, "doubts=" + count);
  }

  FeedChange await(State state, Reason reason) throws InterruptedException {
    return await(
        change -> change.state() == state && change.reason() == reason, state + " " + reason);
  }

  /// Waits for the state while time passes in steps of a probe.
  FeedChange awaitWithProbes(State state) throws InterruptedException {
    int from = changes.size();
    for (int i = 0; i < 100; i++) {
      if (!handOver.next(this, 50_000_000)) {
        advance(TransportRules.STANDARD.probeAfter());
      } else if (changes.size() > from && changes.getLast().state() == state) {
        return changes.getLast();
      }
    }
    throw new AssertionError("Waited for %s, got changes=%s".formatted(state, changes));
  }

  /// Waits for the state, and once the connection is in it takes nothing more.
  private FeedChange await(Predicate<FeedChange> wanted, String what) throws InterruptedException {
    int from = changes.size();
    await(() -> changes.size() > from && wanted.test(changes.getLast()), what);
    return changes.getLast();
  }

  private void await(BooleanSupplier isDone, String what) throws InterruptedException {
    while (!isDone.getAsBoolean()) {
      if (!handOver.next(this, PATIENCE_NANOS)) {
        throw new AssertionError(
            "Waited for %s, got frames=%d, changes=%s".formatted(what, frames.size(), changes));
      }
    }
  }

  List<String> texts() {
    return frames.stream().map(Received::text).toList();
  }

  @Override
  public void frame(String venue, int connection, long receivedNanos, byte[] frame) {
    frames.add(new Received(connection, receivedNanos, new String(frame, UTF_8)));
  }

  @Override
  public void change(FeedChange change) {
    changes.add(change);
  }

  @Override
  public void doubt(int connection, boolean isInDoubt, long atNanos) {
    doubts.add(new Doubt(connection, isInDoubt, frames.size()));
  }

  @Override
  public void close() {
    supervisor.close();
  }

  /// @param afterFrames frames that had come before
  record Doubt(int connection, boolean isInDoubt, int afterFrames) {}

  record Received(int connection, long receivedNanos, String text) {}
}
