package io.papertape.benchmark;

import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;

/// [QuoteRule] as a user of Papertape writes it.
final class QuoteMaker implements Strategy {
  private static final Size ONE = Size.units(1);

  private final QuoteRule rule = new QuoteRule();
  private final boolean isTrading;
  private final int every;
  private int untilOrder;
  private int working;

  /// @param isTrading false: everything but the orders
  QuoteMaker(boolean isTrading) {
    this(isTrading, QuoteRule.EVERY);
  }

  /// @param every quotes between two orders
  QuoteMaker(boolean isTrading, int every) {
    this.isTrading = isTrading;
    this.every = every;
    untilOrder = every;
  }

  @Override
  public void onQuote(Context context, int instrument) {
    double middle = (double) ((context.bid(instrument) + context.ask(instrument)) >>> 1);
    rule.add(middle);
    if (--untilOrder > 0) {
      return;
    }
    untilOrder = every;
    if (isTrading) {
      trade(context, instrument, middle);
    }
  }

  private void trade(Context context, int instrument, double middle) {
    if (working != 0 && context.isWorking(working)) {
      context.cancel(working);
    }
    working = 0;
    if (context.quantity(instrument) > 0) {
      working = context.submit(instrument, Order.limit(Side.SELL, ONE, context.ask(instrument)));
    } else if (rule.isLow(middle)) {
      working = context.submit(instrument, Order.limit(Side.BUY, ONE, context.bid(instrument)));
    }
  }
}
