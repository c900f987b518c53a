package io.papertape.live.transport;

import java.util.OptionalLong;

/// Whether what a connection reads now is known to have been sent just now. After a time in which
/// nothing was read it is not: it may have waited in a buffer of the system or at the venue, and
/// the time at which it is read says nothing of that. What shows it is a ping sent afterwards whose
/// answer comes at once: all that is read behind that answer was sent after the ping.
///
/// It has no clock and no socket. For one thread.
public final class Freshness {
  /// An answer that took longer shows nothing: it may have waited too.
  static final long MOST_NANOS = 1_000_000_000L;

  /// A venue that gives no such answer for so long will give none.
  static final long GIVE_UP_NANOS = 10_000_000_000L;

  private boolean isInDoubt;
  private boolean isAsked;
  private boolean isGivenUp;
  private long sinceNanos;
  private long pingedNanos;
  private long number;

  /// Nothing was read for a while until now.
  ///
  /// @return true if what was read before was known to be fresh
  public boolean doubt(long nowNanos) {
    boolean wasFresh = !isInDoubt;
    isInDoubt = true;
    isAsked = false;
    isGivenUp = false;
    sinceNanos = nowNanos;
    return wasFresh;
  }

  boolean isInDoubt() {
    return isInDoubt;
  }

  /// The number that a ping sent now has to carry, if one is wanted now.
  public OptionalLong ping(long nowNanos) {
    boolean isTooEarly = number > 0 && nowNanos - pingedNanos < MOST_NANOS;
    if (!isInDoubt || isTooEarly) {
      return OptionalLong.empty();
    }
    isAsked = true;
    pingedNanos = nowNanos;
    return OptionalLong.of(++number);
  }

  /// A ping was answered.
  ///
  /// @return true if what is read from now on is known to be fresh, and was not
  public boolean answered(long ofNumber, long nowNanos) {
    boolean isProof =
        isInDoubt && isAsked && ofNumber == number && nowNanos - pingedNanos <= MOST_NANOS;
    isInDoubt &= !isProof;
    return isProof;
  }

  /// True once for each doubt that no ping has ended in time.
  public boolean givesUp(long nowNanos) {
    boolean isTooLong = isInDoubt && !isGivenUp && nowNanos - sinceNanos >= GIVE_UP_NANOS;
    isGivenUp |= isTooLong;
    return isTooLong;
  }
}
