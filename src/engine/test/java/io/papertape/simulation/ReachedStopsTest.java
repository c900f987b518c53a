package io.papertape.simulation;

import static io.papertape.simulation.PapertapeFillsTest.price;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.OrderReason;
import io.papertape.execution.OrderState;
import io.papertape.execution.Slippage;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.Quote;
import io.papertape.market.QuoteColumns;
import io.papertape.market.SmallPages;
import io.papertape.market.TradeTick;
import io.papertape.market.TradeTickColumns;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.risk.RiskLimits;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A stop that was reached is an order at the market from then on, also what the cap on our part of
/// the market has left of it.
class ReachedStopsTest {
  private static final Instrument SHARE = Instrument.equity("SHR");
  private static final Size MANY = Size.units(500);
  private static final Assumptions FREE =
      Assumptions.papertape()
          .withFees(Fees.NONE)
          .withSlippage(Slippage.NONE)
          .withFunding(Funding.margin(2))
          .withCash(FixedPoint.ofUnits(100_000));

  /// Each bar as `open high low close volume`; of the volume a tenth may be ours.
  private static RunResult onBars(Strategy strategy, String... rows) {
    return onBars(RiskLimits.NONE, strategy, rows);
  }

  private static RunResult onBars(RiskLimits limits, Strategy strategy, String... rows) {
    BarColumns.Builder bars = new BarColumns.Builder();
    for (int i = 0; i < rows.length; i++) {
      long[] row = numbers(rows[i]);
      long open = Bars.FIRST_OPEN + i * Bars.DAY;
      long volume = row[4] / FixedPoint.ONE;
      bars.add(new Bar(open, open + Bars.DAY / 4, row[0], row[1], row[2], row[3], volume));
    }
    RunResult result =
        Simulation.of(strategy).on(SHARE, bars.build()).under(FREE).within(limits).run();
    assertThat(result.failure()).isEmpty();
    return result;
  }

  /// Each quote as `bid bidSize ask askSize`. All ways to run come to the same.
  private static RunResult onQuotes(Supplier<Strategy> strategy, String... rows) {
    List<Quote> quotes = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      long[] row = numbers(rows[i]);
      quotes.add(new Quote(Bars.FIRST_OPEN + i, row[0], row[1], row[2], row[3]));
    }
    QuoteColumns columns = QuoteColumns.of(quotes);
    RunResult steps = Way.STEPPING.run(ofQuotes(strategy.get(), columns));
    for (Way way : Way.OTHERS) {
      RunResult other = way.run(ofQuotes(strategy.get(), columns));
      assertThat(fills(other)).as("%s", way).isEqualTo(fills(steps));
      assertThat(other.finalEquity()).as("%s", way).isEqualTo(steps.finalEquity());
    }
    return steps;
  }

  private static Simulation ofQuotes(Strategy strategy, QuoteColumns quotes) {
    return Simulation.of(strategy)
        .on(SHARE, Bars.of())
        .ticks(new SmallPages(quotes, 2), TradeTickColumns.NONE)
        .under(FREE);
  }

  /// Each trade tick as `price quantity`.
  private static RunResult onTrades(Strategy strategy, String... rows) {
    List<TradeTick> ticks = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      long[] row = numbers(rows[i]);
      ticks.add(new TradeTick(Bars.FIRST_OPEN + i, row[0], row[1]));
    }
    RunResult result =
        Simulation.of(strategy)
            .on(SHARE, Bars.of())
            .ticks(QuoteColumns.NONE, TradeTickColumns.of(ticks))
            .under(FREE)
            .run();
    assertThat(result.failure()).isEmpty();
    return result;
  }

  private static long[] numbers(String row) {
    return Stream.of(row.split(" ")).mapToLong(FixedPoint::parse).toArray();
  }

  /// Does a step at each quote or trade tick, in their order.
  @SafeVarargs
  private static Strategy atEvents(Consumer<Context>... steps) {
    return new Strategy() {
      private int seen;

      private void next(Context context) {
        if (seen < steps.length) {
          steps[seen].accept(context);
        }
        seen++;
      }

      @Override
      public void onQuote(Context context, int instrument) {
        next(context);
      }

      @Override
      public void onTradeTick(Context context, int instrument) {
        next(context);
      }
    };
  }

  private static List<String> fills(RunResult result) {
    List<String> lines = new ArrayList<>();
    FillLog log = result.fills();
    for (int i = 0; i < log.size(); i++) {
      lines.add(
          FixedPoint.format(log.signedQuantity(i)) + " at " + FixedPoint.format(log.price(i)));
    }
    return lines;
  }

  private static String equity(RunResult result) {
    return FixedPoint.format(result.finalEquity());
  }

  private static Script then(Order entry, Order exit) {
    return new Script()
        .at(0, context -> context.submit(0, entry))
        .at(1, context -> context.submit(0, exit));
  }

  private static Script holdWith(Order exit) {
    return then(Order.market(Side.BUY, MANY), exit);
  }

  @Test
  void theRestOfAStopIsSoldAtTheNextQuotesThoughTheyLieAboveIt() {
    Order stop = Order.stop(Side.SELL, Size.units(300), price(99.85));
    RunResult result =
        onQuotes(
            () ->
                atEvents(
                    context -> context.buy(0, Size.units(300)), context -> context.submit(0, stop)),
            "100 1000 100.02 1000",
            "100 1000 100.02 1000",
            "100 1000 100.02 1000",
            "99.80 50 99.82 50",
            "100 200 100.02 200",
            "100 1000 100.02 1000",
            "60 1000 60.02 1000");

    assertThat(fills(result))
        .containsExactly("300 at 100.02", "-50 at 99.8", "-200 at 100", "-50 at 100");
    // 100 000 - 300 × 100.02 + 50 × 99.80 + 250 × 100
    assertThat(equity(result)).isEqualTo("99984");
  }

  @Test
  void aStopReachedWhereNothingIsDisplayedIsAtTheMarketToo() {
    Order stop = Order.stop(Side.SELL, Size.units(300), price(99.85));
    RunResult result =
        onQuotes(
            () ->
                atEvents(
                    context -> context.buy(0, Size.units(300)), context -> context.submit(0, stop)),
            "100 1000 100.02 1000",
            "100 1000 100.02 1000",
            "99.80 0 99.82 50",
            "101 1000 101.02 1000",
            "60 1000 60.02 1000");

    assertThat(fills(result)).containsExactly("300 at 100.02", "-300 at 101");
  }

  @Test
  void theRestOfAStopIsSoldAtTheNextOpens() {
    RunResult result =
        onBars(
            holdWith(Order.stop(Side.SELL, MANY, price(95))),
            "100 101 99 100 1000000",
            "100 101 99 100 1000000",
            "98 99 94 98 1000",
            "99 100 98 99 1000",
            "104 105 103 104 1000",
            "70 71 69 70 1000000");

    assertThat(fills(result))
        .containsExactly("500 at 100", "-100 at 95", "-100 at 99", "-100 at 104", "-200 at 70");
    assertThat(result.fills().eventTimeNanos(2)).isEqualTo(Bars.FIRST_OPEN + 3 * Bars.DAY);
    // 100 000 - 50 000 + 9 500 + 9 900 + 10 400 + 14 000
    assertThat(equity(result)).isEqualTo("93800");
  }

  @Test
  void theRestOfAStopThatBoughtIsBoughtAtTheNextOpens() {
    RunResult result =
        onBars(
            then(Order.market(Side.SELL, MANY), Order.stop(Side.BUY, MANY, price(105))),
            "100 101 99 100 1000000",
            "100 101 99 100 1000000",
            "102 106 101 102 1000",
            "101 102 100 101 1000",
            "96 97 95 96 1000000");

    assertThat(fills(result))
        .containsExactly("-500 at 100", "100 at 105", "100 at 101", "300 at 96");
    // 100 000 + 50 000 - 10 500 - 10 100 - 28 800
    assertThat(equity(result)).isEqualTo("100600");
  }

  @Test
  void aBarThatLeavesNothingToUsReachesAStopAllTheSame() {
    RunResult result =
        onBars(
            holdWith(Order.stop(Side.SELL, MANY, price(95))),
            "100 101 99 100 1000000",
            "100 101 99 100 1000000",
            "98 99 94 98 9",
            "101 102 100 101 1000000",
            "70 71 69 70 1000000");

    assertThat(fills(result)).containsExactly("500 at 100", "-500 at 101");
  }

  @Test
  void aTradeOfWhichOurPartRoundsToNothingReachesAStopAllTheSame() {
    Order stop = Order.stop(Side.SELL, Size.units(10), price(99.5));
    RunResult result =
        onTrades(
            atEvents(context -> context.buy(0, Size.units(10)), context -> context.submit(0, stop)),
            "100 1000",
            "100 1000",
            "99 5",
            "100 9",
            "101 40",
            "102 1000",
            "70 1000");

    assertThat(fills(result)).containsExactly("10 at 100", "-4 at 101", "-6 at 102");
    // 100 000 - 1 000 + 404 + 612
    assertThat(equity(result)).isEqualTo("100016");
  }

  @Test
  void aTrailingStopFollowsNoMoreOnceItWasReached() {
    List<Long> stops = new ArrayList<>();
    Script script = holdWith(Order.trailingDistance(Side.SELL, MANY, price(5)));
    for (int bar = 1; bar <= 3; bar++) {
      script.at(bar, context -> stops.add(context.stopPrice(2)));
    }
    RunResult result =
        onBars(
            script,
            "100 101 99 100 1000000",
            "100 101 99 100 1000000",
            "100 103 94 98 1000",
            "99 110 98 108 1000",
            "112 113 111 112 1000000");

    assertThat(fills(result))
        .containsExactly("500 at 100", "-100 at 95", "-100 at 99", "-300 at 112");
    assertThat(stops).containsExactly(price(95), price(95), price(95));
  }

  @Test
  void aReachedStopOfABracketGoesBeforeTheTargetThatTheBarReachesLater() {
    Script script =
        new Script()
            .at(
                0,
                context -> context.submit(0, Order.market(Side.BUY, MANY), price(95), price(110)));
    RunResult result =
        onBars(
            script,
            "100 101 99 100 1000000",
            "100 101 99 100 1000000",
            "98 99 94 98 1000",
            "99 111 98 110 1000",
            "112 113 111 112 1000000");

    assertThat(fills(result))
        .containsExactly("500 at 100", "-100 at 95", "-100 at 99", "-300 at 112");
    assertThat(result.fills().orderId(3)).isEqualTo(2);
    assertThat(result.orders().state(3)).isEqualTo(OrderState.CANCELLED);
    assertThat(result.orders().reason(3)).isEqualTo(OrderReason.SIBLING_FILLED);
    // 100 000 - 50 000 + 9 500 + 9 900 + 33 600
    assertThat(equity(result)).isEqualTo("103000");
  }

  /// 700 shares at 100 were more than six tenths of the equity.
  @Test
  void limitsCountAReachedStopAsAnOrderAtTheMarket() {
    List<Integer> ids = new ArrayList<>();
    Order further = Order.market(Side.BUY, Size.units(200));
    Script script =
        holdWith(Order.stop(Side.SELL, MANY, price(95)))
            .at(1, context -> ids.add(context.submit(0, further)))
            .at(2, context -> ids.add(context.submit(0, further)));
    RunResult result =
        onBars(
            new RiskLimits(0, 0, 0.6, 0, 0, 0, true),
            script,
            "100 101 99 100 1000000",
            "100 101 99 100 1000000",
            "98 100 94 100 9",
            "100 101 99 100 1000000");

    assertThat(ids).containsExactly(0, 3);
    assertThat(fills(result)).containsExactly("500 at 100", "-500 at 100", "200 at 100");
  }

  @Test
  void nothingFillsWhereASeriesThatTellsSizesDisplaysNothing() {
    RunResult result =
        onQuotes(
            () -> atEvents(context -> context.buy(0, Size.units(5))),
            "99 5 101 0",
            "99 5 102 0",
            "99 0 103 5");

    assertThat(fills(result)).containsExactly("5 at 103");
  }

  @Test
  void whereNoQuoteTellsASizeThereIsNoCap() {
    RunResult result =
        onQuotes(
            () -> atEvents(context -> context.buy(0, Size.units(5))),
            "99 0 101 0",
            "99 0 102 0",
            "99 0 103 0");

    assertThat(fills(result)).containsExactly("5 at 102");
  }
}
