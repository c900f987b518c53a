package io.papertape.experiment.audit;

import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.market.PagedHistory;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// What is done to the bars, quotes and trade ticks that become known after a moment.
public enum FutureChange {
  /// There are none.
  TRUNCATED("cut off"),
  /// They are others: prices times a random walk, bars turned round at random, other volumes and
  /// sizes.
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

  /// The future of each walk is the same.
  <C> PagedHistory<C> apply(
      PagedHistory<C> history, PageRows<C> rows, long cutNanos, Instrument instrument, long seed) {
    return () ->
        new ChangedPages<>(
            history.pages(),
            rows,
            this,
            cutNanos,
            new OtherPrices(
                new SplittableRandom(seed),
                OtherPrices.TICK_STEP,
                instrument.priceStep(),
                instrument.quantityStep()));
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
