package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.OrderReason;
import io.papertape.execution.Slippage;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.risk.RiskLimits;
import io.papertape.strategy.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/// Limits count working orders as if those that make it worst were filled.
class OpenOrderLimitsTest {
  private static final Assumptions FREE =
      Assumptions.papertape()
          .withFees(Fees.NONE)
          .withSlippage(Slippage.NONE)
          .withFunding(Funding.margin(10))
          .withCash(units(10_000));

  private final List<Integer> ids = new ArrayList<>();

  private static long units(long value) {
    return FixedPoint.ofUnits(value);
  }

  private static RiskLimits limits(long position, double gross, double net, boolean isShort) {
    return new RiskLimits(position, 0, gross, net, 0, 0, isShort);
  }

  private static Order buyBelow(long quantity) {
    return Order.limit(Side.BUY, Size.units(quantity), units(90));
  }

  @SafeVarargs
  private void submitAtOnce(RiskLimits limits, ToIntFunction<Context>... orders) {
    Script script = new Script();
    for (ToIntFunction<Context> order : orders) {
      script.at(0, context -> ids.add(order.applyAsInt(context)));
    }
    run(script, limits);
  }

  private static RunResult run(Script script, RiskLimits limits) {
    double[] prices = new double[16];
    Arrays.fill(prices, 100);
    return run(script, limits, prices);
  }

  private static RunResult run(Script script, RiskLimits limits, double... prices) {
    RunResult result =
        Simulation.of(script)
            .on(Instrument.equity("SHR"), Bars.of(prices))
            .on(Instrument.equity("OTH"), Bars.of(prices))
            .under(FREE)
            .within(limits)
            .run();
    assertThat(result.failure()).isEmpty();
    return result;
  }

  @Test
  void aBurstOfLimitOrdersCannotPassTheLimitOfThePosition() {
    Script script = new Script();
    for (int i = 0; i < 10; i++) {
      script.at(0, context -> ids.add(context.submit(0, buyBelow(10))));
    }
    run(script, limits(units(30), 0, 0, true));
    assertThat(ids).containsExactly(1, 2, 3, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void grossExposureCountsTheOrdersOfAllInstruments() {
    submitAtOnce(
        limits(0, 1, 0, true),
        context -> context.submit(0, buyBelow(60)),
        context -> context.submit(1, buyBelow(60)),
        context -> context.submit(1, buyBelow(40)));
    assertThat(ids).containsExactly(1, 0, 2);
  }

  @Test
  void ordersOnBothSidesCountOnceForGrossExposure() {
    submitAtOnce(
        limits(0, 1, 0, true),
        context -> context.submit(0, buyBelow(100)),
        context -> context.submit(0, Order.limit(Side.SELL, Size.units(100), units(110))));
    assertThat(ids).containsExactly(1, 2);
  }

  @Test
  void netExposureCountsTheOrdersOfOneSideOnly() {
    submitAtOnce(
        limits(0, 0, 1, true),
        context -> context.submit(0, buyBelow(60)),
        context -> context.submit(1, Order.limit(Side.SELL, Size.units(60), units(110))),
        context -> context.submit(1, buyBelow(60)));
    assertThat(ids).containsExactly(1, 2, 0);
  }

  @Test
  void aSaleAtTheMarketMakesRoomForThePurchaseAfterIt() {
    Script script = new Script().at(0, context -> context.buy(0, Size.units(95)));
    script.at(1, context -> ids.add(context.buy(1, Size.units(95))));
    script.at(1, context -> ids.add(context.closeAll(0)));
    script.at(1, context -> ids.add(context.buy(1, Size.units(95))));
    script.at(1, context -> ids.add(context.buy(0, Size.units(95))));
    run(script, limits(0, 1.1, 0, true));
    assertThat(ids).containsExactly(0, 2, 3, 0);
  }

  @Test
  void aSaleWithAPriceMakesNoRoom() {
    Script script = new Script().at(0, context -> context.buy(0, Size.units(95)));
    Order sale = Order.limit(Side.SELL, Size.units(95), units(101));
    script.at(1, context -> ids.add(context.submit(0, sale)));
    script.at(1, context -> ids.add(context.buy(1, Size.units(95))));
    run(script, limits(0, 1.1, 0, true));
    assertThat(ids).containsExactly(2, 0);
  }

  @Test
  void anOrderSizedAtItsFillCountsAtItsEstimate() {
    submitAtOnce(
        limits(0, 1, 0, true),
        context -> context.buy(0, Size.ofEquity(0.7)),
        context -> context.buy(1, Size.ofEquity(0.7)));
    assertThat(ids).containsExactly(1, 0);
  }

  @Test
  void anAmendedOrderIsNotCountedTwice() {
    List<Boolean> answers = new ArrayList<>();
    Script script =
        new Script()
            .at(0, context -> context.submit(0, buyBelow(10)))
            .at(0, context -> context.submit(0, buyBelow(10)))
            .at(1, context -> answers.add(context.amend(1, units(20), 0, 0)))
            .at(1, context -> answers.add(context.amend(1, units(21), 0, 0)));
    run(script, limits(units(30), 0, 0, true));
    assertThat(answers).containsExactly(true, false);
  }

  @Test
  void aCancelledOrderNoLongerCounts() {
    submitAtOnce(
        limits(units(10), 0, 0, true),
        context -> context.submit(0, buyBelow(10)),
        context -> context.cancel(1) ? 0 : -1,
        context -> context.submit(0, buyBelow(10)));
    assertThat(ids).containsExactly(1, 0, 2);
  }

  /// Bars of which the third lets sales at 101 fill.
  private static final double[] RISE = {
    100, 100, 100, 100, 100, 100, 100, 100, 100, 103, 100, 100, 100, 100, 100, 100
  };

  private static Script sellingTheSameSharesThrice() {
    Script script = new Script().at(0, context -> context.buy(0, Size.units(100)));
    Order sale = Order.limit(Side.SELL, Size.units(99), units(101));
    for (int i = 0; i < 3; i++) {
      script.at(1, context -> context.submit(0, sale));
    }
    return script;
  }

  private static long held(RunResult result) {
    long held = 0;
    for (int i = 0; i < result.fills().size(); i++) {
      held += result.fills().signedQuantity(i);
    }
    return held;
  }

  @Test
  void salesThatEachOnlyReduceCannotTogetherPassTheLimitOfExposure() {
    RunResult result = run(sellingTheSameSharesThrice(), limits(0, 1, 0, true), RISE);
    // 10 099 of equity carry 98 sold at 101, and not 197.
    assertThat(held(result)).isEqualTo(units(-98));
    assertThat(result.orders().reason(4)).isEqualTo(OrderReason.RISK_LIMIT);
  }

  @Test
  void whatSalesThatOnlyReduceOpenAfterAllIsHeldAgainstTheLargestOrder() {
    RiskLimits largest = new RiskLimits(0, units(10_000), 0, 0, 0, 0, true);
    Script script =
        sellingTheSameSharesThrice().at(1, context -> context.amend(4, units(100), 0, 0));
    assertThat(held(run(script, largest, RISE))).isEqualTo(units(-98));
  }

  @Test
  void whatReducesThePositionPassesWhateverRests() {
    Script script =
        new Script()
            .at(0, context -> context.buy(0, Size.units(10)))
            .at(
                1,
                context -> {
                  ids.add(context.submit(0, Order.limit(Side.SELL, Size.units(10), units(110))));
                  ids.add(context.sell(0, Size.units(10)));
                });
    run(script, limits(units(10), 1, 1, false));
    assertThat(ids).containsExactly(2, 3);
  }
}
