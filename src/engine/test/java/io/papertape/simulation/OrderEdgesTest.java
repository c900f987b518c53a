package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.OrderReason;
import io.papertape.execution.OrderState;
import io.papertape.execution.Slippage;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.Times;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.order.TimeInForce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Orders at the edges: the last bar, entries that grow, exits beside brackets, old calendars.
class OrderEdgesTest {
  private static final Instrument SHARE = Instrument.equity("SHR");
  private static final Assumptions FREE =
      Assumptions.papertape()
          .withFees(Fees.NONE)
          .withSlippage(Slippage.NONE)
          .withFunding(Funding.margin(4))
          .withCash(units(10_000));

  private static long units(long value) {
    return FixedPoint.ofUnits(value);
  }

  private static RunResult run(Script script, BarColumns bars, Assumptions assumptions) {
    RunResult result = Simulation.of(script).on(SHARE, bars).under(assumptions).run();
    assertThat(result.failure()).isEmpty();
    return result;
  }

  @Test
  void aStopLimitTriggeredOnTheLastBarDoesNotMeetItAgain() {
    Order both = Order.stopLimit(Side.BUY, Size.units(5), units(105), units(103));
    Script script =
        new Script()
            .at(0, context -> context.buy(0, Size.units(10)))
            .at(1, context -> context.submit(0, both));
    BarColumns bars = Bars.of(100, 100, 100, 100, 100, 100, 100, 100, 100, 106, 99, 105);
    RunResult result = run(script, bars, FREE.withEnding(Assumptions.Ending.CLOSE_AT_LAST_OPEN));
    assertThat(result.orders().state(2)).isEqualTo(OrderState.CANCELLED);
    assertThat(result.openPositions()).isEmpty();
  }

  @Test
  void whatAnEntryAddsInsideABarWaitsForItsTarget() {
    Order entry = Order.limit(Side.BUY, Size.units(20), units(100));
    Script script = new Script().at(0, context -> context.submit(0, entry, units(80), units(110)));
    BarColumns bars =
        BarColumns.of(
            List.of(
                bar(0, 105, 105, 105, 105, 100),
                bar(1, 105, 106, 99, 104, 100),
                bar(2, 105, 111, 99, 108, 1000),
                bar(3, 108, 112, 107, 111, 1000)));
    RunResult result = run(script, bars, FREE);
    assertThat(result.fills().signedQuantity(2)).isEqualTo(units(-10));
    assertThat(result.fills().barIndex(2)).isEqualTo(2);
    assertThat(result.fills().signedQuantity(3)).isEqualTo(units(-10));
    assertThat(result.fills().barIndex(3)).isEqualTo(3);
  }

  /// Ten of the first two bars are ours.
  private static Bar bar(int day, long open, long high, long low, long close, long volume) {
    long at = Bars.FIRST_OPEN + day * Bars.DAY;
    return new Bar(
        at, at + Bars.DAY / 4, units(open), units(high), units(low), units(close), volume);
  }

  @Test
  void aBracketNoLongerProtectsWhatWasSoldByHand() {
    Script script =
        new Script()
            .at(
                0,
                context -> context.submit(0, Order.market(Side.BUY, Size.units(20)), units(90), 0))
            .at(1, context -> context.sell(0, Size.units(5)))
            .at(2, context -> context.buy(0, Size.units(10)));
    BarColumns bars =
        Bars.of(
            100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100,
            100, 89, 89);
    RunResult result = run(script, bars, FREE);
    assertThat(result.fills().signedQuantity(3)).isEqualTo(units(-15));
    assertThat(result.openPositions().getFirst().quantity()).isEqualTo(units(10));
  }

  @Test
  void aSaleByHandEndsTheOldestBracketFirst() {
    Script script =
        new Script()
            .at(
                0,
                context -> context.submit(0, Order.market(Side.BUY, Size.units(10)), units(90), 0))
            .at(
                1,
                context -> context.submit(0, Order.market(Side.BUY, Size.units(10)), units(80), 0))
            .at(2, context -> context.sell(0, Size.units(10)));
    BarColumns bars =
        Bars.of(
            100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100,
            100, 89, 89);
    RunResult result = run(script, bars, FREE);
    assertThat(result.orders().reason(2)).isEqualTo(OrderReason.POSITION_CLOSED);
    assertThat(result.openPositions().getFirst().quantity()).isEqualTo(units(10));
  }

  @Test
  void aTrailingStopBelowZeroIsRefused() {
    assertThatThrownBy(() -> Order.trailingFraction(Side.SELL, Size.units(1), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Trailing stop of a sale lies at zero or below: fraction=1. Use a fraction below 1.");
    assertThat(Order.trailingFraction(Side.SELL, Size.units(1), 0.99)).isNotNull();
    assertThat(Order.trailingFraction(Side.BUY, Size.units(1), 1)).isNotNull();
  }

  @Test
  void aDayOrderBeforeTheCalendarBeginsEndsWithTheUsualHours() {
    List<Bar> bars = new ArrayList<>();
    for (int day : new int[] {7, 8, 9, 12, 13}) {
      String text = "1989-06-%02dT13:30:00Z".formatted(day);
      long open = Times.nanos(Instant.parse(text));
      long at = units(100);
      bars.add(new Bar(open, open + 23_400_000_000_000L, at, at, at, at, 1000));
    }
    Order day = new Order.Limit(Side.BUY, Size.units(1), units(90), TimeInForce.DAY);
    Order fills = new Order.Limit(Side.BUY, Size.units(1), units(101), TimeInForce.DAY);
    List<Boolean> works = new ArrayList<>();
    Script script =
        new Script()
            .at(0, context -> context.submit(0, day))
            .at(0, context -> works.add(context.isWorking(1)))
            .at(1, context -> works.add(context.isWorking(1)))
            .at(2, context -> context.submit(0, day))
            .at(2, context -> context.submit(0, fills))
            .at(2, context -> works.add(context.isWorking(2)))
            .at(3, context -> works.add(context.hasWorkingOrder(0)));
    RunResult result = run(script, BarColumns.of(bars), FREE);
    assertThat(works).containsExactly(true, false, true, false);
    assertThat(result.fills().size()).isEqualTo(1);
    assertThat(result.fills().barIndex(0)).isEqualTo(3);
  }

  @Test
  void whoDecidesAtTheCloseThatEndsADayOrderFindsItOver() {
    Order day = new Order.Limit(Side.BUY, Size.units(1), units(90), TimeInForce.DAY);
    List<Boolean> works = new ArrayList<>();
    Script script =
        new Script()
            .at(0, context -> context.submit(0, day))
            .at(1, context -> works.add(context.isWorking(1)))
            .at(1, context -> context.submit(0, day))
            .at(2, context -> works.add(context.hasWorkingOrder(0)));
    BarColumns bars = Bars.of(100, 101, 99, 100, 100, 101, 99, 100, 100, 101, 80, 85);
    RunResult result = run(script, bars, FREE);
    assertThat(works).containsExactly(false, false);
    assertThat(result.orders().state(1)).isEqualTo(OrderState.EXPIRED);
    assertThat(result.orders().state(2)).isEqualTo(OrderState.FILLED);
  }
}
