package io.papertape.live.simulate;

import io.papertape.indicator.Sma;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.strategy.Condition;
import io.papertape.strategy.Context;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Signal;
import io.papertape.strategy.Strategy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Trades often and in all ways: on its own bars, on those of another instrument, on quotes, by
/// the clock, at the market, with limits and with brackets.
class Trader implements Strategy {
  private static final long HALF_HOUR = 30 * World.MINUTE;

  private final int throwsAtBar;
  private final List<Boolean> hasBars;
  private final Map<Integer, Condition> up = new TreeMap<>();
  private Reason crossed;
  private Reason followed;
  private Reason timed;
  private int bars;

  Trader(int throwsAtBar) {
    this(throwsAtBar, List.of());
  }

  /// @param hasBars of each instrument; all have if it is empty
  Trader(int throwsAtBar, List<Boolean> hasBars) {
    this.throwsAtBar = throwsAtBar;
    this.hasBars = hasBars;
  }

  @Override
  public void onStart(Context context) {
    for (int i = 0; i < context.instruments(); i++) {
      if (hasBars.isEmpty() || hasBars.get(i)) {
        up.put(
            i,
            context.condition(
                i, new Signal.Above(context.series(i, new Sma(3)), context.series(i, new Sma(8)))));
      }
    }
    crossed = context.reason("crossed");
    followed = context.reason("followed");
    timed = context.reason("timed");
  }

  @Override
  public void onBar(Context context, int instrument) {
    bars++;
    if (bars == throwsAtBar) {
      throw new IllegalStateException("Strategy fails, as it was told to.");
    }
    context.because(crossed);
    trade(context, instrument, up.get(instrument).isOn());
    if (bars % 17 == 0) {
      int other = (instrument + 1) % context.instruments();
      context.because(followed);
      trade(context, other, !up.get(instrument).isOn());
    }
    if (bars % 101 == 0) {
      context.callAt(context.timeNanos() + HALF_HOUR + 7, "timed");
    }
  }

  final void trade(Context context, int instrument, boolean isUp) {
    boolean isHeld = context.quantity(instrument) != 0;
    if (isUp == isHeld || context.hasWorkingOrder(instrument) || context.price(instrument) == 0) {
      return;
    }
    long price = context.price(instrument);
    if (isHeld) {
      context.closeAll(instrument);
    } else if (bars % 3 == 0) {
      context.submit(
          instrument,
          Order.market(Side.BUY, Size.units(10)),
          price - price / 50,
          price + price / 50);
    } else {
      context.buy(instrument, Size.units(10));
    }
  }

  @Override
  public void onQuote(Context context, int instrument) {
    if (context.bid(instrument) % 7 == 0) {
      context.because(followed);
      trade(context, instrument, context.quantity(instrument) == 0);
    }
  }

  @Override
  public void onTimer(Context context, String name) {
    for (int i = 0; i < context.instruments(); i++) {
      context.because(timed);
      trade(context, i, context.quantity(i) == 0);
    }
  }
}
