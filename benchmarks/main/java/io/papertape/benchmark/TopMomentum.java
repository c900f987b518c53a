package io.papertape.benchmark;

import io.papertape.market.FixedPoint;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Signal;
import io.papertape.strategy.Strategy;

/// [MomentumRule] as a user of Papertape writes it.
final class TopMomentum implements Strategy {
  private final boolean saysWhen;
  private double[] momentum;
  private double[] sorted;
  private boolean[] isBest;
  private long[] changes;

  /// @param saysWhen states at which moments it decides, instead of being asked at each
  TopMomentum(boolean saysWhen) {
    this.saysWhen = saysWhen;
  }

  @Override
  public void onStart(Context context) {
    momentum = new double[context.instruments()];
    sorted = new double[context.instruments()];
    isBest = new boolean[context.instruments()];
    changes = new long[context.instruments()];
    if (saysWhen) {
      context.wakeMomentOn(0, Signal.everyBars(MomentumRule.LOOK_BACK, MomentumRule.EVERY));
    }
  }

  @Override
  public void onMoment(Context context) {
    if (!MomentumRule.isDue(context.barIndex(0))) {
      return;
    }
    for (int i = 0; i < momentum.length; i++) {
      long before = context.history(i).close(MomentumRule.LOOK_BACK);
      momentum[i] = context.close(i) / FixedPoint.toDouble(before);
    }
    MomentumRule.best(momentum, sorted, isBest);
    double equity = FixedPoint.toDouble(context.equity());
    for (int i = 0; i < momentum.length; i++) {
      long shares = isBest[i] ? MomentumRule.shares(equity, context.close(i), momentum.length) : 0;
      changes[i] = shares * FixedPoint.ONE - context.quantity(i);
    }
    trade(context, Side.SELL);
    trade(context, Side.BUY);
  }

  private void trade(Context context, Side side) {
    for (int i = 0; i < changes.length; i++) {
      if (Long.signum(changes[i]) == side.sign()) {
        context.submit(i, Order.market(side, new Size.Units(Math.abs(changes[i]))));
      }
    }
  }
}
