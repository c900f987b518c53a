package io.papertape.simulation;

import io.papertape.indicator.Rsi;
import io.papertape.indicator.Sma;
import io.papertape.market.FixedPoint;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.strategy.Condition;
import io.papertape.strategy.Context;
import io.papertape.strategy.FillView;
import io.papertape.strategy.Input;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Series;
import io.papertape.strategy.Signal;
import io.papertape.strategy.Strategy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Does everything a strategy can do, as numbers in its fields say, and keeps what it did in
/// fields of many kinds.
class Restless implements Strategy {
  /// Something it remembers.
  record Note(int order, Optional<Side> side, double[] prices) {}

  private final List<Condition> crossed = new ArrayList<>();
  private final SortedMap<Integer, Note> notes = new TreeMap<>();
  private final Deque<Long> fills = new ArrayDeque<>();
  private final double[] sums = new double[2];
  private List<Integer> lately = List.of();
  private Rsi strength;
  private Input seen;
  private Reason mood;
  private Reason whim;
  private long seed = 42;
  private int last;

  private int next(int bound) {
    seed = seed * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
    return (int) Long.remainderUnsigned(seed >>> 20, bound);
  }

  @Override
  public void onStart(Context context) {
    for (int i = 0; i < context.instruments(); i++) {
      Series quick = context.series(i, new Sma(3));
      crossed.add(context.condition(i, new Signal.Above(quick, context.series(i, new Sma(7)))));
    }
    strength = context.use(0, new Rsi(5));
    seen = context.input("seen");
    mood = context.reason("mood");
    whim = context.reason("whim");
  }

  @Override
  public void onBar(Context context, int instrument) {
    boolean isCrossed = crossed.get(instrument).isOn();
    context.because(isCrossed ? mood : whim);
    act(context, instrument, isCrossed ? 2 : 4);
  }

  @Override
  public void onQuote(Context context, int instrument) {
    act(context, instrument, 5);
  }

  @Override
  public void onTradeTick(Context context, int instrument) {
    act(context, instrument, 5);
  }

  @Override
  public void onFill(Context context, FillView fill) {
    fills.addLast(fill.price());
    if (fills.size() > 9) {
      fills.removeFirst();
    }
  }

  @Override
  public void onTimer(Context context, String name) {
    act(context, 1, 1);
  }

  private void act(Context context, int instrument, int oneIn) {
    sums[instrument] += context.price(instrument) / 1e8;
    seen.set(sums[instrument] + fills.size() + (strength.isReady() ? strength.value() : 0));
    if (next(oneIn) != 0 || context.price(instrument) == 0) {
      return;
    }
    long cent = FixedPoint.ONE / 100;
    long price = context.price(instrument);
    Side side = next(2) == 0 ? Side.BUY : Side.SELL;
    Size size = next(3) == 0 ? Size.ofEquity(0.1) : Size.units(1 + next(9));
    switch (next(9)) {
      case 0 -> context.cancel(last);
      case 1 -> context.closeAll(instrument);
      case 2 -> context.callAt(context.timeNanos() + next(90) * 1_000_000_000L, "later" + next(3));
      case 3 -> context.amend(last, 0, price - 7 * cent, 0);
      case 4 -> last = context.submit(instrument, Order.limit(side, size, price - 20 * cent));
      case 5 -> last = context.submit(instrument, Order.trailingDistance(side, size, 30 * cent));
      case 6 ->
          last =
              context.submit(
                  instrument, Order.market(Side.BUY, size), price - 90 * cent, price + 60 * cent);
      case 7 -> {
        int other = context.submit(instrument, Order.limit(side, size, price - 40 * cent));
        context.oneCancelsOther(last, other);
      }
      default -> last = context.submit(instrument, Order.market(side, size));
    }
    notes.put(last, new Note(last, Optional.of(side), new double[] {price, sums[0]}));
    if (notes.size() > 20) {
      notes.remove(notes.firstKey());
    }
    lately = notes.keySet().stream().filter(id -> id % 2 == 0).toList();
    context.because(lately.size() > 4 ? mood : whim);
  }
}
