package io.papertape.benchmark;

import io.papertape.indicator.Sma;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;

/// [CrossRule] as a user of Papertape writes it.
final class MeanCross implements Strategy {
  private static final Size TEN = Size.units(CrossRule.UNITS);

  private final CrossRule rule;
  private final boolean isTrading;
  private Sma fast;
  private Sma slow;
  private int state;

  MeanCross(CrossRule rule) {
    this(rule, true);
  }

  /// @param isTrading false: everything but the orders, to tell the cost of bars from theirs
  MeanCross(CrossRule rule, boolean isTrading) {
    this.rule = rule;
    this.isTrading = isTrading;
  }

  @Override
  public void onStart(Context context) {
    fast = context.use(0, new Sma(rule.fast()));
    slow = context.use(0, new Sma(rule.slow()));
  }

  @Override
  public void onBar(Context context, int instrument) {
    if (context.barIndex(instrument) < rule.firstBar()) {
      return;
    }
    int now = Double.compare(fast.value(), slow.value());
    if (now == 0) {
      return;
    }
    if (state != 0 && now != state && isTrading) {
      if (now > 0 && context.quantity(instrument) == 0) {
        context.buy(instrument, TEN);
      } else if (now < 0) {
        context.closeAll(instrument);
      }
    }
    state = now;
  }
}
