package io.papertape.live.tape;

/// What the venues' clock reads, told from when their events were received. It follows the fastest
/// of them at once and the slower ones slowly, so that one late event does not set it back. Several
/// in a row that are late by the same time are another clock, ours or the venue's, and are followed
/// at once too: a clock that is thought to be ahead would declare bars missing before they close.
final class MutableClock {
  private static final int SLOWNESS = 64;
  private static final int AGREEING = 3;
  private static final long NEAR_NANOS = 1_000_000_000;

  private final long mostAheadNanos;
  private long leadNanos;
  private long lateNanos;
  private int late;
  private boolean isSet;

  MutableClock(long mostAheadNanos) {
    this.mostAheadNanos = mostAheadNanos;
  }

  /// Venue time at a receive time, as far as it is known.
  long at(long receiveNanos) {
    return receiveNanos + leadNanos;
  }

  /// True if a venue's time is so far ahead, of its clock and of ours, that it is taken for wrong.
  boolean isAhead(long venueNanos, long receiveNanos) {
    long expected = receiveNanos + Math.max(0, leadNanos);
    return venueNanos - expected > mostAheadNanos;
  }

  /// Takes the venue's time of an event; 0, or one that is taken for wrong, says nothing.
  void observe(long venueNanos, long receiveNanos) {
    if (venueNanos == 0 || isAhead(venueNanos, receiveNanos)) {
      return;
    }
    long sample = venueNanos - receiveNanos;
    if (!isSet || sample > leadNanos) {
      leadNanos = sample;
      isSet = true;
      late = 0;
    } else if (leadNanos - sample > NEAR_NANOS && agree(sample)) {
      leadNanos = lateNanos;
      late = 0;
    } else if (leadNanos - sample <= mostAheadNanos) {
      leadNanos -= (leadNanos - sample) / SLOWNESS;
    }
  }

  /// True if this and the last few samples are all late, and by about the same time.
  private boolean agree(long sample) {
    boolean isAlike = late > 0 && Math.abs(sample - lateNanos) <= NEAR_NANOS;
    lateNanos = isAlike ? Math.max(lateNanos, sample) : sample;
    late = isAlike ? late + 1 : 1;
    return late >= AGREEING;
  }

  /// Nothing was heard for a while, or our clock has been set: the next event tells anew.
  void restart() {
    if (leadNanos > 0) {
      leadNanos = 0;
      isSet = false;
    }
    late = 0;
  }
}
