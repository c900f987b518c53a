package io.papertape.workspace.run;

import io.papertape.indicator.Sma;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;

/// Long while the average of a few days is above that of many.
final class CrossingAverages implements Strategy {
  private final int few;
  private final int many;
  private final double weight;
  private final List<Sma> fast = new ArrayList<>();
  private final List<Sma> slow = new ArrayList<>();
  private Reason above = new Reason(0, "none");
  private Reason below = above;
  private Reason unchanged = above;

  CrossingAverages(int few, int many, double weight) {
    this.few = few;
    this.many = many;
    this.weight = weight;
  }

  @Override
  public void onStart(Context context) {
    for (int i = 0; i < context.instruments(); i++) {
      fast.add(context.use(i, new Sma(few)));
      slow.add(context.use(i, new Sma(many)));
    }
    above = context.reason("crossed-above");
    below = context.reason("crossed-below");
    unchanged = context.reason("no-cross");
  }

  @Override
  public void onBar(Context context, int instrument) {
    boolean isUp = fast.get(instrument).value() > slow.get(instrument).value();
    boolean isHeld = context.quantity(instrument) != 0;
    if (isUp && !isHeld) {
      context.because(above);
      context.buy(instrument, new Size.EquityFraction(weight, false));
    } else if (!isUp && isHeld) {
      context.because(below);
      context.closeAll(instrument);
    } else {
      context.because(unchanged);
    }
  }
}
