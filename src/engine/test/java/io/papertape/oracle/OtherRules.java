package io.papertape.oracle;

import io.papertape.indicator.BollingerBands;
import io.papertape.indicator.Rsi;
import io.papertape.indicator.Sma;
import io.papertape.market.BarHistory;
import io.papertape.market.FixedPoint;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.FillView;
import io.papertape.strategy.Strategy;

/// Rules of the recorded runs that do not trade crosses of two averages.
final class OtherRules {
  private OtherRules() {}

  /// Skips the first bar on which the indicators have a value, as the recorded engines do.
  abstract static class FromSecondValue implements Strategy {
    final Size size;
    private boolean isFirst = true;

    FromSecondValue(Size size) {
      this.size = size;
    }

    @Override
    public final void onBar(Context context, int instrument) {
      if (!isFirst) {
        decide(context);
      }
      isFirst = false;
    }

    abstract void decide(Context context);
  }

  static final class RsiReversion extends FromSecondValue {
    private final int period;
    private final double low;
    private final double high;
    private Rsi rsi;

    RsiReversion(int period, double low, double high, Size size) {
      super(size);
      this.period = period;
      this.low = low;
      this.high = high;
    }

    @Override
    public void onStart(Context context) {
      rsi = context.use(0, new Rsi(period));
    }

    @Override
    void decide(Context context) {
      if (context.quantity(0) == 0) {
        if (rsi.value() < low) {
          context.buy(0, size);
        }
      } else if (rsi.value() > high) {
        context.closeAll(0);
      }
    }
  }

  static final class BollingerReversion extends FromSecondValue {
    private final int period;
    private final double width;
    private BollingerBands bands;

    BollingerReversion(int period, double width, Size size) {
      super(size);
      this.period = period;
      this.width = width;
    }

    @Override
    public void onStart(Context context) {
      bands = context.use(0, new BollingerBands(period, width));
    }

    @Override
    void decide(Context context) {
      double close = context.close(0);
      if (context.quantity(0) == 0) {
        if (close < bands.lower()) {
          context.buy(0, size);
        }
      } else if (close > bands.middle()) {
        context.closeAll(0);
      }
    }
  }

  /// @param firstBar bar on which it buys, once
  static final class BuyHold implements Strategy {
    private final Size size;
    private final int firstBar;

    BuyHold(Size size, int firstBar) {
      this.size = size;
      this.firstBar = firstBar;
    }

    @Override
    public void onBar(Context context, int instrument) {
      if (context.barIndex(0) == firstBar) {
        context.buy(0, size);
      }
    }
  }

  static final class LimitEntry extends FromSecondValue {
    private final int period;
    private final double offset;
    private final int life;
    private final int hold;
    private Sma mean;
    private int pending;
    private int placedBar;
    private int entryBar;

    LimitEntry(int period, double offset, int life, int hold, Size size) {
      super(size);
      this.period = period;
      this.offset = offset;
      this.life = life;
      this.hold = hold;
    }

    @Override
    public void onStart(Context context) {
      mean = context.use(0, new Sma(period));
    }

    @Override
    public void onFill(Context context, FillView fill) {
      if (fill.signedQuantity() > 0) {
        entryBar = fill.barIndex();
      }
    }

    @Override
    void decide(Context context) {
      int bar = context.barIndex(0);
      if (context.quantity(0) != 0) {
        if (bar - entryBar >= hold) {
          context.closeAll(0);
        }
      } else if (context.isWorking(pending)) {
        if (bar - placedBar >= life) {
          context.cancel(pending);
        }
      } else if (context.close(0) > mean.value()) {
        long limit = FixedPoint.of(context.close(0) * (1 - offset));
        pending = context.submit(0, Order.limit(Side.BUY, size, limit));
        placedBar = bar;
      }
    }
  }

  /// backtesting.py: the stop is placed anew on each bar.
  static final class StopEntry implements Strategy {
    private final int period;
    private final int exitPeriod;
    private final Size size;
    private int pending;

    StopEntry(int period, int exitPeriod, Size size) {
      this.period = period;
      this.exitPeriod = exitPeriod;
      this.size = size;
    }

    @Override
    public void onBar(Context context, int instrument) {
      if (context.barIndex(0) <= Math.max(period, exitPeriod)) {
        return;
      }
      context.cancel(pending);
      BarHistory bars = context.history(0);
      if (context.quantity(0) == 0) {
        pending = context.submit(0, Order.stop(Side.BUY, size, highest(bars, period)));
      } else if (context.closePrice(0) < lowestBefore(bars, exitPeriod)) {
        context.closeAll(0);
      }
    }
  }

  /// backtrader: a stop-limit at the highest high that lives for one bar.
  static final class StopLimitEntry implements Strategy {
    private final int period;
    private final double slip;
    private final int hold;
    private final Size size;
    private int pending;
    private int entryBar;

    StopLimitEntry(int period, double slip, int hold, Size size) {
      this.period = period;
      this.slip = slip;
      this.hold = hold;
      this.size = size;
    }

    @Override
    public void onFill(Context context, FillView fill) {
      if (fill.signedQuantity() > 0) {
        entryBar = fill.barIndex();
      }
    }

    @Override
    public void onBar(Context context, int instrument) {
      int bar = context.barIndex(0);
      if (bar < period) {
        return;
      }
      if (context.quantity(0) != 0) {
        if (bar - entryBar >= hold && !context.hasWorkingOrder(0)) {
          context.closeAll(0);
        }
      } else if (context.isWorking(pending)) {
        context.cancel(pending);
      } else {
        long stop = highest(context.history(0), period);
        long limit = FixedPoint.of(FixedPoint.toDouble(stop) * (1 + slip));
        pending = context.submit(0, Order.stopLimit(Side.BUY, size, stop, limit));
      }
    }
  }

  private static long highest(BarHistory bars, int period) {
    long highest = 0;
    for (int ago = 0; ago < period; ago++) {
      highest = Math.max(highest, bars.high(ago));
    }
    return highest;
  }

  private static long lowestBefore(BarHistory bars, int period) {
    long lowest = Long.MAX_VALUE;
    for (int ago = 1; ago <= period; ago++) {
      lowest = Math.min(lowest, bars.low(ago));
    }
    return lowest;
  }
}
