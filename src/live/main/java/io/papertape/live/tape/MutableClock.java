package io.papertape.live.tape;

/// What the venues' clock reads, told from when their events were received. It follows the fastest
/// of them at once and the slower ones slowly, so that one late event does not set it back.
final class MutableClock {
  private static final int SLOWNESS = 64;

  private final long mostAheadNanos;
  private long leadNanos;
  private boolean isSet;
  private boolean isOpen;

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
    return !isOpen && venueNanos - expected > mostAheadNanos;
  }

  /// Takes the venue's time of an event; 0, or one that is taken for wrong, says nothing.
  void observe(long venueNanos, long receiveNanos) {
    if (venueNanos == 0 || isAhead(venueNanos, receiveNanos)) {
      return;
    }
    long sample = venueNanos - receiveNanos;
    if (!isSet || isOpen || sample > leadNanos) {
      leadNanos = sample;
      isSet = true;
      isOpen = false;
    } else if (leadNanos - sample <= mostAheadNanos) {
      leadNanos -= (leadNanos - sample) / SLOWNESS;
    }
  }

  /// The next event sets the clock, wherever it stands.
  void forget() {
    isOpen = true;
  }
}
