package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.FillRules;
import io.papertape.execution.OrderReason;
import io.papertape.execution.OrderState;
import io.papertape.execution.Slippage;
import io.papertape.journal.JournalSink;
import io.papertape.journal.RecordLevel;
import io.papertape.market.AssetClass;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.order.TimeInForce;
import io.papertape.risk.RiskLimits;
import io.papertape.strategy.Context;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/// An order below the least value of its instrument's orders is refused, unless all it can do is to
/// make a position smaller.
class MinimumNotionalTest {
  private static final Assumptions FREE =
      Assumptions.papertape()
          .withFills(FillRules.papertape().withParticipation(0))
          .withFees(Fees.NONE)
          .withSlippage(Slippage.NONE)
          .withFunding(Funding.margin(10))
          .withCash(units(10_000));

  /// Prices are 100, in cents; quantities go to thousandths; an order is worth 50 or more.
  private static final Instrument COIN =
      new Instrument(
              "COIN",
              AssetClass.CRYPTO,
              "USD",
              FixedPoint.ONE / 100,
              FixedPoint.ONE / 1_000,
              FixedPoint.ONE,
              FixedPoint.ONE,
              "24/7")
          .withMinNotional(units(50));

  private final List<Integer> ids = new ArrayList<>();
  private final StringBuilder journal = new StringBuilder();

  private static long units(long value) {
    return FixedPoint.ofUnits(value);
  }

  private static Size size(String units) {
    return new Size.Units(FixedPoint.parse(units));
  }

  private static Order limit(Side side, String quantity, String price) {
    return Order.limit(side, size(quantity), FixedPoint.parse(price));
  }

  private static double[] flat() {
    double[] prices = new double[24];
    Arrays.fill(prices, 100);
    return prices;
  }

  private RunResult run(Script script) {
    return run(script, RiskLimits.NONE, COIN, flat());
  }

  private RunResult run(Script script, RiskLimits limits, Instrument on, double... prices) {
    RunResult result =
        Simulation.of(script)
            .on(on, Bars.of(prices))
            .under(FREE)
            .within(limits)
            .journal(
                (bytes, from, length) ->
                    journal.append(new String(bytes, from, length, StandardCharsets.UTF_8)),
                RecordLevel.FOLDED)
            .run();
    assertThat(result.failure()).isEmpty();
    return result;
  }

  private Script at(int bar, Script script, ToIntFunction<Context> order) {
    return script.at(bar, context -> ids.add(order.applyAsInt(context)));
  }

  private RunResult submitAtOnce(Order... orders) {
    Script script = new Script();
    for (Order order : orders) {
      at(0, script, context -> context.submit(0, order));
    }
    return run(script);
  }

  private static long held(RunResult result) {
    long held = 0;
    for (int i = 0; i < result.fills().size(); i++) {
      held += result.fills().signedQuantity(i);
    }
    return held;
  }

  @Test
  void aMarketOrderIsValuedAtTheLastPrice() {
    submitAtOnce(
        Order.market(Side.BUY, size("0.499")),
        Order.market(Side.BUY, size("0.5")),
        Order.market(Side.SELL, size("0.3")),
        new Order.AtClose(Side.BUY, size("0.499")),
        new Order.AtOpen(Side.BUY, size("0.5")));
    // The third only reduces what the second will have bought.
    assertThat(ids).containsExactly(0, 1, 2, 0, 3);
    assertThat(journal).contains("\"reason\":\"below-min-notional\",\"side\":\"buy\"");
  }

  @Test
  void aLimitOrderIsValuedAtItsLimit() {
    submitAtOnce(
        limit(Side.BUY, "0.5", "99.99"),
        limit(Side.BUY, "0.5", "100"),
        limit(Side.BUY, "0.625", "80"),
        limit(Side.BUY, "0.624", "80"),
        limit(Side.SELL, "0.4", "125"),
        limit(Side.SELL, "0.4", "124.99"));
    assertThat(ids).containsExactly(0, 1, 2, 0, 3, 0);
  }

  @Test
  void aLimitIsTakenAsItWorksOnTheTick() {
    submitAtOnce(limit(Side.BUY, "0.5", "100.009"), limit(Side.BUY, "0.5", "99.999"));
    assertThat(ids).containsExactly(1, 0);
  }

  @Test
  void aStopIsValuedAtItsStopAndAStopLimitAtItsLimit() {
    submitAtOnce(
        Order.stop(Side.BUY, size("0.4"), units(125)),
        Order.stop(Side.BUY, size("0.399"), units(125)),
        Order.stopLimit(Side.BUY, size("0.4"), units(120), units(125)),
        Order.stopLimit(Side.BUY, size("0.4"), units(125), units(124)),
        Order.trailingDistance(Side.BUY, size("0.4"), units(25)),
        Order.trailingFraction(Side.BUY, size("0.4"), 0.24));
    assertThat(ids).containsExactly(1, 0, 2, 0, 3, 0);
  }

  @Test
  void aSizeInCashOrOfEquityIsValuedAsItIsRounded() {
    submitAtOnce(
        Order.market(Side.BUY, new Size.Notional(units(50) - 1)),
        Order.market(Side.BUY, new Size.Notional(units(50))),
        Order.market(Side.BUY, new Size.EquityFraction(0.0049, false)),
        Order.market(Side.BUY, new Size.EquityFraction(0.0051, false)),
        Order.market(Side.BUY, Size.ofEquity(0.0049)),
        Order.market(Side.BUY, Size.ofEquity(0.0051)));
    assertThat(ids).containsExactly(0, 1, 0, 2, 0, 3);
  }

  @Test
  void aContractCountsWithWhatItIsWorth() {
    Instrument contract =
        new Instrument(
                "PERP",
                AssetClass.FUTURE,
                "USD",
                1,
                FixedPoint.ONE,
                FixedPoint.ONE / 100,
                FixedPoint.ONE,
                "24/7")
            .withMinNotional(units(5));
    Script script = new Script();
    at(0, script, context -> context.buy(0, Size.units(4)));
    at(0, script, context -> context.buy(0, Size.units(5)));
    run(script, RiskLimits.NONE, contract, flat());
    assertThat(ids).containsExactly(0, 1);
  }

  @Test
  void aSizeThatTheFillResolvesIsHeldAgainstItAgain() {
    Script script = new Script();
    at(0, script, context -> context.buy(0, Size.units(90)));
    at(1, script, context -> context.sell(0, Size.units(1)));
    at(1, script, context -> context.buy(0, Size.ofEquity(0.006)));
    // The sale marks the position at 80: equity is 10 000 - 90 * 20, and 0.6 % of it are 49.20.
    RunResult result = run(script, RiskLimits.NONE, COIN, concat(flat(), 8, 80, 80, 80, 80));
    assertThat(ids).containsExactly(1, 2, 3);
    assertThat(result.orders().state(3)).isEqualTo(OrderState.REJECTED);
    assertThat(result.orders().reason(3)).isEqualTo(OrderReason.BELOW_MIN_NOTIONAL);
    assertThat(held(result)).isEqualTo(units(89));
  }

  /// The bars with those from an index on replaced.
  private static double[] concat(double[] prices, int from, double... others) {
    double[] all = Arrays.copyOf(prices, from + others.length);
    System.arraycopy(others, 0, all, from, others.length);
    return all;
  }

  @Test
  void whatOnlyReducesIsTaken() {
    Script script = new Script().at(0, context -> context.buy(0, size("0.5")));
    at(1, script, context -> context.sell(0, size("0.1")));
    at(1, script, context -> context.submit(0, limit(Side.SELL, "0.1", "100")));
    at(1, script, context -> context.submit(0, Order.stop(Side.SELL, size("0.4"), units(90))));
    at(1, script, context -> context.buy(0, size("0.1")));
    at(2, script, context -> context.target(0, 0.001));
    at(3, script, context -> context.close(0, new Size.PositionFraction(0.5)));
    at(4, script, context -> context.closeAll(0));
    RunResult result = run(script);
    assertThat(ids).containsExactly(2, 3, 4, 0, 5, 6, 7);
    assertThat(held(result)).isZero();
  }

  @Test
  void aShortPositionIsBoughtBackBelowTheMinimum() {
    Script script = new Script().at(0, context -> context.sell(0, size("0.5")));
    at(1, script, context -> context.buy(0, size("0.2")));
    at(1, script, context -> context.buy(0, size("0.3")));
    at(1, script, context -> context.buy(0, size("0.001")));
    RunResult result = run(script);
    assertThat(ids).containsExactly(2, 3, 0);
    assertThat(held(result)).isZero();
  }

  @Test
  void whatWouldTurnAPositionIsNoReduction() {
    Script script = new Script().at(0, context -> context.buy(0, size("0.5")));
    at(1, script, context -> context.sell(0, size("0.3")));
    at(2, script, context -> context.sell(0, size("0.201")));
    at(2, script, context -> context.sell(0, size("0.2")));
    run(script);
    assertThat(ids).containsExactly(2, 0, 3);
  }

  @Test
  void ordersThatEachOnlyReduceOpenNothingTogether() {
    Script script = new Script().at(0, context -> context.buy(0, size("0.5")));
    for (int i = 0; i < 3; i++) {
      at(1, script, context -> context.submit(0, limit(Side.SELL, "0.4", "101")));
    }
    RunResult result =
        run(
            script,
            RiskLimits.NONE,
            COIN,
            concat(flat(), 8, 100, 103, 100, 103, 103, 103, 103, 103));
    assertThat(ids).containsExactly(2, 3, 4);
    assertThat(held(result)).isZero();
    assertThat(result.orders().state(3)).isEqualTo(OrderState.FILLED);
    assertThat(result.orders().reason(4)).isEqualTo(OrderReason.NOTHING_TO_CLOSE);
  }

  @Test
  void exitsOfABracketAreNotHeldUp() {
    Script script =
        new Script()
            .at(
                0,
                context ->
                    ids.add(
                        context.submit(
                            0, Order.market(Side.BUY, size("0.5")), units(90), units(110))));
    RunResult result =
        run(script, RiskLimits.NONE, COIN, concat(flat(), 8, 100, 100, 80, 80, 80, 80, 80, 80));
    assertThat(ids).containsExactly(1);
    assertThat(held(result)).isZero();
  }

  @Test
  void anAmendmentBelowTheMinimumIsVetoedAndTheOrderStays() {
    List<Boolean> answers = new ArrayList<>();
    Script script =
        new Script()
            .at(0, context -> context.submit(0, limit(Side.BUY, "1", "90")))
            .at(1, context -> answers.add(context.amend(1, FixedPoint.parse("0.555"), 0, 0)))
            .at(1, context -> answers.add(context.amend(1, 0, FixedPoint.parse("49.99"), 0)))
            .at(1, context -> answers.add(context.amend(1, 0, units(50), 0)))
            .at(2, context -> answers.add(context.amend(1, FixedPoint.parse("0.556"), 0, 0)))
            .at(
                2,
                context -> answers.add(context.amend(1, FixedPoint.parse("0.556"), units(90), 0)));
    RunResult result = run(script);
    assertThat(answers).containsExactly(false, false, true, false, true);
    assertThat(journal).contains("\"reason\":\"below-min-notional\"");
    assertThat(result.orders().state(1)).isEqualTo(OrderState.CANCELLED);
    assertThat(result.orders().reason(1)).isEqualTo(OrderReason.RUN_ENDED);
  }

  @Test
  void anAmendmentOfWhatOnlyReducesIsTakenAndOpensNothing() {
    List<Boolean> answers = new ArrayList<>();
    Script script =
        new Script()
            .at(0, context -> context.buy(0, size("0.5")))
            .at(1, context -> context.submit(0, limit(Side.SELL, "0.5", "110")))
            .at(2, context -> answers.add(context.amend(2, FixedPoint.parse("0.4"), 0, 0)))
            .at(2, context -> answers.add(context.amend(2, 0, units(99), 0)))
            .at(2, context -> context.sell(0, size("0.3")));
    RunResult result = run(script);
    assertThat(answers).containsExactly(true, true);
    assertThat(held(result)).isZero();
  }

  @Test
  void aRefusedOrderDoesNotCountAsOneOfItsDay() {
    Script script = new Script();
    at(0, script, context -> context.buy(0, size("0.1")));
    at(0, script, context -> context.buy(0, size("1")));
    run(script, new RiskLimits(0, 0, 0, 0, 1, 0, true), COIN, flat());
    assertThat(ids).containsExactly(0, 1);
  }

  @Test
  void anOrderFarBeyondTheRangeIsNotWorkedOut() {
    Script script = new Script();
    at(
        0,
        script,
        context ->
            context.submit(
                0,
                new Order.Limit(
                    Side.SELL,
                    new Size.Units(units(9_000_000_000L)),
                    units(9_000_000_000L),
                    TimeInForce.GTC)));
    run(script);
    assertThat(ids).containsExactly(1);
  }

  @Test
  void withoutAMinimumEveryValueIsTaken() {
    Script script = new Script();
    at(0, script, context -> context.buy(0, size("0.001")));
    run(script, RiskLimits.NONE, COIN.withMinNotional(0), flat());
    assertThat(ids).containsExactly(1);
  }

  @Test
  void whatTheEndClosesIsNotHeldUp() {
    Script script =
        new Script()
            .at(0, context -> context.buy(0, size("0.5")))
            .at(1, context -> context.sell(0, size("0.499")));
    RunResult result =
        Simulation.of(script)
            .on(COIN, Bars.of(flat()))
            .under(FREE.withEnding(Assumptions.Ending.CLOSE_AT_LAST_OPEN))
            .journal(JournalSink.NOWHERE, RecordLevel.NONE)
            .run();
    assertThat(held(result)).isZero();
  }
}
