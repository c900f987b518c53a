package io.papertape.benchmark.soak;

import io.papertape.indicator.Rsi;
import io.papertape.indicator.Sma;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.strategy.Condition;
import io.papertape.strategy.Context;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Series;
import io.papertape.strategy.Signal;
import io.papertape.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;

/// Trades whatever there is, so that all that a session keeps is in use: series and indicators,
/// history, brackets on bars; a quote a minute on ticks; a timer an hour.
final class SoakTrader implements Strategy {
  private static final Size TWO = Size.units(2);
  private static final int QUOTES_PER_ORDER = 6;
  private static final long HOUR_NANOS = 3_600_000_000_000L;

  private final List<Condition> up = new ArrayList<>();
  private final List<Rsi> strength = new ArrayList<>();
  private int[] working = new int[0];
  private int[] quotes = new int[0];
  private Reason crossed;
  private Reason hourIsOver;

  @Override
  public void onStart(Context context) {
    for (int i = 0; i < context.instruments(); i++) {
      Series quick = context.series(i, new Sma(5));
      Series slow = context.series(i, new Sma(20));
      up.add(context.condition(i, new Signal.Above(quick, slow)));
      strength.add(context.use(i, new Rsi(14)));
    }
    working = new int[context.instruments()];
    quotes = new int[context.instruments()];
    crossed = context.reason("crossed");
    hourIsOver = context.reason("hour-is-over");
  }

  @Override
  public void onBar(Context context, int instrument) {
    boolean isHeld = context.quantity(instrument) != 0;
    long before = context.history(instrument).close(19);
    if (up.get(instrument).isOn() == isHeld || context.hasWorkingOrder(instrument)) {
      return;
    }
    context.because(crossed);
    long price = context.closePrice(instrument);
    if (isHeld) {
      context.closeAll(instrument);
    } else if (price > before && strength.get(instrument).value() > 40) {
      context.submit(
          instrument, Order.market(Side.BUY, TWO), price - price / 100, price + price / 50);
    }
  }

  @Override
  public void onQuote(Context context, int instrument) {
    if (++quotes[instrument] % QUOTES_PER_ORDER != 0) {
      return;
    }
    if (working[instrument] != 0 && context.isWorking(working[instrument])) {
      context.cancel(working[instrument]);
    }
    boolean isHeld = context.quantity(instrument) > 0;
    long price = isHeld ? context.ask(instrument) : context.bid(instrument);
    working[instrument] =
        context.submit(instrument, Order.limit(isHeld ? Side.SELL : Side.BUY, TWO, price));
    if (context.timeNanos() % HOUR_NANOS < HOUR_NANOS / 60) {
      context.callAt(context.timeNanos() + HOUR_NANOS / 2, "half-hour");
    }
  }

  @Override
  public void onTimer(Context context, String name) {
    context.because(hourIsOver);
    for (int i = 0; i < working.length; i++) {
      if (working[i] != 0 && context.isWorking(working[i])) {
        context.cancel(working[i]);
      }
    }
  }
}
