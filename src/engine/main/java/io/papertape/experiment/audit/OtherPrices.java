package io.papertape.experiment.audit;

import io.papertape.market.FixedPoint;
import java.util.random.RandomGenerator;

/// Prices of a future that might have been: those that came times a factor, which jumps by a
/// tenth to a quarter at first and then walks.
final class OtherPrices {
  /// Most that the factor moves a bar, as a part of itself.
  static final double BAR_STEP = 0.02;

  /// Most that it moves a quote or trade tick.
  static final double TICK_STEP = 0.001;

  private static final double LEAST = 0.25;
  private static final double MOST = 4;

  private final RandomGenerator random;
  private final double most;
  private final long priceStep;
  private final long quantityStep;
  private double factor;

  OtherPrices(RandomGenerator random, double mostStep, long priceStep, long quantityStep) {
    this.random = random;
    this.most = mostStep;
    this.priceStep = Math.max(1, priceStep);
    this.quantityStep = Math.max(1, quantityStep);
    double jump = random.nextDouble(0.1, 0.25);
    factor = random.nextBoolean() ? 1 + jump : 1 - jump;
  }

  /// The factor walks one step on.
  void moveOn() {
    factor *= 1 + 2 * most * (random.nextDouble() - 0.5);
    factor = Math.min(MOST, Math.max(LEAST, factor));
  }

  /// Rounded to the tick size, so that equal prices stay equal and greater ones never become
  /// smaller.
  long price(long price) {
    double ticks = Math.max(1, Math.rint(price * factor / priceStep));
    double highest = Math.floor((FixedPoint.LIMIT - 1.0) / priceStep);
    return ((long) Math.min(ticks, highest)) * priceStep;
  }

  long tickAbove(long price) {
    return price + priceStep;
  }

  /// A quantity halved to doubled, in whole steps and at least one; 0 stays 0.
  long size(long size) {
    if (size == 0) {
      return 0;
    }
    double steps = Math.max(1, Math.rint(size * random.nextDouble(0.5, 2) / quantityStep));
    double largest = Math.floor((FixedPoint.LIMIT - 1.0) / quantityStep);
    return ((long) Math.min(steps, largest)) * quantityStep;
  }
}
