package io.papertape.indicator;

/// Money flow volume of a bar: volume times where the close lies in the range, from −1 at the low
/// to 1 at the high; 0 for a bar without range.
final class MoneyFlow {
  private MoneyFlow() {}

  static double volume(long high, long low, long close, long volume) {
    long range = high - low;
    return range <= 0 ? 0 : (double) ((close - low) - (high - close)) / range * volume;
  }
}
