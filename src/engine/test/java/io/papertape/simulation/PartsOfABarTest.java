package io.papertape.simulation;

import static io.papertape.simulation.PapertapeFillsTest.TEN;
import static io.papertape.simulation.PapertapeFillsTest.assertFill;
import static io.papertape.simulation.PapertapeFillsTest.price;
import static io.papertape.simulation.PapertapeFillsTest.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.execution.OrderReason;
import io.papertape.market.FixedPoint;
import io.papertape.order.Order;
import io.papertape.order.Side;
import org.junit.jupiter.api.Test;

/// What fills at the open of a bar fills before what the bar reaches later, and what fills at its
/// close fills last.
class PartsOfABarTest {
  private static Script heldWith(double stop, double target) {
    return new Script()
        .at(
            0,
            context -> context.submit(0, Order.market(Side.BUY, TEN), price(stop), price(target)));
  }

  @Test
  void anExitAtTheOpenIsNotOvertakenByTheTargetOfThatBar() {
    Script script = heldWith(80, 111.1).at(1, context -> context.closeAll(0));
    RunResult result =
        run(script, Bars.of(100, 101, 99, 100, 100, 101, 99, 100, 100, 113, 99, 110));

    assertThat(result.fills().size()).isEqualTo(2);
    assertFill(result, 1, 2, 100);
    assertThat(FixedPoint.format(result.finalEquity())).isEqualTo("10000");
    assertThat(result.orders().reason(3)).isEqualTo(OrderReason.POSITION_CLOSED);
  }

  @Test
  void anExitAtTheOpenIsNotOvertakenByTheStopOfThatBar() {
    Script script = heldWith(90.9, 120).at(1, context -> context.closeAll(0));
    RunResult result = run(script, Bars.of(100, 101, 99, 100, 100, 101, 99, 100, 100, 101, 85, 86));

    assertFill(result, 1, 2, 100);
    assertThat(FixedPoint.format(result.finalEquity())).isEqualTo("10000");
  }

  @Test
  void anExitAtTheOpenSellsNothingThatTheBarBuysLater() {
    Script script =
        new Script()
            .at(0, context -> context.buy(0, TEN))
            .at(0, context -> context.submit(0, Order.limit(Side.BUY, TEN, price(95))))
            .at(1, context -> context.closeAll(0));
    RunResult result = run(script, Bars.of(100, 101, 99, 100, 100, 101, 99, 100, 100, 101, 90, 96));

    assertThat(result.fills().size()).isEqualTo(3);
    assertFill(result, 1, 2, 100);
    assertThat(result.fills().signedQuantity(1)).isEqualTo(FixedPoint.ofUnits(-10));
    assertFill(result, 2, 2, 95);
    assertThat(FixedPoint.format(result.finalEquity())).isEqualTo("10010");
  }

  @Test
  void aSaleAtTheOpenComesBeforeAPurchaseInsideTheBarThoughItWasPlacedLater() {
    Script script =
        new Script()
            .at(0, context -> context.submit(0, Order.limit(Side.BUY, TEN, price(95))))
            .at(1, context -> context.sell(0, TEN));
    RunResult result = run(script, Bars.of(100, 101, 99, 100, 100, 101, 99, 100, 100, 101, 90, 96));

    assertFill(result, 0, 2, 100);
    assertFill(result, 1, 2, 95);
    assertThat(FixedPoint.format(result.finalEquity())).isEqualTo("10050");
  }

  @Test
  void aTargetThatTheOpenIsBeyondComesBeforeAStopThatTheBarReachesLater() {
    RunResult result =
        run(heldWith(90, 110), Bars.of(100, 101, 99, 100, 100, 101, 99, 100, 115, 116, 85, 86));

    assertThat(result.fills().size()).isEqualTo(2);
    assertFill(result, 1, 2, 115);
  }

  @Test
  void aStopInsideTheBarComesBeforeAnExitAtItsClose() {
    Script script =
        heldWith(90, 120).at(1, context -> context.submit(0, new Order.AtClose(Side.SELL, TEN)));
    RunResult result = run(script, Bars.of(100, 101, 99, 100, 100, 101, 99, 100, 100, 101, 85, 95));

    assertFill(result, 1, 2, 90);
    assertThat(result.fills().size()).isEqualTo(3);
    assertFill(result, 2, 2, 95);
  }

  @Test
  void theStopOfAnEntryAtTheCloseWorksFromTheNextBar() {
    Script script =
        new Script()
            .at(0, context -> context.submit(0, new Order.AtClose(Side.BUY, TEN), price(95), 0));
    RunResult result =
        run(script, Bars.of(100, 101, 99, 100, 100, 106, 90, 105, 106, 107, 94, 100));

    assertFill(result, 0, 1, 105);
    assertFill(result, 1, 2, 95);
  }

  /// The open lies beyond the stop, which was on the right side of the last price.
  @Test
  void aStopOnTheWrongSideOfItsEntryFillsAtTheEntryAndNotBefore() {
    RunResult result =
        run(heldWith(98, 0), Bars.of(100, 101, 99, 100, 95, 101, 90, 96, 96, 96, 96, 96));

    assertFill(result, 0, 1, 95);
    assertFill(result, 1, 1, 95);
    assertThat(result.fills().eventTimeNanos(1)).isEqualTo(result.fills().eventTimeNanos(0));
  }
}
