package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.OrderReason;
import io.papertape.execution.Slippage;
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
import io.papertape.strategy.Strategy;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Splits that do not come out even. They take effect ahead of bar 3; prices are 100 before and
/// 400 after.
class SplitEdgesTest {
  private static final Instrument SHARE = Instrument.equity("SHR");
  private static final Assumptions FREE =
      Assumptions.papertape()
          .withFees(Fees.NONE)
          .withSlippage(Slippage.NONE)
          .withFunding(Funding.margin(2))
          .withCash(FixedPoint.ofUnits(10_000));
  private static final BarColumns BARS =
      Bars.of(
          100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 400, 400, 400, 400, 400, 400,
          400, 400, 400, 400, 400, 400);

  private static RunResult run(Strategy strategy) {
    long midnight = Bars.FIRST_OPEN + 3 * Bars.DAY - Bars.DAY / 4;
    CorporateActions actions =
        new CorporateActions(
            "SHR", List.of(new CorporateAction.Split(LocalDate.of(2024, 1, 5), midnight, 1, 4)));
    RunResult result = Simulation.of(strategy).on(SHARE, BARS, actions).under(FREE).run();
    assertThat(result.failure()).isEmpty();
    return result;
  }

  private static List<RoundTrip> trips(RunResult result, RoundTrips.Pairing pairing) {
    return RoundTrips.of(result.fills(), List.of(SHARE), List.of(BARS), pairing);
  }

  @Test
  void theFractionComesOutOfTheLastLots() {
    Script script =
        new Script()
            .at(0, context -> context.buy(0, Size.units(5)))
            .at(1, context -> context.buy(0, Size.units(1)))
            .at(3, context -> context.buy(0, Size.units(1)));
    RunResult result = run(script);
    assertThat(result.openPositions().getFirst().quantity()).isEqualTo(FixedPoint.ofUnits(2));
    assertThat(result.openPositions().getFirst().averagePrice()).isEqualTo(FixedPoint.ofUnits(400));
    assertThat(result.finalEquity()).isEqualTo(FixedPoint.ofUnits(10_000));
  }

  @Test
  void lotsThatAreLessThanAShareEachStillCloseAsOne() {
    Script script =
        new Script()
            .at(0, context -> context.buy(0, Size.units(3)))
            .at(1, context -> context.buy(0, Size.units(1)))
            .at(3, context -> context.closeAll(0));
    List<RoundTrip> trips = trips(run(script), RoundTrips.Pairing.LOTS);
    assertThat(trips).allMatch(trip -> trip.direction() == RoundTrip.Direction.LONG);
    assertThat(trips.stream().mapToLong(RoundTrip::quantity).sum()).isEqualTo(FixedPoint.ONE);
    assertThat(trips).allMatch(trip -> trip.pnl() == 0);
  }

  @Test
  void theFractionPaidInCashLeavesTheTripWithItsCost() {
    Script script =
        new Script()
            .at(0, context -> context.buy(0, Size.units(6)))
            .at(3, context -> context.closeAll(0));
    RoundTrip trip = trips(run(script), RoundTrips.Pairing.FLAT_TO_FLAT).getFirst();
    assertThat(trip.entryPrice()).isEqualTo(FixedPoint.ofUnits(400));
    assertThat(trip.pnl()).isZero();
  }

  @Test
  void aTripWhoseRestTheSplitPaysOutKeepsWhatItSold() {
    Script script =
        new Script()
            .at(0, context -> context.buy(0, Size.units(7)))
            .at(1, context -> context.sell(0, Size.units(4)));
    RunResult result = run(script);
    assertThat(result.openPositions()).isEmpty();
    RoundTrip trip = trips(result, RoundTrips.Pairing.FLAT_TO_FLAT).getFirst();
    assertThat(trip.quantity()).isEqualTo(FixedPoint.ONE);
    assertThat(trip.entryPrice()).isEqualTo(FixedPoint.ofUnits(400));
    assertThat(trip.pnl()).isZero();
  }

  @Test
  void anOrderOfWhichTheSplitLeavesNothingIsOver() {
    Order order = Order.limit(Side.BUY, Size.units(3), FixedPoint.ofUnits(50));
    RunResult result = run(new Script().at(0, context -> context.submit(0, order)));
    assertThat(result.orders().reason(1)).isEqualTo(OrderReason.SIZE_ROUNDS_TO_ZERO);
  }
}
