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

  /// The column of a price that [#isColumn].
  long[] column(BarColumns bars) {
    return switch (this) {
      case OPEN -> bars.open();
      case HIGH -> bars.high();
      case LOW -> bars.low();
      case CLOSE -> bars.close();
      case TYPICAL, MEDIAN ->
          throw new IllegalStateException("Price is no column: field=%s.".formatted(this));
    };
  }

  /// The price as the nearest `double`.
  public double price(long open, long high, long low, long close) {
    return ExactDivision.quotient(total(open, high, low, close), divisor());
  }
}
