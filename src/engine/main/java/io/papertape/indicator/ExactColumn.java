package io.papertape.indicator;

import io.papertape.market.BarColumns;

/// The primary output of an indicator as ratios of whole numbers, `numerator / divisor`, each
/// equal to the indicator's value but for the rounding of the last division. A numerator is the sum
/// of one price of the last [#period] bars.
///
/// Two such columns are compared without dividing, and a stretch of bars needs none of the values
/// before it. It holds for histories that no split rescales.
public interface ExactColumn {
  /// Positive, the same at each bar.
  long divisor();

  /// Bars in each sum.
  int period();

  /// What is summed.
  long[] prices(BarColumns bars);

  /// Index of the first bar with a value.
  default int firstBar() {
    return period() - 1;
  }

  /// What no numerator exceeds in magnitude; [Long#MAX_VALUE] if one may be out of range.
  long largest(BarColumns bars);
}
