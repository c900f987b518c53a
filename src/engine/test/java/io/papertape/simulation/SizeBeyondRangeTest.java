package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.account.Funding;
import io.papertape.execution.Fees;
import io.papertape.execution.FillRules;
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
import io.papertape.risk.RiskLimits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Coins at 0.00001, of which 100,000 dollars buy 10¹⁰: more than an order can have.
class SizeBeyondRangeTest {
  private static final double P = 1e-5;

  /// The third bar is at half the price.
  private static final BarColumns BARS =
      Bars.of(P, P, P, P, P, P, P, P, P / 2, P / 2, P / 2, P / 2, P, P, P, P);

  private static final Assumptions FREE =
      Assumptions.papertape()
          .withFills(FillRules.papertape().withParticipation(0))
          .withFees(Fees.NONE)
          .withSlippage(Slippage.NONE)
          .withFunding(Funding.CASH);

  private final StringBuilder journal = new StringBuilder();

  private RunResult run(Script script, long cash) {
    RunResult result =
        Simulation.of(script)
            .on(Instrument.crypto("PEPE"), BARS)
            .under(FREE.withCash(FixedPoint.ofUnits(cash)))
            .within(RiskLimits.NONE)
            .journal(
                (bytes, from, length) ->
                    journal.append(new String(bytes, from, length, StandardCharsets.UTF_8)),
                RecordLevel.FOLDED)
            .run();
    assertThat(result.failure()).isEmpty();
    return result;
  }

  @Test
  void anOrderThatIsTooLargeIsRefusedAsThat() {
    Script script =
        new Script()
            .at(0, context -> context.buy(0, Size.ofEquity(0.95)))
            .at(0, context -> context.buy(0, new Size.EquityFraction(0.95, false)))
            .at(0, context -> context.buy(0, new Size.Notional(FixedPoint.ofUnits(100_001))))
            .at(0, context -> context.buy(0, new Size.Units(FixedPoint.LIMIT)))
            .at(0, context -> context.target(0, 1));

    RunResult result = run(script, 1_000_000);

    assertThat(result.orders().size()).isZero();
    assertThat(result.tooLarge()).isEqualTo(5);
    assertThat(journal.toString().split("\"reason\":\"size-beyond-range\"", -1)).hasSize(6);
    assertThat(journal.toString()).doesNotContain("size-rounds-to-zero");
  }

  @Test
  void theLargestOrderIsTaken() {
    Size largest = new Size.Units(FixedPoint.LIMIT - 1);

    RunResult result = run(new Script().at(0, context -> context.buy(0, largest)), 1_000_000);

    assertThat(result.tooLarge()).isZero();
    assertThat(FixedPoint.format(result.fills().signedQuantity(0)))
        .isEqualTo("9999999999.99999999");
  }

  /// 90,000 dollars buy 9 · 10⁹ at the decision and 1.8 · 10¹⁰ at the fill.
  @Test
  void anOrderThatIsTooLargeAtItsFillIsRejectedAsThat() {
    RunResult result =
        run(new Script().at(1, context -> context.buy(0, Size.ofEquity(0.9))), 100_000);

    assertThat(result.orders().state(1)).isEqualTo(OrderState.REJECTED);
    assertThat(result.orders().reason(1)).isEqualTo(OrderReason.SIZE_BEYOND_RANGE);
    assertThat(result.fills().size()).isZero();
  }

  /// A working order counts as what it would have, which is more than a quantity can say.
  @Test
  void limitsAreHeldAgainstOrdersBesideOneThatIsTooLarge() {
    RiskLimits limits = new RiskLimits(FixedPoint.ofUnits(9_500_000_000L), 0, 0, 0, 0, 0, true);
    Script script =
        new Script()
            .at(1, context -> context.submit(0, Order.limit(Side.BUY, Size.ofEquity(0.9), 200)))
            .at(2, context -> context.buy(0, Size.units(1)));
    RunResult result =
        Simulation.of(script)
            .on(Instrument.crypto("PEPE"), BARS)
            .under(FREE.withCash(FixedPoint.ofUnits(100_000)))
            .within(limits)
            .run();

    assertThat(result.failure()).isEmpty();
  }
}
