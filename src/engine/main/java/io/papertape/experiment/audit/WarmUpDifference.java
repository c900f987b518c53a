package io.papertape.experiment.audit;

/// How far an input moves when the history begins later.
///
/// @param input       name of the indicator, feature or input
/// A warm-up lasts from the later start to the first value of the input.
///
/// @param compared    values held against each other, after the warm-up
/// @param largest     greatest difference after the warm-up, as a part of the input's greatest
///      value
/// @param largestBars bars after the later start at which it was found
/// @param settled     greatest difference after [#SETTLED] warm-ups; NaN if the
///     history is too short to say
/// @param atNanos     where the settled difference is greatest, or else the largest
/// @param instrument  the same
public record WarmUpDifference(
    String input,
    long compared,
    double largest,
    int largestBars,
    double settled,
    long atNanos,
    String instrument) {
  /// What may be left, for the sums of recursive indicators forget but never quite.
  public static final double TOLERANCE = 1e-6;

  /// Warm-ups after which an indicator must have forgotten where it began.
  public static final int SETTLED = 20;

  /// True if the value depends on where the history begins, however long ago that is.
  public boolean dependsOnStart() {
    return settled > TOLERANCE;
  }

  /// True of what the engine computes from bars alone; a strategy's own input may depend on its
  /// position, which depends on the start by nature.
  public boolean isIndicator() {
    return input.endsWith(")") || input.contains(").");
  }
}
