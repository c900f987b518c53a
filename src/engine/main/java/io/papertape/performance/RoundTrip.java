package io.papertape.performance;

/// One position from entry to exit, as paired by the run's rule.
///
/// @param symbol           instrument
/// @param quantity         units, fixed point, positive on either side
/// @param entryTimeNanos   moment of the entry fill; of the bar's open where bars are the source
/// @param entryBar         number of the bar of the entry fill, from 0
/// @param exitBar          number of the bar of the exit fill; may be the entry bar
/// @param entryPrice       average entry price, fixed point
/// @param pnl              profit after all fees, fixed point, account currency
/// @param fees             fees of entry and exit, fixed point, account currency
/// @param returnFraction   pnl over the entry value: 0.05 is five percent
/// @param maxAdverse       worst open loss over the entry value, as a positive fraction; on ticks
///     as far as [RoundTrips#onTicks] sees it
/// @param maxFavourable    best open profit over the entry value, likewise
public record RoundTrip(
    String symbol,
    Direction direction,
    long quantity,
    long entryTimeNanos,
    long exitTimeNanos,
    int entryBar,
    int exitBar,
    long entryPrice,
    long exitPrice,
    long pnl,
    long fees,
    double returnFraction,
    double maxAdverse,
    double maxFavourable) {

  /// Which way the position earned: LONG when the price rose.
  public enum Direction {
    LONG,
    SHORT
  }

  public RoundTrip {
    if (exitTimeNanos < entryTimeNanos || exitBar < entryBar) {
      throw new IllegalArgumentException(
          ("Round trip ends before it starts: entryTimeNanos=%d, exitTimeNanos=%d, entryBar=%d,"
                  + " exitBar=%d. Pair the fills in order of time.")
              .formatted(entryTimeNanos, exitTimeNanos, entryBar, exitBar));
    }
    if (!Double.isFinite(returnFraction) || !(maxAdverse >= 0) || !(maxFavourable >= 0)) {
      throw new IllegalArgumentException(
          ("Round trip has no numbers: returnFraction=%s, maxAdverse=%s, maxFavourable=%s."
                  + " Excursions are positive fractions of the entry value.")
              .formatted(returnFraction, maxAdverse, maxFavourable));
    }
  }

  public long durationNanos() {
    return exitTimeNanos - entryTimeNanos;
  }
}
