package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.OrderReason;
import io.papertape.execution.OrderState;
import io.papertape.execution.Slippage;
import io.papertape.market.AssetClass;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.Quote;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.order.TimeInForce;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Where money is easily made up: marks inside a moment, the end of a ruined run, sizes that only
/// just fit.
class MoneyEdgesTest {
  private static final Instrument SHARE = Instrument.equity("SHR");
  private static final Assumptions FREE =
      Assumptions.papertape()
          .withFees(Fees.NONE)
          .withSlippage(Slippage.NONE)
          .withFunding(Funding.CASH)
          .withCash(units(10_000));

  private static long units(long value) {
    return FixedPoint.ofUnits(value);
  }

  private static String finalEquity(RunResult result) {
    return FixedPoint.format(result.finalEquity());
  }

  private static String lastOfCurve(RunResult result) {
    return FixedPoint.format(result.equity().equity(result.equity().size() - 1));
  }

  /// One bar at one price, with its volume.
  private static Bar bar(int day, double price, long volume) {
    long at = FixedPoint.of(price);
    long open = Bars.FIRST_OPEN + day * Bars.DAY;
    return new Bar(open, open + Bars.DAY / 4, at, at, at, at, volume);
  }

  @Test
  void aPositionThatGrowsIsMarkedAtTheFillForWhatFollowsInTheMoment() {
    Script script =
        new Script()
            .at(0, context -> context.buy(0, Size.units(50)))
            .at(
                1,
                context -> {
                  context.buy(0, Size.units(10));
                  context.buy(0, Size.ofEquity(0.4));
                });
    BarColumns bars = Bars.of(100, 100, 100, 100, 100, 100, 100, 100, 50, 50, 50, 50);
    RunResult result = Simulation.of(script).on(SHARE, bars).under(FREE).run();
    assertThat(FixedPoint.format(result.fills().signedQuantity(2))).isEqualTo("60");
  }

  @Test
  void ruinClosesEverythingWhateverTheVolumeAndTheBooksAgreeWithTheCurve() {
    BarColumns bars =
        BarColumns.of(
            List.of(
                bar(0, 100, 1_000_000),
                bar(1, 100, 1_000_000),
                bar(2, 60, 100),
                bar(3, 60, 1_000_000)));
    Script script = new Script().at(0, context -> context.buy(0, Size.units(400)));
    RunResult result =
        Simulation.of(script).on(SHARE, bars).under(FREE.withFunding(Funding.margin(4))).run();
    assertThat(result.isRuined()).isTrue();
    assertThat(result.openPositions()).isEmpty();
    assertThat(finalEquity(result)).isEqualTo("-6000");
    assertThat(lastOfCurve(result)).isEqualTo("-6000");
    assertThat(FixedPoint.format(result.finalCash())).isEqualTo("-6000");
  }

  @Test
  void ruinClosesWhatDoesNotTradeAtItsLastClose() {
    Script script =
        new Script()
            .at(
                0,
                context -> {
                  context.buy(0, Size.units(200));
                  context.buy(1, Size.units(200));
                });
    RunResult result =
        Simulation.of(script)
            .on(
                SHARE,
                Bars.of(100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 40, 40, 40, 40))
            .on(Instrument.equity("STILL"), Bars.of(100, 100, 100, 100, 100, 100, 90, 90))
            .under(FREE.withFunding(Funding.margin(4)))
            .run();
    assertThat(result.isRuined()).isTrue();
    assertThat(result.openPositions()).isEmpty();
    assertThat(result.fills().size()).isEqualTo(4);
    assertThat(FixedPoint.format(result.fills().price(3))).isEqualTo("90");
    assertThat(finalEquity(result)).isEqualTo("-4000");
    assertThat(lastOfCurve(result)).isEqualTo("-4000");
  }

  @Test
  void theDebtOfARuinedRunIsWrittenOffUnderBacktestingPy() {
    Script script = new Script().at(0, context -> context.buy(0, Size.units(300)));
    Assumptions assumptions =
        Assumptions.backtestingPy().withFunding(Funding.backtestingPy(4)).withFees(Fees.NONE);
    RunResult result =
        Simulation.of(script)
            .on(SHARE, Bars.of(100, 100, 100, 100, 100, 100, 100, 100, 60, 60, 60, 60))
            .under(assumptions)
            .run();
    assertThat(result.isRuined()).isTrue();
    assertThat(finalEquity(result)).isEqualTo("0");
    assertThat(lastOfCurve(result)).isEqualTo("0");
    assertThat(FixedPoint.format(result.cashFlows().total())).isEqualTo("2000");
  }

  @Test
  void theCurveOfQuotesEndsWithTheBooks() {
    List<Quote> quotes = new ArrayList<>();
    for (int second = 0; second < 3; second++) {
      long bid = FixedPoint.ofUnits(100 + second);
      quotes.add(
          new Quote(
              Bars.FIRST_OPEN + second * 1_000_000_000L, bid, units(5), bid + units(2), units(5)));
    }
    Strategy strategy =
        new Strategy() {
          private boolean isDone;

          @Override
          public void onQuote(Context context, int instrument) {
            if (!isDone) {
              context.buy(instrument, Size.units(1));
              isDone = true;
            }
          }
        };
    RunResult result =
        Simulation.of(strategy)
            .on(Instrument.crypto("COIN"), Bars.of())
            .ticks(QuoteColumns.of(quotes), TradeTickColumns.of(List.of()))
            .under(FREE)
            .run();
    assertThat(finalEquity(result)).isEqualTo("10000");
    assertThat(lastOfCurve(result)).isEqualTo("10000");
    assertThat(result.equity().timeNanos(result.equity().size() - 1))
        .isEqualTo(Bars.FIRST_OPEN + 2_000_000_000L);
  }

  @Test
  void aFillOrKillOrderThatWouldTurnThePositionIsAllOrNothing() {
    Order turn = new Order.Market(Side.SELL, Size.units(60), TimeInForce.FOK);
    Script script =
        new Script()
            .at(0, context -> context.buy(0, Size.units(50)))
            .at(1, context -> context.submit(0, turn));
    double[] prices = new double[16];
    Arrays.fill(prices, 100);
    RunResult refused = Simulation.of(script).on(SHARE, Bars.of(prices)).under(FREE).run();
    assertThat(refused.fills().size()).isEqualTo(1);
    assertThat(refused.orders().state(2)).isEqualTo(OrderState.REJECTED);
    assertThat(refused.orders().reason(2)).isEqualTo(OrderReason.INSUFFICIENT_FUNDS);
  }

  @Test
  void aFillOrKillTurnCountsTheMoneyThatItsOwnCloseSetsFree() {
    Order turn = new Order.Market(Side.SELL, Size.units(200), TimeInForce.FOK);
    Script script =
        new Script()
            .at(0, context -> context.buy(0, Size.units(100)))
            .at(1, context -> context.submit(0, turn));
    double[] prices = new double[16];
    Arrays.fill(prices, 100);
    RunResult turned =
        Simulation.of(script)
            .on(SHARE, Bars.of(prices))
            .under(FREE.withFunding(Funding.margin(1)))
            .run();
    assertThat(turned.openPositions().getFirst().quantity()).isEqualTo(units(-100));
  }

  @Test
  void allOfEquityNeverCostsMoreThanThereIs() {
    Instrument fine =
        new Instrument("FINE", AssetClass.CRYPTO, "USD", 0, 1, FixedPoint.ONE, 1, "24/7");
    Assumptions rich =
        FREE.withCash(units(7_654_321_987L))
            .withFees(Fees.bps(2))
            .withFills(FREE.fills().withParticipation(0));
    for (int cents = 1; cents < 100; cents++) {
      Script script = new Script().at(0, context -> context.buy(0, Size.ofEquity(1)));
      double price = 3 + cents / 100.0;
      double[] prices = new double[8];
      Arrays.fill(prices, price);
      RunResult result = Simulation.of(script).on(fine, Bars.of(prices)).under(rich).run();
      assertThat(result.fills().size()).as("fills at %s", price).isEqualTo(1);
      assertThat(result.finalCash()).as("cash at %s", price).isBetween(0L, 1000L);
    }
  }
}
