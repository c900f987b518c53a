package io.papertape.indicator;

import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;

/// The price of a bar that an indicator looks at.
public enum PriceField {
  OPEN(1),
  HIGH(1),
  LOW(1),
  CLOSE(1),
  /// (high + low + close) / 3
  TYPICAL(3),
  /// (high + low) / 2
  MEDIAN(2);

  private final int parts;

  PriceField(int parts) {
    this.parts = parts;
  }

  /// Number of prices in [#total]: the price itself is `total / parts`.
  public int parts() {
    return parts;
  }

  /// Divisor that brings a sum of totals back to a price in whole units.
  long divisor() {
    return parts * FixedPoint.ONE;
  }

  /// The sum of the prices that make this field, exact; divided by [#parts] it is the price.
  public long total(long open, long high, long low, long close) {
    return switch (this) {
      case OPEN -> open;
      case HIGH -> high;
      case LOW -> low;
      case CLOSE -> close;
      case TYPICAL -> Math.addExact(Math.addExact(high, low), close);
      case MEDIAN -> Math.addExact(high, low);
    };
  }

  /// True if bars hold this price as a column of its own.
  boolean isColumn() {
    return parts == 1;
  }

  /// The column of a field that is one price of the bar; not for sums of several.
  long[] column(BarColumns bars) {
    return switch (this) {
      case OPEN -> bars.open();
      case HIGH -> bars.high();
      case LOW -> bars.low();
      case CLOSE -> bars.close();
      case TYPICAL, MEDIAN ->
          throw new IllegalArgumentException(
              "Price is a sum of several: field=%s. Ask for its total.".formatted(this));
    };
  }

  /// [#total] of the bars `[from, to)`; that of bar i goes to `at + i − from`.
  void totals(BarColumns bars, int from, int to, long[] into, int at) {
    switch (this) {
      case OPEN -> System.arraycopy(bars.open(), from, into, at, to - from);
      case HIGH -> System.arraycopy(bars.high(), from, into, at, to - from);
      case LOW -> System.arraycopy(bars.low(), from, into, at, to - from);
      case CLOSE -> System.arraycopy(bars.close(), from, into, at, to - from);
      case TYPICAL -> {
        for (int i = from; i < to; i++) {
          into[at + i - from] =
              Math.addExact(Math.addExact(bars.high()[i], bars.low()[i]), bars.close()[i]);
        }
      }
      case MEDIAN -> {
        for (int i = from; i < to; i++) {
          into[at + i - from] = Math.addExact(bars.high()[i], bars.low()[i]);
        }
      }
    }
  }

  /// The price as the nearest `double`.
  public double price(long open, long high, long low, long close) {
    return ExactDivision.quotient(total(open, high, low, close), divisor());
  }
}
