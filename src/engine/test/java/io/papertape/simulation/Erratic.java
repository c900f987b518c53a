package io.papertape.simulation;

import io.papertape.market.FixedPoint;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.order.TimeInForce;
import io.papertape.strategy.Context;
import io.papertape.strategy.FillView;
import io.papertape.strategy.Input;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Strategy;
import java.util.SplittableRandom;

/// Seeded nonsense on quotes for tests that compare two runs: orders of every kind, cancelled,
/// changed and tied, timers, and inputs that hold what it saw.
class Erratic implements Strategy {
  private static final long SECOND = 1_000_000_000L;

  private final SplittableRandom random;
  private final int oneIn;
  private Input seen;
  private Reason mood;
  private int last;

  /// @param oneIn acts at one callback in so many
  Erratic(long seed, int oneIn) {
    random = new SplittableRandom(seed);
    this.oneIn = oneIn;
  }

  /// The same with every callback.
  static final class Curious extends Erratic {
    Curious(long seed, int oneIn) {
      super(seed, oneIn);
    }

    @Override
    public void onTradeTick(Context context, int instrument) {
      act(context, instrument);
    }

    @Override
    public void onBar(Context context, int instrument) {
      act(context, instrument);
    }

    @Override
    public void onFill(Context context, FillView fill) {
      act(context, fill.instrument());
    }

    @Override
    public void onTimer(Context context, String name) {
      act(context, 0);
    }
  }

  /// Acts at each moment too.
  static final class AtMoments extends Erratic {
    AtMoments(long seed) {
      super(seed, 20);
    }

    @Override
    public void onMoment(Context context) {
      act(context, 0);
    }
  }

  /// Trades at bars and fills alone; quotes only fill its orders.
  static final class OnBars implements Strategy {
    private final Erratic inner;

    OnBars(long seed) {
      inner = new Erratic(seed, 1);
    }

    @Override
    public void onStart(Context context) {
      inner.onStart(context);
    }

    @Override
    public void onBar(Context context, int instrument) {
      inner.act(context, instrument);
    }

    @Override
    public void onFill(Context context, FillView fill) {
      inner.act(context, fill.instrument());
    }
  }

  @Override
  public void onStart(Context context) {
    seen = context.input("seen");
    mood = context.reason("mood");
  }

  @Override
  public void onQuote(Context context, int instrument) {
    act(context, instrument);
  }

  final void act(Context context, int instrument) {
    double prices = context.bid(instrument) + 3.0 * context.ask(instrument);
    seen.set(prices + 7.0 * context.price(instrument) + 0.5 * context.equity());
    if (random.nextInt(oneIn) != 0 || context.price(instrument) == 0) {
      return;
    }
    if (random.nextBoolean()) {
      context.because(mood);
    }
    switch (random.nextInt(10)) {
      case 0 -> context.cancel(last);
      case 1 -> context.closeAll(instrument);
      case 2 -> context.callAt(context.timeNanos() + random.nextLong(-1, 50) * SECOND, "later");
      case 3 -> context.amend(last, 0, offset(context, instrument), 0);
      case 4 -> context.oneCancelsOther(last, place(context, instrument));
      case 5 -> context.target(instrument, random.nextInt(-10, 11) / 10.0);
      default -> last = place(context, instrument);
    }
  }

  private int place(Context context, int instrument) {
    Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
    long away = offset(context, instrument);
    if (random.nextInt(4) == 0) {
      long price = context.price(instrument);
      long stop = price - side.sign() * cents(4 + random.nextInt(8));
      long target = price + side.sign() * cents(4 + random.nextInt(8));
      return context.submit(instrument, order(context, side, away), stop, target);
    }
    return context.submit(instrument, order(context, side, away));
  }

  private Order order(Context context, Side side, long price) {
    Size size = size();
    TimeInForce time = timeInForce(context);
    return switch (random.nextInt(8)) {
      case 0 -> new Order.Market(side, size, time);
      case 1, 2, 3 -> new Order.Limit(side, size, price, time);
      case 4 -> new Order.Stop(side, size, price, time);
      case 5 -> new Order.StopLimit(side, size, price, price + cents(random.nextInt(-3, 4)), time);
      case 6 -> Order.trailingDistance(side, size, cents(2 + random.nextInt(5)));
      default ->
          random.nextBoolean() ? new Order.AtClose(side, size) : new Order.AtOpen(side, size);
    };
  }

  private Size size() {
    return switch (random.nextInt(5)) {
      case 0 -> Size.POSITION;
      case 1 -> Size.ofEquity(0.2);
      case 2 -> new Size.PositionFraction(0.5);
      case 3 -> new Size.Units(1 + random.nextLong(40 * FixedPoint.ONE));
      default -> Size.units(1 + random.nextInt(20));
    };
  }

  private TimeInForce timeInForce(Context context) {
    return switch (random.nextInt(8)) {
      case 0 -> TimeInForce.IOC;
      case 1 -> TimeInForce.FOK;
      case 2 -> TimeInForce.DAY;
      case 3, 4 -> TimeInForce.until(context.timeNanos() + random.nextLong(300) * SECOND);
      default -> TimeInForce.GTC;
    };
  }

  /// A price a few cents around the last.
  private long offset(Context context, int instrument) {
    return context.price(instrument) + cents(random.nextInt(-6, 7));
  }

  private static long cents(int count) {
    return count * (FixedPoint.ONE / 100);
  }
}
