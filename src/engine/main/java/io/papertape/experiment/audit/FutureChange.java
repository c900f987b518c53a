package io.papertape.experiment.audit;

import io.papertape.market.BarColumns;
import java.util.random.RandomGenerator;

/// What is done to the bars that become known after a moment.
public enum FutureChange {
  /// There are none.
  TRUNCATED("cut off"),
  /// They are others: prices times a random walk, bars turned round at random, other volumes.
  PERTURBED("another");

  private final String text;

  FutureChange(String text) {
    this.text = text;
  }

  /// The future in a word or two.
  public String text() {
    return text;
  }

  BarColumns apply(BarColumns bars, long cutNanos, long priceStep, RandomGenerator random) {
    int known = knownAt(bars, cutNanos);
    return switch (this) {
      case TRUNCATED -> bars.slice(0, known);
      case PERTURBED -> OtherBars.from(bars, known, priceStep, random);
    };
  }

  /// How many bars are known at a moment.
  static int knownAt(BarColumns bars, long nanos) {
    int low = 0;
    int high = bars.size();
    long[] closes = bars.closeTimeNanos();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (closes[middle] <= nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
