package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.FillRules;
import io.papertape.execution.Slippage;
import io.papertape.indicator.Sma;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.performance.RoundTrip;
import io.papertape.performance.RoundTrips;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorporateActionsTest {
  private static final Instrument SHARE = Instrument.equity("SHR");
  private static final Assumptions FREE =
      Assumptions.papertape()
          .withFills(FillRules.papertape().withParticipation(0))
          .withFees(Fees.NONE)
          .withSlippage(Slippage.NONE)
          .withFunding(Funding.margin(2))
          .withCash(FixedPoint.ofUnits(10_000));

  /// Bars 0 and 1 at 100, then 4 new shares for 1 old, bars at 25.
  private static final BarColumns SPLIT_BARS =
      Bars.of(100, 100, 100, 100, 100, 100, 100, 100, 25, 26, 24, 25, 25, 30, 25, 30);

  private static CorporateActions split(long newShares, long oldShares) {
    long midnight = Bars.FIRST_OPEN + 2 * Bars.DAY - Bars.DAY / 4;
    return new CorporateActions(
        "SHR",
        List.of(
            new CorporateAction.Split(LocalDate.of(2024, 1, 4), midnight, newShares, oldShares)));
  }

  private static CorporateActions dividend(String amount) {
    long midnight = Bars.FIRST_OPEN + 2 * Bars.DAY - Bars.DAY / 4;
    return new CorporateActions(
        "SHR",
        List.of(
            new CorporateAction.CashDividend(
                LocalDate.of(2024, 1, 4), midnight, FixedPoint.parse(amount))));
  }

  private static RunResult run(Strategy strategy, BarColumns bars, CorporateActions actions) {
    RunResult result = Simulation.of(strategy).on(SHARE, bars, actions).under(FREE).run();
    assertThat(result.failure()).isEmpty();
    return result;
  }

  @Test
  void aSplitRescalesThePositionAndLeavesEquityAsItWas() {
    Script script = new Script().at(0, context -> context.buy(0, Size.units(10)));
    RunResult result = run(script, SPLIT_BARS, split(4, 1));
    assertThat(result.openPositions().getFirst().quantity()).isEqualTo(FixedPoint.ofUnits(40));
    assertThat(result.openPositions().getFirst().averagePrice()).isEqualTo(FixedPoint.ofUnits(25));
    assertThat(result.equity().equity(2)).isEqualTo(FixedPoint.ofUnits(10_000));
    assertThat(result.finalEquity()).isEqualTo(FixedPoint.ofUnits(10_200));
  }

  @Test
  void aFractionOfAShareIsPaidInCash() {
    Script script = new Script().at(0, context -> context.buy(0, Size.units(5)));
    RunResult result =
        run(
            script,
            Bars.of(100, 100, 100, 100, 100, 100, 100, 100, 200, 200, 200, 200),
            split(1, 2));
    assertThat(result.openPositions().getFirst().quantity()).isEqualTo(FixedPoint.ofUnits(2));
    assertThat(result.cashFlows().total()).isEqualTo(FixedPoint.ofUnits(100));
    assertThat(result.finalEquity()).isEqualTo(FixedPoint.ofUnits(10_000));
  }

  @Test
  void aSplitRescalesRestingOrders() {
    Script script =
        new Script()
            .at(0, context -> context.buy(0, Size.units(10)))
            .at(1, context -> submitTarget(context, 112));
    RunResult result = run(script, SPLIT_BARS, split(4, 1));
    assertThat(result.openPositions()).isEmpty();
    assertThat(result.fills().price(1)).isEqualTo(FixedPoint.ofUnits(28));
    assertThat(result.fills().signedQuantity(1)).isEqualTo(FixedPoint.ofUnits(-40));
  }

  private static void submitTarget(Context context, long price) {
    context.submit(0, Order.limit(Side.SELL, Size.units(10), FixedPoint.ofUnits(price)));
  }

  @Test
  void aSplitRescalesIndicatorsAndHistory() {
    List<Double> means = new ArrayList<>();
    List<Long> closes = new ArrayList<>();
    Strategy strategy =
        new Strategy() {
          private Sma mean;

          @Override
          public void onStart(Context context) {
            mean = context.use(0, new Sma(2));
          }

          @Override
          public void onBar(Context context, int instrument) {
            means.add(mean.value());
            closes.add(context.history(0).close(1));
          }
        };
    run(strategy, SPLIT_BARS, split(4, 1));
    assertThat(means).containsExactly(100.0, 25.0, 27.5);
    assertThat(closes)
        .containsExactly(FixedPoint.ofUnits(100), FixedPoint.ofUnits(25), FixedPoint.ofUnits(25));
  }

  @Test
  void aRoundTripAcrossASplitEarnsWhatThePriceDid() {
    Script script =
        new Script()
            .at(0, context -> context.buy(0, Size.units(10)))
            .at(2, context -> context.closeAll(0));
    RunResult result = run(script, SPLIT_BARS, split(4, 1));
    RoundTrip trip =
        RoundTrips.of(
                result.fills(),
                List.of(SHARE),
                List.of(SPLIT_BARS),
                RoundTrips.Pairing.FLAT_TO_FLAT)
            .getFirst();
    assertThat(trip.quantity()).isEqualTo(FixedPoint.ofUnits(40));
    assertThat(trip.entryPrice()).isEqualTo(FixedPoint.ofUnits(25));
    assertThat(trip.pnl()).isZero();
    assertThat(trip.maxAdverse()).isEqualTo(0.04);
  }

  @Test
  void aBarThatClosesAtTheExTimeIsInOldShares() {
    long closeOfBarOne = Bars.FIRST_OPEN + Bars.DAY + 23_400_000_000_000L;
    CorporateActions atTheClose =
        new CorporateActions(
            "SHR",
            List.of(new CorporateAction.Split(LocalDate.of(2024, 1, 4), closeOfBarOne, 4, 1)));
    Script script = new Script().at(0, context -> context.buy(0, Size.units(10)));
    RunResult result = run(script, SPLIT_BARS, atTheClose);
    assertThat(result.equity().equity(1)).isEqualTo(FixedPoint.ofUnits(10_000));
    assertThat(result.equity().equity(2)).isEqualTo(FixedPoint.ofUnits(10_000));
  }

  @Test
  void aDividendGoesToTheHoldersOfTheDayBefore() {
    BarColumns flat =
        Bars.of(100, 100, 100, 100, 100, 100, 100, 100, 99, 99, 99, 99, 99, 99, 99, 99);
    Script holder = new Script().at(0, context -> context.buy(0, Size.units(10)));
    Script late = new Script().at(1, context -> context.buy(0, Size.units(10)));
    Script shortSeller = new Script().at(0, context -> context.sell(0, Size.units(10)));
    assertThat(run(holder, flat, dividend("1")).finalEquity())
        .isEqualTo(FixedPoint.ofUnits(10_000));
    assertThat(run(holder, flat, dividend("1")).cashFlows().total())
        .isEqualTo(FixedPoint.ofUnits(10));
    assertThat(run(late, flat, dividend("1")).cashFlows().total()).isZero();
    assertThat(run(shortSeller, flat, dividend("1")).cashFlows().total())
        .isEqualTo(FixedPoint.ofUnits(-10));
  }
}
