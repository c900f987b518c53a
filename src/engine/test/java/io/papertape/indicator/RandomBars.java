package io.papertape.indicator;

import io.papertape.market.BarColumns;
import java.util.SplittableRandom;

/// Seeded bars for properties; every price and volume is a multiple of 6.
final class RandomBars {
  private RandomBars() {}

  /// A random walk around 100 with gaps, flat bars and flat stretches.
  static BarColumns walk(long seed, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    long[][] columns = new long[7][size];
    long price = 10_000_000_200L;
    for (int i = 0; i < size; i++) {
      boolean flat = i % 211 > 180 || random.nextInt(20) == 0;
      long open = price + (flat ? 0 : 6L * random.nextLong(-1_000_000, 1_000_001));
      long close = open + (flat ? 0 : 6L * random.nextLong(-10_000_000, 10_000_001));
      close = Math.clamp(close, 1_000_000_200L, 90_000_000_000L);
      long wick = flat ? 0 : 6L * random.nextLong(8_000_000L);
      columns[0][i] = i;
      columns[1][i] = i + 1L;
      columns[2][i] = open;
      columns[3][i] = Math.max(open, close) + wick;
      columns[4][i] = Math.min(open, close) - wick / 12 * 6;
      columns[5][i] = close;
      columns[6][i] = 6L * random.nextLong(0, 100_000);
      price = close;
    }
    return of(columns);
  }

  /// The bars before `split` as they were quoted before it: prices times 3/2, volumes times 2/3.
  static BarColumns beforeSplit(BarColumns bars, int split) {
    long[][] columns = {
      bars.openTimeNanos().clone(),
      bars.closeTimeNanos().clone(),
      bars.open().clone(),
      bars.high().clone(),
      bars.low().clone(),
      bars.close().clone(),
      bars.volume().clone()
    };
    for (int i = 0; i < split; i++) {
      for (int j = 2; j < 6; j++) {
        columns[j][i] = columns[j][i] / 2 * 3;
      }
      columns[6][i] = columns[6][i] / 3 * 2;
    }
    return of(columns);
  }

  static void feed(Indicator indicator, BarColumns bars, int i) {
    indicator.update(
        bars.open()[i], bars.high()[i], bars.low()[i], bars.close()[i], bars.volume()[i]);
  }

  private static BarColumns of(long[][] c) {
    return new BarColumns(c[0].length, c[0], c[1], c[2], c[3], c[4], c[5], c[6]);
  }
}
