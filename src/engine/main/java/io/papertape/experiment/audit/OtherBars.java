package io.papertape.experiment.audit;

import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import java.util.random.RandomGenerator;

/// A future that might have been: the same times, other prices and volumes.
final class OtherBars {
  private static final double LEAST = 0.25;
  private static final double MOST = 4;
  private static final double STEP = 0.04;

  private OtherBars() {}

  /// Multiplies the four prices of each bar from an index on by one factor, which jumps by a
  /// tenth to a quarter at first and then walks by up to 2 % a bar. Every other bar on average is
  /// turned: its open and close change places. Volumes are halved to doubled.
  static BarColumns from(BarColumns bars, int from, long priceStep, RandomGenerator random) {
    BarColumns others = bars.slice(0, bars.size());
    double jump = random.nextDouble(0.1, 0.25);
    double factor = random.nextBoolean() ? 1 + jump : 1 - jump;
    for (int i = from; i < others.size(); i++) {
      factor *= 1 + STEP * (random.nextDouble() - 0.5);
      factor = Math.min(MOST, Math.max(LEAST, factor));
      boolean isTurned = random.nextBoolean();
      long open = isTurned ? bars.close()[i] : bars.open()[i];
      long close = isTurned ? bars.open()[i] : bars.close()[i];
      others.open()[i] = price(open, factor, priceStep);
      others.high()[i] = price(bars.high()[i], factor, priceStep);
      others.low()[i] = price(bars.low()[i], factor, priceStep);
      others.close()[i] = price(close, factor, priceStep);
      others.volume()[i] = (long) (bars.volume()[i] * random.nextDouble(0.5, 2));
    }
    return others;
  }

  /// Rounded to the tick, so that equal prices stay equal and greater ones never become smaller.
  private static long price(long price, double factor, long priceStep) {
    long step = Math.max(1, priceStep);
    double ticks = Math.max(1, Math.rint(price * factor / step));
    double most = Math.floor((FixedPoint.LIMIT - 1.0) / step);
    return ((long) Math.min(ticks, most)) * step;
  }
}
