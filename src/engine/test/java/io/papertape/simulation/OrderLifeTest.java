package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.OrderReason;
import io.papertape.execution.OrderState;
import io.papertape.execution.Slippage;
import io.papertape.journal.RecordLevel;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.order.TimeInForce;
import io.papertape.risk.RiskLimits;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Orders that live longer than one fill: parts, brackets, amendments, limits at the fill.
class OrderLifeTest {
  private static final Instrument SHARE = Instrument.equity("SHR");
  private static final Assumptions FREE =
      Assumptions.papertape()
          .withFees(Fees.NONE)
          .withSlippage(Slippage.NONE)
          .withFunding(Funding.margin(4))
          .withCash(FixedPoint.ofUnits(10_000));

  /// Bars at 100 of which we may be ten shares.
  private static BarColumns thin(double... prices) {
    return Bars.withVolume(100, prices);
  }

  private static double[] flat(int count) {
    double[] prices = new double[count * 4];
    Arrays.fill(prices, 100);
    return prices;
  }

  private static RunResult run(Strategy strategy, BarColumns bars) {
    return run(strategy, bars, RiskLimits.NONE);
  }

  private static RunResult run(Strategy strategy, BarColumns bars, RiskLimits limits) {
    RunResult result = Simulation.of(strategy).on(SHARE, bars).under(FREE).within(limits).run();
    assertThat(result.failure()).isEmpty();
    return result;
  }

  private static long units(long value) {
    return FixedPoint.ofUnits(value);
  }

  private static long held(RunResult result) {
    return result.openPositions().isEmpty()
        ? 0
        : result.openPositions().getFirst().quantity() / FixedPoint.ONE;
  }

  @Test
  void twoClosingOrdersThatFillInPartsDoNotTurnThePosition() {
    Script script =
        new Script()
            .at(0, context -> context.buy(0, Size.units(20)))
            .at(2, context -> context.closeAll(0))
            .at(3, context -> context.closeAll(0));
    RunResult result = run(script, thin(flat(9)));
    assertThat(held(result)).isZero();
    assertThat(result.orders().reason(3)).isEqualTo(OrderReason.NOTHING_TO_CLOSE);
  }

  @Test
  void aTargetFilledInPartLeavesTheStopForTheRest() {
    Script script =
        new Script()
            .at(
                0,
                context ->
                    context.submit(
                        0, Order.market(Side.BUY, Size.units(20)), units(90), units(110)));
    BarColumns bars =
        thin(
            100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 105, 111, 104, 105, 100,
            101, 89, 90);
    RunResult result = run(script, bars);
    assertThat(held(result)).isZero();
    assertThat(result.fills().price(2)).isEqualTo(units(110));
    assertThat(result.fills().price(3)).isEqualTo(units(90));
    assertThat(result.fills().signedQuantity(3)).isEqualTo(units(-10));
    assertThat(result.orders().reason(3)).isEqualTo(OrderReason.SIBLING_FILLED);
  }

  @Test
  void aBracketProtectsWhatItsEntryOpenedAndNotWhatItClosed() {
    Script script =
        new Script()
            .at(0, context -> context.sell(0, Size.units(10)))
            .at(
                1,
                context -> context.submit(0, Order.market(Side.BUY, Size.units(15)), units(90), 0))
            .at(2, context -> context.buy(0, Size.units(20)));
    RunResult result =
        run(
            script,
            Bars.of(
                100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100,
                100, 89, 90));
    assertThat(result.fills().signedQuantity(4)).isEqualTo(units(-5));
    assertThat(held(result)).isEqualTo(20);
  }

  @Test
  void aBracketWhoseEntryOnlyClosedIsNotPlaced() {
    Script script =
        new Script()
            .at(0, context -> context.sell(0, Size.units(10)))
            .at(
                1,
                context -> context.submit(0, Order.market(Side.BUY, Size.units(10)), units(90), 0));
    RunResult result = run(script, Bars.of(flat(4)));
    assertThat(result.orders().size()).isEqualTo(2);
  }

  @Test
  void bracketPricesAreRoundedAwayFromTheMarketToTheTick() {
    Script script =
        new Script()
            .at(
                0,
                context ->
                    context.submit(
                        0,
                        Order.market(Side.BUY, Size.units(1)),
                        FixedPoint.of(90.006),
                        FixedPoint.of(110.004)));
    RunResult result =
        run(script, Bars.of(100, 100, 100, 100, 100, 100, 100, 100, 105, 120, 105, 120));
    assertThat(FixedPoint.format(result.fills().price(1))).isEqualTo("110.01");
  }

  @Test
  void anOrderAmendedToWhatItHasFilledIsOver() {
    Script script =
        new Script()
            .at(0, context -> context.buy(0, Size.units(20)))
            .at(1, context -> assertThat(context.amend(1, units(10), 0, 0)).isTrue());
    RunResult result = run(script, thin(flat(4)));
    assertThat(held(result)).isEqualTo(10);
    assertThat(result.orders().state(1)).isEqualTo(OrderState.CANCELLED);
    assertThat(result.orders().reason(1)).isEqualTo(OrderReason.AMENDED);
  }

  @Test
  void anAmendmentThatGrowsAnOrderPassesTheLimits() {
    Order far = Order.limit(Side.BUY, Size.units(5), units(90));
    List<Boolean> answers = new ArrayList<>();
    Script script =
        new Script()
            .at(0, context -> context.submit(0, far))
            .at(
                1,
                context -> {
                  answers.add(context.amend(1, units(11), 0, 0));
                  answers.add(context.amend(1, units(10), 0, 0));
                });
    run(script, Bars.of(flat(4)), new RiskLimits(units(10), 0, 0, 0, 0, 0, true));
    assertThat(answers).containsExactly(false, true);
  }

  @Test
  void salesThatEachOnlyReduceCannotTogetherTurnThePosition() {
    Script script =
        new Script()
            .at(0, context -> context.buy(0, Size.units(10)))
            .at(
                1,
                context -> {
                  context.submit(0, Order.limit(Side.SELL, Size.units(10), units(90)));
                  context.submit(0, Order.limit(Side.SELL, Size.units(10), units(90)));
                });
    RunResult result =
        run(script, Bars.of(flat(4)), new RiskLimits(units(10), 0, 0, 0, 0, 0, false));
    assertThat(held(result)).isZero();
    assertThat(result.orders().state(3)).isEqualTo(OrderState.REJECTED);
    assertThat(result.orders().reason(3)).isEqualTo(OrderReason.RISK_LIMIT);
  }

  @Test
  void aSecondSaleAtTheMarketThatWouldTurnThePositionIsVetoedAtOnce() {
    List<Integer> ids = new ArrayList<>();
    Script script =
        new Script()
            .at(0, context -> context.buy(0, Size.units(10)))
            .at(
                1,
                context -> {
                  ids.add(context.sell(0, Size.units(10)));
                  ids.add(context.sell(0, Size.units(10)));
                });
    run(script, Bars.of(flat(4)), new RiskLimits(units(10), 0, 0, 0, 0, 0, false));
    assertThat(ids).containsExactly(2, 0);
  }

  @Test
  void aSizeResolvedAtTheFillIsCheckedAgain() {
    Script script = new Script().at(0, context -> context.buy(0, Size.ofEquity(1)));
    BarColumns fall = Bars.of(100, 100, 100, 100, 50, 50, 50, 50);
    RunResult result = run(script, fall, new RiskLimits(units(150), 0, 0, 0, 0, 0, true));
    assertThat(result.fills().size()).isZero();
    assertThat(result.orders().reason(1)).isEqualTo(OrderReason.RISK_LIMIT);
  }

  @Test
  void coveringAShortPassesTheDrawdownStop() {
    Script script =
        new Script()
            .at(0, context -> context.sell(0, Size.units(100)))
            .at(2, context -> context.buy(0, Size.units(100)));
    BarColumns rise =
        Bars.of(100, 100, 100, 100, 100, 100, 100, 100, 130, 130, 130, 130, 130, 130, 130, 130);
    RunResult result = run(script, rise, new RiskLimits(0, 0, 0, 0, 0, 0.2, true));
    assertThat(held(result)).isZero();
  }

  @Test
  void aRefusedOrderDoesNotUseUpTheDay() {
    List<Integer> ids = new ArrayList<>();
    Script script =
        new Script()
            .at(
                0,
                context -> {
                  ids.add(context.buy(0, Size.units(11)));
                  ids.add(context.buy(0, Size.units(10)));
                  ids.add(context.buy(0, Size.units(10)));
                });
    run(script, Bars.of(flat(2)), new RiskLimits(units(10), 0, 0, 0, 1, 0, true));
    assertThat(ids).containsExactly(0, 1, 0);
  }

  @Test
  void anOrderTiedToItselfFills() {
    Script script =
        new Script()
            .at(
                0,
                context -> {
                  int id = context.buy(0, Size.units(20));
                  context.oneCancelsOther(id, id);
                });
    RunResult result = run(script, thin(flat(4)));
    assertThat(held(result)).isEqualTo(20);
    assertThat(result.orders().state(1)).isEqualTo(OrderState.FILLED);
  }

  @Test
  void aTimerThatSetsItselfAgainGoesOffOnceAMoment() {
    List<Long> moments = new ArrayList<>();
    Strategy strategy =
        new Strategy() {
          @Override
          public void onStart(Context context) {
            context.callAt(0, "again");
          }

          @Override
          public void onTimer(Context context, String name) {
            moments.add(context.timeNanos());
            context.callAt(context.timeNanos(), name);
          }
        };
    run(strategy, Bars.of(flat(3)));
    assertThat(moments).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void aVolumeBeyondTheRangeIsNoCap() {
    Script script = new Script().at(0, context -> context.buy(0, Size.units(1)));
    RunResult result = run(script, Bars.withVolume(4_000_000_000_000_000_000L, flat(3)));
    assertThat(held(result)).isEqualTo(1);
  }

  @Test
  void aPriceBelowTheTickIsNotRoundedToNothing() {
    Order order = new Order.Market(Side.SELL, Size.units(1), TimeInForce.GTC);
    Script script = new Script().at(0, context -> context.submit(0, order));
    double[] prices = flat(3);
    Arrays.fill(prices, 0.005);
    RunResult result = run(script, Bars.of(prices));
    assertThat(FixedPoint.format(result.fills().price(0))).isEqualTo("0.005");
  }

  @Test
  void aFixedFeeIsPaidOnceOutOfTheFraction() {
    Script script = new Script().at(0, context -> context.buy(0, Size.ofEquity(1)));
    Assumptions dear = FREE.withFees(new Fees(0, 0, FixedPoint.ONE, 0)).withFunding(Funding.CASH);
    double[] prices = flat(2);
    Arrays.fill(prices, 0.5);
    RunResult result = Simulation.of(script).on(SHARE, Bars.of(prices)).under(dear).run();
    assertThat(held(result)).isEqualTo(19_998);
  }

  @Test
  void theJournalShowsWhatWorks() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Script script =
        new Script()
            .at(
                0,
                context ->
                    context.submit(
                        0,
                        Order.limit(Side.BUY, Size.units(10), FixedPoint.of(101.239)),
                        FixedPoint.of(90.006),
                        FixedPoint.of(110.004)))
            .at(1, context -> context.amend(2, 0, 0, FixedPoint.of(95.009)));
    Simulation.of(script)
        .on(SHARE, Bars.of(flat(4)))
        .under(FREE)
        .journal(bytes::write, RecordLevel.FOLDED)
        .run();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains(
            "\"order\":1,\"instrument\":\"SHR\",\"side\":\"buy\",\"type\":\"limit\","
                + "\"limit\":\"101.23\",\"units\":\"10\",\"quantity\":\"10\","
                + "\"timeInForce\":\"gtc\",\"stopLoss\":\"90\",\"takeProfit\":\"110.01\"}")
        .contains(
            "\"order\":2,\"parent\":1,\"instrument\":\"SHR\",\"side\":\"sell\",\"type\":\"stop\","
                + "\"stop\":\"90\",\"units\":\"10\",\"quantity\":\"10\",\"timeInForce\":\"gtc\"}")
        .contains(
            "\"order\":2,\"state\":\"working\",\"reason\":\"amended\",\"remaining\":\"10\","
                + "\"stop\":\"95\"}");
  }
}
