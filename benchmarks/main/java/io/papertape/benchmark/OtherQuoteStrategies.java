package io.papertape.benchmark;

import io.papertape.execution.FillRules;
import io.papertape.journal.JournalSink;
import io.papertape.journal.RecordLevel;
import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.order.TimeInForce;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Context;
import io.papertape.strategy.FillView;
import io.papertape.strategy.Strategy;
import java.util.List;
import java.util.function.Supplier;

/// Five strategies on quotes that run before a measurement, for the same reason as
/// [OtherStrategies].
final class OtherQuoteStrategies {
  private static final int ROUNDS = 2;
  private static final Size TWO = Size.units(2);

  /// The strategies.
  static final List<Supplier<Strategy>> FIVE =
      List.of(
          () -> new QuoteMaker(true, 70), Momentum::new, Reversal::new, Wide::new, Patient::new);

  private OtherQuoteStrategies() {}

  /// Runs all of them, each with and without a journal.
  static void run(PagedHistory<QuoteColumns> quotes) {
    for (int round = 0; round < ROUNDS; round++) {
      for (Supplier<Strategy> one : FIVE) {
        Outcome.of(simulation(one, quotes).unrecorded().run());
        Outcome.of(simulation(one, quotes).journal(JournalSink.NOWHERE, RecordLevel.FOLDED).run());
      }
    }
  }

  static Simulation simulation(Supplier<Strategy> strategy, PagedHistory<QuoteColumns> quotes) {
    return Simulation.of(strategy.get())
        .on(Instrument.crypto("OTHER"), BarColumns.of(List.of()))
        .ticks(quotes, TradeTickColumns.NONE)
        .under(Assumptions.papertape().withFills(FillRules.papertape().withParticipation(0)));
  }

  /// At the market, with the last move.
  private static final class Momentum implements Strategy {
    private long last;
    private int seen;

    @Override
    public void onQuote(Context context, int instrument) {
      if (++seen % 128 != 0) {
        return;
      }
      long price = context.price(instrument);
      if (price > last && context.quantity(instrument) == 0) {
        context.buy(instrument, TWO);
      } else if (price < last) {
        context.closeAll(instrument);
      }
      last = price;
    }
  }

  /// Buys below a slow mean, with a bracket around the entry.
  private static final class Reversal implements Strategy {
    private double mean;

    @Override
    public void onQuote(Context context, int instrument) {
      double price = (double) context.price(instrument);
      mean += (price - mean) / 1_000;
      if (price < mean * 0.9997
          && context.quantity(instrument) == 0
          && !context.hasWorkingOrder(instrument)) {
        long bid = context.bid(instrument);
        context.submit(
            instrument, Order.limit(Side.BUY, TWO, bid), bid - bid / 2_000, bid + bid / 4_000);
      }
    }
  }

  /// Takes a wide book at once or not at all, and leaves by a stop.
  private static final class Wide implements Strategy {
    private int seen;

    @Override
    public void onQuote(Context context, int instrument) {
      long spread = context.ask(instrument) - context.bid(instrument);
      if (++seen % 64 != 0 || spread < context.bid(instrument) / 5_000) {
        return;
      }
      if (context.quantity(instrument) > 0) {
        if (!context.hasWorkingOrder(instrument)) {
          long stop = context.bid(instrument) - spread / 2;
          context.submit(instrument, Order.stop(Side.SELL, Size.POSITION, stop));
        }
      } else {
        long limit = context.ask(instrument) + spread;
        context.submit(instrument, new Order.Limit(Side.BUY, TWO, limit, TimeInForce.IOC));
      }
    }
  }

  /// Hears of its fills and trails each position.
  private static final class Patient implements Strategy {
    private long untilEntry = 500;

    @Override
    public void onQuote(Context context, int instrument) {
      if (--untilEntry == 0) {
        context.submit(instrument, Order.market(Side.BUY, Size.ofEquity(0.1)));
      }
    }

    @Override
    public void onFill(Context context, FillView fill) {
      if (context.quantity(fill.instrument()) > 0) {
        context.submit(fill.instrument(), Order.trailingFraction(Side.SELL, Size.POSITION, 0.0005));
      } else {
        untilEntry = 500;
      }
    }
  }
}
