package io.papertape.simulation;

import io.papertape.market.MarketEvent;
import io.papertape.strategy.Context;
import io.papertape.strategy.FillView;
import io.papertape.strategy.Strategy;

/// Which callbacks a strategy overrides; the others cost nothing and are no evaluations.
///
/// @param onBar    evaluates each bar
/// @param onQuote  evaluates each quote
/// @param onTradeTick evaluates each trade tick
/// @param onMoment evaluates each moment
/// @param onFill   wants to hear of fills
record Callbacks(
    boolean onBar, boolean onQuote, boolean onTradeTick, boolean onMoment, boolean onFill) {
  static Callbacks of(Strategy strategy) {
    return new Callbacks(
        overrides(strategy, "onBar", Context.class, int.class),
        overrides(strategy, "onQuote", Context.class, int.class),
        overrides(strategy, "onTradeTick", Context.class, int.class),
        overrides(strategy, "onMoment", Context.class),
        overrides(strategy, "onFill", Context.class, FillView.class));
  }

  boolean wants(MarketEvent event) {
    return event == MarketEvent.BAR ? onBar : event == MarketEvent.QUOTE ? onQuote : onTradeTick;
  }

  private static boolean overrides(Strategy strategy, String name, Class<?>... parameters) {
    try {
      return strategy.getClass().getMethod(name, parameters).getDeclaringClass() != Strategy.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("Strategy lacks a method of its interface: " + name, e);
    }
  }
}
