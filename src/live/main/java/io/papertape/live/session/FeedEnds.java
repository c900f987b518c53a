package io.papertape.live.session;

import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.market.InputState;
import java.time.Duration;
import java.util.List;

/// How feeds end.
final class FeedEnds {
  private static final Duration MOST_WAIT = Duration.ofSeconds(2);
  private static final Duration MOST_CLOSING = Duration.ofSeconds(5);

  private FeedEnds() {}

  /// Interrupts a feed's thread and waits for its end, so that it tells nothing afterwards; not for
  /// ever, and not for itself.
  static void end(Thread thread) {
    thread.interrupt();
    if (thread == Thread.currentThread()) {
      return;
    }
    try {
      thread.join(MOST_WAIT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for the end of a feed's thread that has been told to end, so that it closes what it has
  /// opened; not for ever: then it is interrupted.
  static void letEnd(Thread thread) {
    try {
      thread.join(MOST_CLOSING);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }

  /// Nothing more will come of a venue's instruments: nobody is left to believe that their prices
  /// are live, and the session halts.
  static void tellBroken(
      FeedSink sink, List<TapeInstrument> instruments, String venue, long nowNanos, String why) {
    for (int i = 0; i < instruments.size(); i++) {
      if (instruments.get(i).venue().equals(venue)) {
        sink.input(
            new TapeEvent.InputChange(
                i, nowNanos, InputState.BROKEN, HealthReason.DISCONNECTED, nowNanos));
      }
    }
    sink.broke(why);
  }
}
