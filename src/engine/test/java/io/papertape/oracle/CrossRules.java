package io.papertape.oracle;

import io.papertape.indicator.Atr;
import io.papertape.indicator.Sma;
import io.papertape.market.FixedPoint;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;

/// Rules of the recorded runs that trade crosses of two averages.
final class CrossRules {
  private CrossRules() {}

  /// Knows whether the fast average has just passed the slow one. First decision on the bar after
  /// the averages have their first value.
  abstract static class Cross implements Strategy {
    final Size size;
    private final int fast;
    private final int slow;
    private Sma fastMean;
    private Sma slowMean;
    private double lastFast = Double.NaN;
    private double lastSlow;

    Cross(int fast, int slow, Size size) {
      this.fast = fast;
      this.slow = slow;
      this.size = size;
    }

    @Override
    public void onStart(Context context) {
      fastMean = context.use(0, new Sma(fast));
      slowMean = context.use(0, new Sma(slow));
    }

    @Override
    public final void onBar(Context context, int instrument) {
      double f = fastMean.value();
      double s = slowMean.value();
      if (!Double.isNaN(lastFast)) {
        decide(context, lastFast < lastSlow && f > s, lastFast > lastSlow && f < s);
      }
      lastFast = f;
      lastSlow = s;
    }

    final boolean isAbove() {
      return fastMean.value() > slowMean.value();
    }

    abstract void decide(Context context, boolean isUp, boolean isDown);
  }

  static final class LongOnly extends Cross {
    private final boolean atClose;

    LongOnly(int fast, int slow, Size size, boolean atClose) {
      super(fast, slow, size);
      this.atClose = atClose;
    }

    @Override
    void decide(Context context, boolean isUp, boolean isDown) {
      boolean isFlat = context.quantity(0) == 0;
      if (isFlat && isUp) {
        place(context, Side.BUY, size);
      } else if (!isFlat && isDown) {
        place(context, Side.SELL, Size.POSITION);
      }
    }

    private void place(Context context, Side side, Size quantity) {
      context.submit(0, atClose ? new Order.AtClose(side, quantity) : Order.market(side, quantity));
    }
  }

  static final class LongShort extends Cross {
    LongShort(int fast, int slow, Size size) {
      super(fast, slow, size);
    }

    @Override
    void decide(Context context, boolean isUp, boolean isDown) {
      if (isUp || isDown) {
        context.closeAll(0);
        context.submit(0, Order.market(isUp ? Side.BUY : Side.SELL, size));
      }
    }
  }

  static final class Bracket extends Cross {
    private final double stopFraction;
    private final double targetFraction;

    Bracket(int fast, int slow, Size size, double stopFraction, double targetFraction) {
      super(fast, slow, size);
      this.stopFraction = stopFraction;
      this.targetFraction = targetFraction;
    }

    @Override
    void decide(Context context, boolean isUp, boolean isDown) {
      if (context.quantity(0) == 0 && isUp && !context.hasWorkingOrder(0)) {
        double close = context.close(0);
        context.submit(
            0,
            Order.market(Side.BUY, size),
            FixedPoint.of(close * (1 - stopFraction)),
            FixedPoint.of(close * (1 + targetFraction)));
      }
    }
  }

  static final class TrailStop extends Cross {
    private final int period;
    private final double multiple;
    private Atr atr;
    private int entry;

    TrailStop(int fast, int slow, Size size, int period, double multiple) {
      super(fast, slow, size);
      this.period = period;
      this.multiple = multiple;
    }

    @Override
    public void onStart(Context context) {
      super.onStart(context);
      atr = context.use(0, new Atr(period));
    }

    @Override
    void decide(Context context, boolean isUp, boolean isDown) {
      long level = FixedPoint.of(context.close(0) - multiple * atr.value());
      if (context.quantity(0) == 0) {
        if (isUp) {
          entry = context.submit(0, Order.market(Side.BUY, size), level, 0);
        }
      } else {
        int stop = context.stopOf(entry);
        if (level > context.stopPrice(stop)) {
          context.amend(stop, 0, 0, level);
        }
      }
    }
  }

  static final class Partial extends Cross {
    private boolean hasTakenHalf;

    Partial(int fast, int slow, Size size) {
      super(fast, slow, size);
    }

    @Override
    void decide(Context context, boolean isUp, boolean isDown) {
      if (context.quantity(0) == 0) {
        hasTakenHalf = false;
        if (isUp) {
          context.buy(0, size);
        }
      } else if (isDown) {
        context.closeAll(0);
      } else if (!hasTakenHalf
          && context.close(0) > FixedPoint.toDouble(context.position(0).averagePrice()) * 1.05) {
        context.close(0, new Size.PositionFraction(0.5));
        hasTakenHalf = true;
      }
    }
  }

  /// backtrader's StopTrail: the trailing stop is placed once the position is open.
  static final class StopTrail extends Cross {
    private final double fraction;
    private int trail;

    StopTrail(int fast, int slow, Size size, double fraction) {
      super(fast, slow, size);
      this.fraction = fraction;
    }

    @Override
    void decide(Context context, boolean isUp, boolean isDown) {
      if (context.quantity(0) == 0) {
        if (isUp) {
          context.buy(0, size);
        }
      } else if (!context.isWorking(trail)) {
        trail = context.submit(0, Order.trailingFraction(Side.SELL, Size.POSITION, fraction));
      }
    }
  }

  /// backtrader's Pyramid: buys into falling closes while the fast average is above.
  static final class Pyramid extends Cross {
    private final int cap;

    Pyramid(int fast, int slow, Size size, int cap) {
      super(fast, slow, size);
      this.cap = cap;
    }

    @Override
    void decide(Context context, boolean isUp, boolean isDown) {
      if (isDown) {
        context.closeAll(0);
        return;
      }
      long one = ((Size.Units) size).quantity();
      boolean isFalling =
          context.closePrice(0) < context.history(0).close(1)
              && context.history(0).close(1) < context.history(0).close(2);
      if (isAbove() && isFalling && context.quantity(0) < cap * one) {
        context.buy(0, size);
      }
    }
  }
}
