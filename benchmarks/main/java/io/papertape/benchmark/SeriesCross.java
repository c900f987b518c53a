package io.papertape.benchmark;

import io.papertape.indicator.Sma;
import io.papertape.order.Size;
import io.papertape.strategy.Condition;
import io.papertape.strategy.Context;
import io.papertape.strategy.Series;
import io.papertape.strategy.Signal;
import io.papertape.strategy.Strategy;
import java.util.List;

/// [CrossRule] in columns: it states at which bars the means have crossed, and is called there.
final class SeriesCross implements Strategy {
  private static final Size TEN = Size.units(CrossRule.UNITS);

  private final CrossRule rule;
  private Condition isAbove;

  SeriesCross(CrossRule rule) {
    this.rule = rule;
  }

  @Override
  public void onStart(Context context) {
    Series fast = context.series(0, new Sma(rule.fast()));
    Series slow = context.series(0, new Sma(rule.slow()));
    Signal crossing = Signal.crossing(fast, slow);
    boolean isFromTheStart = rule.firstBar() < rule.slow();
    context.wakeOn(
        0,
        isFromTheStart
            ? crossing
            : new Signal.AllOf(List.of(crossing, Signal.everyBars(rule.firstBar() + 1, 1))));
    isAbove = context.condition(0, new Signal.Above(fast, slow));
  }

  @Override
  public void onBar(Context context, int instrument) {
    if (!isAbove.isOn()) {
      context.closeAll(instrument);
    } else if (context.quantity(instrument) == 0) {
      context.buy(instrument, TEN);
    }
  }
}
