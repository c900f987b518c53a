package io.papertape.oracle;

import io.papertape.market.FixedPoint;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The rule of workload W2: every 21 bars hold the 50 best of the last 252 bars, equally
/// weighted.
final class TopMomentum implements Strategy {
  private static final int LOOK_BACK = 252;
  private static final int EVERY = 21;
  private static final int HELD = 50;
  private static final double INVESTED = 0.98;

  @Override
  public void onMoment(Context context) {
    int bar = context.barIndex(0);
    if (bar < LOOK_BACK || (bar - LOOK_BACK) % EVERY != 0) {
      return;
    }
    double[] momentum = new double[context.instruments()];
    for (int i = 0; i < momentum.length; i++) {
      momentum[i] = context.close(i) / FixedPoint.toDouble(context.history(i).close(LOOK_BACK));
    }
    int[] best =
        IntStream.range(0, momentum.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -momentum[i]))
            .mapToInt(Integer::intValue)
            .limit(HELD)
            .toArray();
    long[] target = new long[momentum.length];
    double each = INVESTED * FixedPoint.toDouble(context.equity()) / HELD;
    Arrays.stream(best)
        .forEach(i -> target[i] = (long) Math.floor(each / context.close(i)) * FixedPoint.ONE);
    trade(context, target, Side.SELL);
    trade(context, target, Side.BUY);
  }

  private static void trade(Context context, long[] target, Side side) {
    for (int i = 0; i < target.length; i++) {
      long change = target[i] - context.quantity(i);
      if (Long.signum(change) == side.sign()) {
        context.submit(i, Order.market(side, new Size.Units(Math.abs(change))));
      }
    }
  }
}
