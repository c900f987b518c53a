package io.papertape.live.session;

import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Strategy;

/// Buys at a quote and sells at a later one, for ever.
class Flips implements Strategy {
  private static final int EVERY = 7;

  private Reason turn;
  private long quotes;

  @Override
  public void onStart(Context context) {
    turn = context.reason("turn");
  }

  @Override
  public void onQuote(Context context, int instrument) {
    if (quotes++ % EVERY != 0 || context.hasWorkingOrder(instrument)) {
      return;
    }
    context.because(turn);
    if (context.quantity(instrument) != 0) {
      context.closeAll(instrument);
    } else {
      context.buy(instrument, Size.units(1));
    }
  }
}
