package io.papertape.live.session;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// Lets a proof rest between pieces of its work, so that on a machine with few processors it never
/// keeps one from the session for long.
final class ProofPace {
  /// A piece of work; the longest that a thread of the session is kept waiting by it.
  private static final long PIECE_NANOS = 500_000;

  /// The time is looked at once for so many steps.
  private static final int STEPS = 16;

  private final LongSupplier ticker;
  private final int restShare;
  private final LongConsumer rest;
  private int steps;
  private long since;

  /// @param ticker    steady nanoseconds of the process
  /// @param restShare how long it rests for the time it works; 0: not at all
  /// @param rest      lets so many nanoseconds pass
  ProofPace(LongSupplier ticker, int restShare, LongConsumer rest) {
    this.ticker = ticker;
    this.restShare = restShare;
    this.rest = rest;
    since = restShare == 0 ? 0 : ticker.getAsLong();
  }

  /// One step has been made.
  void step() {
    if (restShare == 0 || ++steps % STEPS != 0) {
      return;
    }
    long worked = ticker.getAsLong() - since;
    if (worked >= PIECE_NANOS) {
      rest.accept(Math.min(worked, 4 * PIECE_NANOS) * restShare);
      since = ticker.getAsLong();
    }
  }
}
