package io.papertape.oracle;

import io.papertape.indicator.Sma;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;

/// The rule of workload W1: a state that flips when one average passes the other; an exact tie
/// leaves it.
final class CrossOnce implements Strategy {
  private final int fast;
  private final int slow;
  private Sma fastMean;
  private Sma slowMean;
  private int state;

  private final int firstBar;

  CrossOnce(int fast, int slow) {
    this(fast, slow, 0);
  }

  /// @param firstBar bar of the first comparison, if later than the averages' first value
  CrossOnce(int fast, int slow, int firstBar) {
    this.firstBar = firstBar;
    this.fast = fast;
    this.slow = slow;
  }

  @Override
  public void onStart(Context context) {
    fastMean = context.use(0, new Sma(fast));
    slowMean = context.use(0, new Sma(slow));
  }

  @Override
  public void onBar(Context context, int instrument) {
    if (context.barIndex(0) < firstBar) {
      return;
    }
    double a = fastMean.value();
    double b = slowMean.value();
    int now = a > b ? 1 : a < b ? -1 : state;
    if (state != 0 && now != state) {
      if (now > 0 && context.quantity(0) == 0) {
        context.buy(0, Size.units(10));
      } else if (now < 0 && context.quantity(0) > 0) {
        context.closeAll(0);
      }
    }
    state = now;
  }
}
