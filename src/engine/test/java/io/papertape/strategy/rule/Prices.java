package io.papertape.strategy.rule;

import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import java.util.ArrayList;
import java.util.List;

/// Daily bars from closes: each opens at the close before, and reaches 1 beyond both.
final class Prices {
  static final long DAY = 86_400_000_000_000L;

  private Prices() {}

  static BarColumns of(double... closes) {
    return from(0, closes);
  }

  /// @param firstDay of the first bar, since 1970-01-01
  static BarColumns from(int firstDay, double... closes) {
    List<Bar> bars = new ArrayList<>();
    double before = closes[0];
    for (int i = 0; i < closes.length; i++) {
      long open = (firstDay + i) * DAY;
      bars.add(
          new Bar(
              open,
              open + DAY,
              FixedPoint.of(before),
              FixedPoint.of(Math.max(before, closes[i]) + 1),
              FixedPoint.of(Math.min(before, closes[i]) - 1),
              FixedPoint.of(closes[i]),
              1_000_000));
      before = closes[i];
    }
    return BarColumns.of(bars);
  }
}
