package io.papertape.benchmark;

import io.papertape.market.BarColumns;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Seeded geometric Brownian motion, prices rounded to four decimals: the shape and the trade
/// density of the reference inputs, for machines that do not have them.
final class RandomBars {
  private static final long SEED = 42;
  private static final long PRICE_STEP = 10_000;
  private static final long FIRST_MINUTE = 946_857_600_000_000_000L;
  private static final long FIRST_DAY = 14_613;

  private final SplittableRandom random;
  private final double drift;
  private final double gapDeviation;
  private final double barDeviation;
  private final ReferenceFiles.Rows rows = new ReferenceFiles.Rows();
  private double price;

  private RandomBars(
      long seed, double price, double drift, double gapDeviation, double barDeviation) {
    random = new SplittableRandom(seed);
    this.price = price;
    this.drift = drift;
    this.gapDeviation = gapDeviation;
    this.barDeviation = barDeviation;
  }

  /// One-minute bars around the clock.
  static BarColumns minutes(int size) {
    RandomBars bars = new RandomBars(SEED, 100, 0, 0.0001, 0.00051);
    for (int i = 0; i < size; i++) {
      long start = FIRST_MINUTE + i * ReferenceFiles.NANOS_PER_MINUTE;
      bars.add(start, start + ReferenceFiles.NANOS_PER_MINUTE);
    }
    return bars.rows.columns();
  }

  /// Bars of weekdays from 2010-01-04 on, for symbols `S000`, `S001`, …
  static SortedMap<String, BarColumns> days(int symbols, int size) {
    SplittableRandom random = new SplittableRandom(SEED);
    SortedMap<String, BarColumns> universe = new TreeMap<>();
    for (int s = 0; s < symbols; s++) {
      double first = 20 + 180 * random.nextDouble();
      double drift = 0.0004 * random.nextGaussian();
      RandomBars bars = new RandomBars(random.nextLong(), first, drift, 0.004, 0.0202);
      for (int i = 0; i < size; i++) {
        long day = FIRST_DAY + i / 5 * 7L + i % 5;
        bars.add(day * ReferenceFiles.NANOS_PER_DAY, (day + 1) * ReferenceFiles.NANOS_PER_DAY);
      }
      universe.put("S%03d".formatted(s), bars.rows.columns());
    }
    return universe;
  }

  private void add(long start, long end) {
    long open = rounded(price * StrictMath.exp(gapDeviation * random.nextGaussian()));
    price = open / 1e8 * StrictMath.exp(drift + barDeviation * random.nextGaussian());
    long close = rounded(price);
    price = close / 1e8;
    double reach = 0.16 * barDeviation;
    long high = rounded(Math.max(open, close) / 1e8 * (1 + reach * random.nextExponential()));
    long low = rounded(Math.min(open, close) / 1e8 * (1 - reach * random.nextExponential()));
    long volume = 1 + (long) (670 * random.nextExponential());
    rows.add(start, end, open, high, low, close, volume);
  }

  private static long rounded(double value) {
    return Math.max(1, Math.round(value * 1e4)) * PRICE_STEP;
  }
}
