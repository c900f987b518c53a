package io.papertape.live.session;

import io.papertape.indicator.Sma;
import io.papertape.order.Size;
import io.papertape.strategy.Condition;
import io.papertape.strategy.Context;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Series;
import io.papertape.strategy.Signal;
import io.papertape.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Buys when a quick average is above a slow one, and sells when it is not.
class Crosses implements Strategy {
  private final List<Condition> up = new ArrayList<>();
  private Reason crossed;

  /// The same until a bar, at which it never comes back.
  static final class Hanging extends Crosses {
    final CountDownLatch hangs = new CountDownLatch(1);
    private final int at;

    Hanging(int at) {
      this.at = at;
    }

    @Override
    public void onBar(Context context, int instrument) {
      while (context.barIndex(0) >= at && !Thread.currentThread().isInterrupted()) {
        hangs.countDown();
        Thread.onSpinWait();
      }
      super.onBar(context, instrument);
    }
  }

  @Override
  public void onStart(Context context) {
    for (int i = 0; i < context.instruments(); i++) {
      Series quick = context.series(i, new Sma(3));
      Series slow = context.series(i, new Sma(8));
      up.add(context.condition(i, new Signal.Above(quick, slow)));
    }
    crossed = context.reason("crossed");
  }

  @Override
  public void onBar(Context context, int instrument) {
    boolean isHeld = context.quantity(instrument) != 0;
    if (up.get(instrument).isOn() != isHeld && !context.hasWorkingOrder(instrument)) {
      context.because(crossed);
      if (isHeld) {
        context.closeAll(instrument);
      } else {
        context.buy(instrument, Size.units(10));
      }
    }
  }
}
