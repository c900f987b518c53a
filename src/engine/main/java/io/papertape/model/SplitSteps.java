package io.papertape.model;

import io.papertape.indicator.Indicator;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import java.util.List;

/// The splits of one instrument beside its raw bars. One takes effect ahead of the first bar that
/// opens at its ex time or later. Dividends do not count.
public final class SplitSteps {
  private final BarColumns bars;
  private final List<CorporateAction.Split> splits;
  private final double[] shares;
  private int next;

  /// @param actions splits that were in effect when the first bar opened are left out
  public SplitSteps(BarColumns bars, CorporateActions actions) {
    this.bars = bars;
    long first = bars.size() == 0 ? Long.MAX_VALUE : bars.openTimeNanos()[0];
    splits =
        actions.actions().stream()
            .filter(CorporateAction.Split.class::isInstance)
            .map(CorporateAction.Split.class::cast)
            .filter(split -> split.exTimeNanos() > first)
            .toList();
    shares = new double[bars.size()];
    double now = 1;
    int taken = 0;
    for (int i = 0; i < shares.length; i++) {
      for (; isDue(taken, i); taken++) {
        now = now * splits.get(taken).numerator() / splits.get(taken).denominator();
      }
      shares[i] = now;
    }
  }

  private boolean isDue(int split, int bar) {
    return split < splits.size() && splits.get(split).exTimeNanos() <= bars.openTimeNanos()[bar];
  }

  /// How many shares one share at a bar has become by a later one.
  public double sharesForOne(int from, int to) {
    return shares[to] / shares[from];
  }

  /// Restates indicators that were fed up to the bar before, as a simulation does. For each bar
  /// once, in their order.
  void rescaleAhead(int bar, List<Indicator> indicators) {
    for (; isDue(next, bar); next++) {
      long newShares = splits.get(next).numerator();
      long oldShares = splits.get(next).denominator();
      for (Indicator indicator : indicators) {
        indicator.rescale(oldShares, newShares);
      }
    }
  }
}
