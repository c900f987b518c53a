package io.papertape.live.session;

import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import java.util.SplittableRandom;

/// Seeded minute bars around the clock.
final class MadeMinutes {
  static final long START = 1_700_000_040_000_000_000L;
  private static final long MINUTE = 60_000_000_000L;

  private MadeMinutes() {}

  static BarColumns walk(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    BarColumns.Builder bars = new BarColumns.Builder();
    double price = 100;
    for (int i = 0; i < count; i++) {
      double open = price;
      price = Math.max(5, price + (random.nextInt(201) - 100) / 100.0);
      bars.add(
          new Bar(
              START + i * MINUTE,
              START + (i + 1) * MINUTE,
              FixedPoint.of(open),
              FixedPoint.of(Math.max(open, price) + random.nextInt(50) / 100.0),
              FixedPoint.of(Math.min(open, price) - random.nextInt(50) / 100.0),
              FixedPoint.of(price),
              FixedPoint.ONE * (100_000 + random.nextInt(1_000))));
    }
    return bars.build();
  }
}
