package io.papertape.execution;

/// Rounding of prices to the tick size.
final class Ticks {
  private Ticks() {}

  /// Next multiple of the step, up or down; a price on the step, or a step of 0, stays, and so
  /// does a price below the first step that would become nothing.
  static long round(long price, long step, boolean isUp) {
    if (step == 0) {
      return price;
    }
    long rest = price % step;
    if (rest == 0 || (price < step && !isUp)) {
      return price;
    }
    return isUp ? price - rest + step : price - rest;
  }
}
