package io.papertape.performance;

import java.util.List;

/// What the statistics of backtesting.py are made of.
///
/// @param openTimeNanos     time stamp of each bar
/// @param close             close of each bar
/// @param equity            account value at the close of each bar
/// @param firstIndicatorBar first bar on which every indicator has a value: buy and hold starts
///     there
/// @param roundTrips        closed ones
public record BacktestingPyInput(
    long[] openTimeNanos,
    double[] close,
    double[] equity,
    int firstIndicatorBar,
    List<RoundTrip> roundTrips) {

  public BacktestingPyInput {
    if (equity.length == 0
        || equity.length != openTimeNanos.length
        || equity.length != close.length
        || firstIndicatorBar < 0
        || firstIndicatorBar >= equity.length) {
      throw new IllegalArgumentException(
          ("Columns do not fit: times=%d, close=%d, equity=%d, firstIndicatorBar=%d."
                  + " One each per bar.")
              .formatted(openTimeNanos.length, close.length, equity.length, firstIndicatorBar));
    }
    roundTrips = List.copyOf(roundTrips);
  }
}
