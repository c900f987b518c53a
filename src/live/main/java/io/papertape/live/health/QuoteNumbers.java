package io.papertape.live.health;

/// Remembers the last so-many numbers of a stream of quotes, to tell what comes again.
///
/// A lower number with a later time is no repeat: the venue has begun to number anew (Bybit does
/// after a restart, OKX in a maintenance), and what was seen of the old numbers says nothing.
public final class QuoteNumbers {
  /// Two connections may tell one state with times that differ a little.
  private static final long SURELY_LATER = 1_000_000_000L;

  private final int remembered;
  private SeenBefore seen;
  private long last;

  /// When the highest number was; 0: not told.
  private long lastNanos;

  public QuoteNumbers(int remembered) {
    this.remembered = remembered;
    seen = new SeenBefore(remembered);
  }

  /// Remembers a quote; false if it was seen before.
  ///
  /// @param number 0: it has none, and always is new
  /// @param venueNanos 0: not told
  public boolean add(long number, long venueNanos) {
    if (number == 0) {
      return true;
    }
    if (number < last && lastNanos != 0 && venueNanos - lastNanos > SURELY_LATER) {
      seen = new SeenBefore(remembered);
      last = 0;
    }
    if (!seen.add(number)) {
      return false;
    }
    if (number > last) {
      last = number;
      lastNanos = venueNanos;
    }
    return true;
  }

  /// True for the highest number of those that the venue counts now.
  public boolean isLast(long number) {
    return number != 0 && number == last;
  }
}
