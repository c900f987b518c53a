package io.papertape.live.simulate;

import static io.papertape.live.simulate.BrokenInvariant.require;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.session.FeedSink;
import io.papertape.live.tape.TapeEvent;
import io.papertape.market.InputState;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Passes on what a venue's frames tell, and watches that nothing which has waited in a socket is
/// told of an input that is said to be live: the time of its receipt does not show its age.
final class AgeAudit implements FeedSink {
  /// As old as what comes may be at most without being late.
  private static final long MOST_NANOS = 2 * World.SECOND;

  private final FeedSink sink;
  private final Consumer<Runnable> check;
  private final Map<Integer, InputState> states = new TreeMap<>();
  private long waitedNanos;

  /// @param check carries out what may fail
  AgeAudit(FeedSink sink, Consumer<Runnable> check) {
    this.sink = sink;
    this.check = check;
  }

  /// The next frame is read.
  void reads(long waited) {
    waitedNanos = waited;
  }

  @Override
  public void event(int instrument, FeedEvent.OfMarket event, long receiveNanos) {
    boolean isOfBars = event instanceof FeedEvent.BarState; // their times are told
    if (!isOfBars && waitedNanos > MOST_NANOS) {
      check.accept(
          () ->
              require(
                  states.get(instrument) != InputState.LIVE,
                  "What has waited is told as live: waitedMillis=%d, %s",
                  waitedNanos / World.MILLI,
                  event));
    }
    sink.event(instrument, event, receiveNanos);
  }

  @Override
  public void quarantined(
      int instrument, FeedEvent.OfMarket event, HealthReason reason, long receiveNanos) {
    sink.quarantined(instrument, event, reason, receiveNanos);
  }

  @Override
  public void input(TapeEvent.InputChange change) {
    states.put(change.instrument(), change.state());
    sink.input(change);
  }

  @Override
  public void broke(String why) {
    sink.broke(why);
  }

  @Override
  public void ended() {
    sink.ended();
  }
}
