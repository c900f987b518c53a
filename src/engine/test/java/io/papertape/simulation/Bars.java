package io.papertape.simulation;

import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Times;
import java.time.Instant;

/// Daily bars for tests, written as `open high low close` in plain numbers.
final class Bars {
  static final long FIRST_OPEN = Times.nanos(Instant.parse("2024-01-02T14:30:00Z"));
  static final long DAY = 86_400_000_000_000L;
  private static final long SESSION = 6 * 3_600_000_000_000L + 1_800_000_000_000L;

  private Bars() {}

  /// @param prices four numbers a bar
  static BarColumns of(double... prices) {
    return withVolume(1_000_000, prices);
  }

  static BarColumns withVolume(long volume, double... prices) {
    BarColumns.Builder builder = new BarColumns.Builder();
    for (int i = 0; i + 3 < prices.length; i += 4) {
      long open = FIRST_OPEN + i / 4 * DAY;
      builder.add(
          new Bar(
              open,
              open + SESSION,
              FixedPoint.of(prices[i]),
              FixedPoint.of(prices[i + 1]),
              FixedPoint.of(prices[i + 2]),
              FixedPoint.of(prices[i + 3]),
              volume));
    }
    return builder.build();
  }
}
