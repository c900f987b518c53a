package io.papertape.model;

import io.papertape.indicator.Indicator;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import java.util.Random;

/// Bars for tests of models.
public final class MadeBars {
  private static final long DAY = 86_400_000_000_000L;

  private MadeBars() {}

  /// One bar a day that opens, tops, bottoms and closes at the same price.
  public static BarColumns flat(double[] prices, long[] volumes) {
    long[][] columns = new long[7][prices.length];
    for (int i = 0; i < prices.length; i++) {
      columns[0][i] = i * DAY;
      columns[1][i] = (i + 1) * DAY;
      for (int j = 2; j < 6; j++) {
        columns[j][i] = FixedPoint.of(prices[i]);
      }
      columns[6][i] = volumes[i];
    }
    return of(columns);
  }

  /// A seeded random walk in cents; its returns follow the last one a little.
  public static BarColumns walk(long seed, int size) {
    Random random = new Random(seed);
    long[][] columns = new long[7][size];
    double price = 100;
    double change = 0;
    for (int i = 0; i < size; i++) {
      double open = cents(price);
      change = 0.3 * change + 0.01 * random.nextGaussian();
      price = price * (1 + change);
      double close = cents(price);
      columns[0][i] = i * DAY;
      columns[1][i] = (i + 1) * DAY;
      columns[2][i] = FixedPoint.of(open);
      columns[3][i] = FixedPoint.of(Math.max(open, close) + 0.5);
      columns[4][i] = FixedPoint.of(Math.min(open, close) - 0.5);
      columns[5][i] = FixedPoint.of(close);
      columns[6][i] = 1_000L + random.nextInt(1_000);
    }
    return of(columns);
  }

  static void feed(Indicator indicator, BarColumns bars) {
    for (int i = 0; i < bars.size(); i++) {
      indicator.update(
          bars.open()[i], bars.high()[i], bars.low()[i], bars.close()[i], bars.volume()[i]);
    }
  }

  private static double cents(double price) {
    return Math.round(price * 100) / 100.0;
  }

  private static BarColumns of(long[][] c) {
    return new BarColumns(c[0].length, c[0], c[1], c[2], c[3], c[4], c[5], c[6]);
  }
}
