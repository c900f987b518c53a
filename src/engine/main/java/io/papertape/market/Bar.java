package io.papertape.market;

/// One finished bar: every trade in `[openTimeNanos, closeTimeNanos)`.
/// A strategy sees it at `closeTimeNanos` and never earlier.
///
/// @param openTimeNanos  start, inclusive; nanoseconds since 1970-01-01 UTC
/// @param closeTimeNanos end, exclusive; the moment the bar becomes known
/// @param open           first price, fixed point ([FixedPoint])
/// @param high           highest price, fixed point
/// @param low            lowest price, fixed point
/// @param close          last price, fixed point
/// @param volume         count of the instrument's volume step
public record Bar(
    long openTimeNanos,
    long closeTimeNanos,
    long open,
    long high,
    long low,
    long close,
    long volume) {

  public Bar {
    if (closeTimeNanos <= openTimeNanos) {
      throw new IllegalArgumentException(
          "Bar ends before it starts: openTimeNanos=%d, closeTimeNanos=%d. Sort the source by time."
              .formatted(openTimeNanos, closeTimeNanos));
    }
    if (low <= 0 || low > open || low > close || high < open || high < close || volume < 0) {
      throw new IllegalArgumentException(
          ("Bar is impossible: openTimeNanos=%d, open=%s, high=%s, low=%s, close=%s, volume=%d."
                  + " Check the source.")
              .formatted(
                  openTimeNanos,
                  FixedPoint.format(open),
                  FixedPoint.format(high),
                  FixedPoint.format(low),
                  FixedPoint.format(close),
                  volume));
    }
  }
}
