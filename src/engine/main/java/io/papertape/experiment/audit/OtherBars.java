package io.papertape.experiment.audit;

import io.papertape.market.BarColumns;
import java.util.random.RandomGenerator;

/// A future that might have been: the same times, other prices and volumes.
final class OtherBars {
  private OtherBars() {}

  /// Multiplies the four prices of each bar from an index on by one factor ([OtherPrices]). Every
  /// other bar on average is turned: its open and close change places. Volumes are halved to
  /// doubled.
  static BarColumns from(BarColumns bars, int from, long priceStep, RandomGenerator random) {
    BarColumns others = bars.slice(0, bars.size());
    OtherPrices prices = new OtherPrices(random, OtherPrices.BAR_STEP, priceStep, 1);
    for (int i = from; i < others.size(); i++) {
      prices.moveOn();
      boolean isTurned = random.nextBoolean();
      long open = isTurned ? bars.close()[i] : bars.open()[i];
      long close = isTurned ? bars.open()[i] : bars.close()[i];
      others.open()[i] = prices.price(open);
      others.high()[i] = prices.price(bars.high()[i]);
      others.low()[i] = prices.price(bars.low()[i]);
      others.close()[i] = prices.price(close);
      others.volume()[i] = (long) (bars.volume()[i] * random.nextDouble(0.5, 2));
    }
    return others;
  }
}
