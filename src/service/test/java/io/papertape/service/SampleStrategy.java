package io.papertape.service;

import io.papertape.market.FixedPoint;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Input;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Strategy;

/// Trades on every fourth bar, with a bracket now and then, and asks for too much once.
final class SampleStrategy implements Strategy {
  private final long failAtBar;
  private Input bars;
  private Reason entered;
  private Reason left;

  SampleStrategy(long failAtBar) {
    this.failAtBar = failAtBar;
  }

  @Override
  public void onStart(Context context) {
    bars = context.input("bars");
    entered = context.reason("entered");
    left = context.reason("left");
  }

  @Override
  public void onBar(Context context, int instrument) {
    int bar = context.barIndex(instrument);
    bars.set(bar);
    if (bar == failAtBar) {
      throw new IllegalStateException("Sample fails on purpose: bar=%d.".formatted(bar));
    }
    if (bar == 5) {
      context.buy(instrument, new Size.Units(1));
    } else if (bar % 4 == 1) {
      enter(context, instrument, bar);
    } else if (bar % 4 == 3) {
      context.because(left);
      context.closeAll(instrument);
    }
  }

  private void enter(Context context, int instrument, int bar) {
    context.because(entered);
    long close = context.closePrice(instrument);
    Order order = Order.market(Side.BUY, Size.units(10));
    if (bar % 12 == 1) {
      long away = FixedPoint.ofUnits(50);
      context.submit(instrument, order, close - away, close + away);
    } else {
      context.submit(instrument, order);
    }
  }
}
