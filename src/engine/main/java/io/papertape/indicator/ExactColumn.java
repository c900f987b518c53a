package io.papertape.indicator;

import io.papertape.market.BarColumns;

/// The primary output of an indicator as ratios of whole numbers, `numerator / divisor`, each
/// equal to the indicator's value but for the rounding of the last division.
///
/// Two such columns are compared without dividing, and a stretch of bars needs none of the values
/// before it. It holds for histories that no split rescales.
public interface ExactColumn {
  /// Positive, the same at each bar.
  long divisor();

  /// Index of the first bar with a value.
  int firstBar();

  /// What no numerator exceeds in magnitude; [Long#MAX_VALUE] if one may be out of range.
  long largest(BarColumns bars);

  /// Writes the numerators of the bars `[from, to)` into the places from 0 on.
  ///
  /// @param from at least [#firstBar]
  /// @throws ArithmeticException if a numerator is out of range
  void fill(BarColumns bars, int from, int to, long[] into);
}
