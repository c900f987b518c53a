package io.papertape.benchmark;

import io.papertape.indicator.BollingerBands;
import io.papertape.indicator.Donchian;
import io.papertape.indicator.Ema;
import io.papertape.indicator.Rsi;
import io.papertape.journal.JournalSink;
import io.papertape.journal.RecordLevel;
import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.util.List;
import java.util.function.Supplier;

/// Five strategies that run before a measurement, so that the engine's call sites have seen as
/// many kinds of strategy, indicator, order and sink as in a program that has several loaded.
final class OtherStrategies {
  private static final int ROUNDS = 2;
  private static final List<Supplier<Strategy>> FIVE =
      List.of(
          () -> new MeanCross(new CrossRule(20, 50, 49)),
          Reversal::new,
          Breakout::new,
          Bands::new,
          Slope::new);

  private OtherStrategies() {}

  /// Runs all of them, each with and without a journal.
  static void run(BarColumns bars) {
    for (int round = 0; round < ROUNDS; round++) {
      for (Supplier<Strategy> one : FIVE) {
        Outcome.of(simulation(one, bars).under(Assumptions.papertape()).unrecorded().run());
        Outcome.of(
            simulation(one, bars)
                .under(Assumptions.backtrader())
                .journal(JournalSink.NOWHERE, RecordLevel.FOLDED)
                .run());
      }
    }
  }

  private static Simulation simulation(Supplier<Strategy> strategy, BarColumns bars) {
    return Simulation.of(strategy.get()).on(Instrument.equity("OTHER"), bars);
  }

  private static final class Reversal implements Strategy {
    private Rsi rsi;

    @Override
    public void onStart(Context context) {
      rsi = context.use(0, new Rsi(14));
    }

    @Override
    public void onBar(Context context, int instrument) {
      if (rsi.value() < 25 && context.quantity(instrument) == 0) {
        context.buy(instrument, Size.units(5));
      } else if (rsi.value() > 60) {
        context.closeAll(instrument);
      }
    }
  }

  private static final class Breakout implements Strategy {
    private Donchian channel;
    private double lastUpper = Double.MAX_VALUE;

    @Override
    public void onStart(Context context) {
      channel = context.use(0, new Donchian(40));
    }

    @Override
    public void onBar(Context context, int instrument) {
      long price = context.closePrice(instrument);
      if (context.close(instrument) > lastUpper
          && context.quantity(instrument) == 0
          && !context.hasWorkingOrder(instrument)) {
        context.submit(
            instrument,
            Order.market(Side.BUY, Size.units(3)),
            price - price / 200,
            price + price / 100);
      }
      lastUpper = channel.value(0);
    }
  }

  private static final class Bands implements Strategy {
    private BollingerBands bands;

    @Override
    public void onStart(Context context) {
      bands = context.use(0, new BollingerBands(20, 2));
    }

    @Override
    public void onBar(Context context, int instrument) {
      if (context.hasWorkingOrder(instrument)) {
        return;
      }
      long price = context.closePrice(instrument);
      if (context.close(instrument) < bands.value(2) && context.quantity(instrument) == 0) {
        context.submit(instrument, Order.limit(Side.BUY, Size.units(2), price));
      } else if (context.quantity(instrument) > 0) {
        context.submit(instrument, Order.stop(Side.SELL, Size.POSITION, price - price / 500));
      }
    }
  }

  private static final class Slope implements Strategy {
    private Ema mean;
    private double last;

    @Override
    public void onStart(Context context) {
      mean = context.use(0, new Ema(100));
    }

    @Override
    public void onBar(Context context, int instrument) {
      if (context.barIndex(instrument) % 50 == 0) {
        context.target(instrument, mean.value() > last ? 0.5 : 0.1);
        last = mean.value();
      }
    }
  }
}
