package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.FillRules;
import io.papertape.execution.OrderReason;
import io.papertape.execution.OrderState;
import io.papertape.execution.Slippage;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.order.TimeInForce;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import org.junit.jupiter.api.Test;

/// The preset `papertape`: a bar fills only what it proves. Costs are off, so that prices can be
/// read.
class PapertapeFillsTest {
  private static final Instrument SHARE = Instrument.equity("SHR");
  static final Size TEN = Size.units(10);
  private static final Assumptions FREE =
      Assumptions.papertape()
          .withFees(Fees.NONE)
          .withSlippage(Slippage.NONE)
          .withFunding(Funding.margin(2))
          .withCash(FixedPoint.ofUnits(10_000));

  static RunResult run(Strategy strategy, BarColumns bars) {
    return run(strategy, bars, FREE);
  }

  private static RunResult run(Strategy strategy, BarColumns bars, Assumptions assumptions) {
    RunResult result = Simulation.of(strategy).on(SHARE, bars).under(assumptions).run();
    assertThat(result.failure()).isEmpty();
    return result;
  }

  private static Script submitAtFirstBar(Order order) {
    return new Script().at(0, context -> context.submit(0, order));
  }

  static long price(double value) {
    return FixedPoint.of(value);
  }

  static void assertFill(RunResult result, int index, int bar, double price) {
    assertThat(result.fills().barIndex(index)).as("bar").isEqualTo(bar);
    assertThat(FixedPoint.format(result.fills().price(index)))
        .as("price")
        .isEqualTo(FixedPoint.format(price(price)));
  }

  @Test
  void aMarketOrderFillsAtTheNextOpen() {
    RunResult result =
        run(
            submitAtFirstBar(Order.market(Side.BUY, TEN)),
            Bars.of(100, 101, 99, 100, 102, 103, 101, 103));
    assertFill(result, 0, 1, 102);
    assertThat(result.fills().eventTimeNanos(0)).isEqualTo(Bars.FIRST_OPEN + Bars.DAY);
    assertThat(FixedPoint.format(result.finalEquity())).isEqualTo("10010");
  }

  @Test
  void aMarketOrderOnTheLastBarNeverFills() {
    RunResult result =
        run(submitAtFirstBar(Order.market(Side.BUY, TEN)), Bars.of(100, 101, 99, 100));
    assertThat(result.fills().size()).isZero();
    assertThat(result.orders().state(1)).isEqualTo(OrderState.CANCELLED);
    assertThat(result.orders().reason(1)).isEqualTo(OrderReason.RUN_ENDED);
  }

  @Test
  void aBuyLimitDoesNotFillWhenTheLowOnlyTouchesIt() {
    Order order = Order.limit(Side.BUY, TEN, price(98));
    RunResult touched = run(submitAtFirstBar(order), Bars.of(100, 101, 99, 100, 100, 101, 98, 100));
    assertThat(touched.fills().size()).isZero();
    RunResult passed =
        run(submitAtFirstBar(order), Bars.of(100, 101, 99, 100, 100, 101, 97.99, 100));
    assertFill(passed, 0, 1, 98);
  }

  @Test
  void aLimitFillsAtABetterOpen() {
    RunResult result =
        run(
            submitAtFirstBar(Order.limit(Side.BUY, TEN, price(98))),
            Bars.of(100, 101, 99, 100, 95, 96, 94, 95));
    assertFill(result, 0, 1, 95);
  }

  @Test
  void aStopFillsAtTheStopOrAtTheOpenBehindIt() {
    Order order = Order.stop(Side.BUY, TEN, price(105));
    assertFill(
        run(submitAtFirstBar(order), Bars.of(100, 101, 99, 100, 104, 106, 103, 106)), 0, 1, 105);
    assertFill(
        run(submitAtFirstBar(order), Bars.of(100, 101, 99, 100, 107, 108, 106, 107)), 0, 1, 107);
  }

  @Test
  void aStopLimitWaitsWhenTheMarketHasJumpedOverItsLimit() {
    RunResult result =
        run(
            submitAtFirstBar(Order.stopLimit(Side.BUY, TEN, price(105), price(106))),
            Bars.of(100, 101, 99, 100, 108, 109, 107, 108, 107, 108, 105.5, 107));
    assertFill(result, 0, 2, 106);
  }

  @Test
  void theStopOfABracketIsTakenFirstWhenBothLieInOneBar() {
    Script script =
        new Script()
            .at(
                0,
                context -> context.submit(0, Order.market(Side.BUY, TEN), price(98), price(104)));
    RunResult result = run(script, Bars.of(100, 101, 99, 100, 100, 105, 97, 104));
    assertThat(result.fills().size()).isEqualTo(2);
    assertFill(result, 1, 1, 98);
    assertThat(result.orders().reason(3)).isEqualTo(OrderReason.SIBLING_FILLED);
  }

  @Test
  void theTargetOfAnEntryInsideTheBarWaitsForTheNextBar() {
    Script script =
        new Script()
            .at(
                0,
                context ->
                    context.submit(
                        0, Order.limit(Side.BUY, TEN, price(99)), price(90), price(101)));
    RunResult result =
        run(script, Bars.of(100, 101, 99, 100, 100, 103, 98, 100, 100, 102, 100, 101));
    assertFill(result, 0, 1, 99);
    assertFill(result, 1, 2, 101);
  }

  @Test
  void theStopOfAnEntryInsideTheBarFillsAtTheStopNotAtTheEarlierOpen() {
    Script script =
        new Script()
            .at(
                0,
                context -> context.submit(0, Order.stop(Side.BUY, TEN, price(102)), price(99), 0));
    RunResult result = run(script, Bars.of(100, 101, 99, 100, 98, 103, 97, 103));
    assertFill(result, 0, 1, 102);
    assertFill(result, 1, 1, 99);
  }

  @Test
  void aTrailingStopFollowsTheHighAndNeverTurnsBack() {
    Script script =
        new Script()
            .at(0, context -> context.buy(0, TEN))
            .at(
                1,
                context ->
                    context.submit(0, Order.trailingDistance(Side.SELL, Size.POSITION, price(5))));
    RunResult result =
        run(
            script,
            Bars.of(100, 101, 99, 100, 100, 101, 99, 100, 101, 110, 100, 108, 107, 108, 104, 105));
    assertFill(result, 1, 3, 105);
  }

  @Test
  void anOrderTakesAtMostItsPartOfABarsVolume() {
    BarColumns bars =
        Bars.withVolume(40, 100, 101, 99, 100, 102, 103, 101, 103, 103, 104, 102, 103);
    RunResult result =
        run(
            submitAtFirstBar(Order.market(Side.BUY, TEN)),
            bars,
            FREE.withFills(FillRules.papertape().withParticipation(FixedPoint.ONE / 10)));
    assertThat(result.fills().size()).isEqualTo(2);
    assertThat(result.fills().signedQuantity(0)).isEqualTo(FixedPoint.ofUnits(4));
    assertThat(result.fills().signedQuantity(1)).isEqualTo(FixedPoint.ofUnits(4));
    assertThat(result.orders().state(1)).isEqualTo(OrderState.CANCELLED);
  }

  @Test
  void aPartOfABarsVolumeIsRoundedDown() {
    RunResult result =
        run(
            submitAtFirstBar(Order.market(Side.BUY, TEN)),
            Bars.withVolume(15, 100, 101, 99, 100, 102, 103, 101, 103));
    assertThat(result.fills().signedQuantity(0)).isEqualTo(FixedPoint.ofUnits(1));
  }

  @Test
  void fillOrKillTakesAllOrNothingAndImmediateOrCancelWhatThereIs() {
    BarColumns bars = Bars.withVolume(40, 100, 101, 99, 100, 102, 103, 101, 103);
    RunResult killed =
        run(submitAtFirstBar(new Order.Market(Side.BUY, TEN, TimeInForce.FOK)), bars);
    assertThat(killed.fills().size()).isZero();
    assertThat(killed.orders().reason(1)).isEqualTo(OrderReason.NOT_FILLED_AT_ONCE);
    RunResult partly =
        run(submitAtFirstBar(new Order.Market(Side.BUY, TEN, TimeInForce.IOC)), bars);
    assertThat(partly.fills().signedQuantity(0)).isEqualTo(FixedPoint.ofUnits(4));
    assertThat(partly.orders().reason(1)).isEqualTo(OrderReason.NOT_FILLED_AT_ONCE);
  }

  @Test
  void aDayOrderEndsWithItsSession() {
    Order order = new Order.Limit(Side.BUY, TEN, price(90), TimeInForce.DAY);
    RunResult result =
        run(
            submitAtFirstBar(order),
            Bars.of(100, 101, 99, 100, 100, 101, 99, 100, 100, 101, 80, 85));
    assertThat(result.fills().size()).isZero();
    assertThat(result.orders().state(1)).isEqualTo(OrderState.EXPIRED);
  }

  @Test
  void aGoodTillDateOrderMayFillOnItsLastBar() {
    long end = Bars.FIRST_OPEN + Bars.DAY + 1;
    Order order = new Order.Limit(Side.BUY, TEN, price(98), TimeInForce.until(end));
    assertFill(
        run(submitAtFirstBar(order), Bars.of(100, 101, 99, 100, 100, 101, 97, 100)), 0, 1, 98);
    assertThat(
            run(
                    submitAtFirstBar(order),
                    Bars.of(100, 101, 99, 100, 100, 101, 99, 100, 100, 101, 97, 100))
                .fills()
                .size())
        .isZero();
  }

  @Test
  void latencyLetsAnOrderMissTheNextOpen() {
    RunResult result =
        run(
            submitAtFirstBar(Order.market(Side.BUY, TEN)),
            Bars.of(100, 101, 99, 100, 102, 103, 101, 103, 104, 105, 103, 104),
            FREE.withLatencyNanos(Bars.DAY));
    assertFill(result, 0, 2, 104);
  }

  @Test
  void oneCancelsTheOther() {
    Script script =
        new Script()
            .at(
                0,
                context -> {
                  int low = context.submit(0, Order.limit(Side.BUY, TEN, price(98)));
                  int high = context.submit(0, Order.stop(Side.BUY, TEN, price(103)));
                  context.oneCancelsOther(low, high);
                });
    RunResult result = run(script, Bars.of(100, 101, 99, 100, 100, 104, 97, 100));
    assertThat(result.fills().size()).isEqualTo(1);
    assertThat(result.orders().reason(2)).isEqualTo(OrderReason.SIBLING_FILLED);
  }

  @Test
  void theStopOfAPositionIsTakenFirstWhicheverWasTiedToTheOther() {
    Script script =
        new Script()
            .at(0, context -> context.buy(0, TEN))
            .at(
                1,
                context -> {
                  int target = context.submit(0, Order.limit(Side.SELL, TEN, price(110)));
                  int stop = context.submit(0, Order.stop(Side.SELL, TEN, price(90)));
                  context.oneCancelsOther(target, stop);
                });
    RunResult result =
        run(script, Bars.of(100, 101, 99, 100, 100, 101, 99, 100, 100, 120, 80, 100));
    assertFill(result, 1, 2, 90);
    assertThat(result.orders().reason(2)).isEqualTo(OrderReason.SIBLING_FILLED);
    assertThat(result.fills().size()).isEqualTo(2);
  }

  @Test
  void amendedAndCancelledOrdersDoWhatTheyWereToldLast() {
    int[] ids = new int[2];
    Script script =
        new Script()
            .at(
                0,
                context -> {
                  ids[0] = context.submit(0, Order.limit(Side.BUY, TEN, price(90)));
                  ids[1] = context.submit(0, Order.limit(Side.BUY, TEN, price(91)));
                })
            .at(
                1,
                context -> {
                  context.amend(ids[0], FixedPoint.ofUnits(7), price(95), 0);
                  context.cancel(ids[1]);
                });
    RunResult result = run(script, Bars.of(100, 101, 99, 100, 100, 101, 99, 100, 100, 101, 80, 85));
    assertThat(result.fills().size()).isEqualTo(1);
    assertThat(result.fills().signedQuantity(0)).isEqualTo(FixedPoint.ofUnits(7));
    assertFill(result, 0, 2, 95);
    assertThat(result.orders().reason(2)).isEqualTo(OrderReason.CANCELLED_BY_STRATEGY);
  }

  @Test
  void atOpenAndAtCloseFillAtTheirPrices() {
    BarColumns bars = Bars.of(100, 101, 99, 100, 102, 104, 101, 103);
    assertFill(run(submitAtFirstBar(new Order.AtOpen(Side.BUY, TEN)), bars), 0, 1, 102);
    assertFill(run(submitAtFirstBar(new Order.AtClose(Side.BUY, TEN)), bars), 0, 1, 103);
  }

  @Test
  void slippageAndTickRoundingAreAgainstUs() {
    Assumptions costly = FREE.withSlippage(Slippage.bps(1));
    RunResult result =
        run(
            new Script()
                .at(0, context -> context.buy(0, TEN))
                .at(1, (Context context) -> context.closeAll(0)),
            Bars.of(100, 101, 99, 100, 100, 101, 99, 100, 100, 101, 99, 100),
            costly);
    assertFill(result, 0, 1, 100.01);
    assertFill(result, 1, 2, 99.99);
  }

  @Test
  void aCashAccountRefusesWhatItCannotPayAndSellsNothingShort() {
    Assumptions cash = FREE.withFunding(Funding.CASH);
    BarColumns bars = Bars.of(100, 101, 99, 100, 102, 103, 101, 103);
    RunResult tooMuch = run(submitAtFirstBar(Order.market(Side.BUY, Size.units(99))), bars, cash);
    assertThat(tooMuch.orders().reason(1)).isEqualTo(OrderReason.INSUFFICIENT_FUNDS);
    RunResult shortSale = run(submitAtFirstBar(Order.market(Side.SELL, TEN)), bars, cash);
    assertThat(shortSale.orders().reason(1)).isEqualTo(OrderReason.INSUFFICIENT_FUNDS);
  }

  @Test
  void aMarginAccountMayGoShortUpToItsLeverage() {
    BarColumns bars = Bars.of(100, 101, 99, 100, 100, 101, 97, 98);
    RunResult allowed = run(submitAtFirstBar(Order.market(Side.SELL, Size.units(200))), bars);
    assertThat(FixedPoint.format(allowed.finalEquity())).isEqualTo("10400");
    RunResult refused = run(submitAtFirstBar(Order.market(Side.SELL, Size.units(201))), bars);
    assertThat(refused.orders().reason(1)).isEqualTo(OrderReason.INSUFFICIENT_FUNDS);
  }

  @Test
  void aFractionOfEquityPaysItsOwnFees() {
    RunResult result =
        run(
            submitAtFirstBar(Order.market(Side.BUY, Size.ofEquity(1))),
            Bars.of(100, 101, 99, 100, 100, 101, 99, 100),
            FREE.withFunding(Funding.CASH).withFees(Fees.bps(100)));
    assertThat(result.fills().signedQuantity(0)).isEqualTo(FixedPoint.ofUnits(99));
    assertThat(result.finalCash()).isPositive();
  }
}
