package io.papertape.workspace.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.papertape.execution.Fees;
import io.papertape.execution.FillRules;
import io.papertape.execution.Slippage;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.Times;
import io.papertape.order.Size;
import io.papertape.performance.PerformanceOptions;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FillSensitivityTest {
  private static final Assumptions FREE =
      Assumptions.papertape().withFees(Fees.NONE).withSlippage(Slippage.NONE);
  private static final List<CorporateActions> NO_ACTIONS = List.of(CorporateActions.none("TEST"));

  /// Buys 100 units on the first bar and sells them on the third.
  private static final class TwoBars implements Strategy {
    @Override
    public void onBar(Context context, int instrument) {
      if (context.barIndex(0) == 0) {
        context.buy(0, Size.units(100));
      } else if (context.barIndex(0) == 2) {
        context.closeAll(0);
      }
    }
  }

  private static final class Idle implements Strategy {}

  private static final class Failing implements Strategy {
    @Override
    public void onBar(Context context, int instrument) {
      throw new IllegalStateException("Broken on purpose.");
    }
  }

  @Test
  void aDelayedRunMeetsExactlyOneBarLaterOverAWeekendToo() {
    BarColumns bars = bars(100, 101, 102, 103, 104, 105, 106);
    RunResult late = rerun(TwoBars::new).under(FREE, DelayedBars.of(List.of(bars)), NO_ACTIONS);
    // As run: Friday and Tuesday. Thursday's decision now meets Monday, Monday's meets Wednesday.
    assertThat(late.fills().barIndex(0)).isEqualTo(2);
    assertThat(late.fills().price(0)).isEqualTo(FixedPoint.ofUnits(102));
    assertThat(late.fills().barIndex(1)).isEqualTo(4);
    assertThat(late.fills().price(1)).isEqualTo(FixedPoint.ofUnits(104));
    RunResult asRun = rerun(TwoBars::new).under(FREE, List.of(bars), NO_ACTIONS);
    assertThat(asRun.fills().barIndex(0)).isEqualTo(1);
    assertThat(asRun.fills().barIndex(1)).isEqualTo(3);
  }

  @Test
  void aDelayedRunTakesSplitsAndDividendsBetweenTheBarsTheyLieBetween() {
    BarColumns bars = bars(100, 100, 100, 48, 50, 50, 50);
    // Tuesday, 2024-01-09, the fourth bar: 4 a share on the old shares, then two for one.
    LocalDate day = LocalDate.of(2024, 1, 9);
    long ex = Times.nanos(Instant.parse("2024-01-09T05:00:00Z"));
    CorporateActions actions =
        new CorporateActions(
            "TEST",
            List.of(
                new CorporateAction.CashDividend(day, ex, FixedPoint.ofUnits(4)),
                new CorporateAction.Split(day, ex, 2, 1)));

    RunResult late =
        rerun(TwoBars::new)
            .under(
                FREE,
                DelayedBars.of(List.of(bars)),
                DelayedBars.actions(List.of(bars), List.of(actions)));

    // Bought 100 at 100 on the third bar, 200 after the split, 400 received, sold at 50 on the
    // fifth; held at 48 in between.
    assertThat(late.equity().values())
        .containsExactly(100_000, 100_000, 100_000, 100_000, 100_400, 100_400, 100_400);
    assertThat(late.fills().signedQuantity(1)).isEqualTo(FixedPoint.ofUnits(-200));
    assertThat(late.finalCash()).isEqualTo(FixedPoint.ofUnits(100_400));
  }

  @Test
  void breakEvenIsTheRateThatTakesTheWholeProfit() {
    // Bought at 100, sold at 110: 10 of 210 traded is 476.19 bps.
    BreakEven found = sensitivity(TwoBars::new, FREE, bars(90, 100, 100, 110, 110)).breakEven();
    assertThat(found.bps().getAsDouble()).isCloseTo(10_000 * 10.0 / 210, within(1.3));
    assertThat(found.reruns()).isLessThanOrEqualTo(16);
  }

  @Test
  void breakEvenIsAbsentWithItsReason() {
    assertThat(sensitivity(TwoBars::new, FREE, bars(90, 100, 100, 90, 90)).breakEven().reason())
        .contains("the run makes nothing even without costs");
    assertThat(sensitivity(Idle::new, FREE, bars(90, 100, 100, 110)).breakEven().reason())
        .contains("nothing was traded");
    assertThat(sensitivity(TwoBars::new, FREE, bars(90, 100, 100, 200, 200)).breakEven().reason())
        .contains("the run makes money even at 1024 bps");
  }

  @Test
  void rowsShowWhatEachChangeCosts() {
    Assumptions assumptions = FREE.withFees(Fees.bps(10));
    List<SensitivityRow> rows =
        sensitivity(TwoBars::new, assumptions, bars(90, 100, 102, 110, 108)).rows();
    assertThat(rows)
        .extracting(SensitivityRow::name)
        .containsExactly(
            "As run", "Costs doubled", "One bar later", "Optimistic fills", "Pessimistic fills");
    // 100 bought at 100 and sold at 110, 10 bps of 21 000: 21 in fees.
    assertThat(equity(rows.get(0))).isEqualTo("100979");
    assertThat(equity(rows.get(1))).isEqualTo("100958");
    // One bar later: bought at 102, sold at 108, 21 in fees.
    assertThat(equity(rows.get(2))).isEqualTo("100579");
    assertThat(equity(rows.get(3))).isEqualTo("100979");
    // 1 bp slippage and the tick size: bought at 100.01, sold at 109.98, 20.999 in fees.
    assertThat(equity(rows.get(4))).isEqualTo("100976.001");
    assertThat(rows.get(0).outcome().orElseThrow().totalReturn()).isCloseTo(0.00979, within(1e-12));
    assertThat(rows.get(0).outcome().orElseThrow().fills()).isEqualTo(2);
  }

  @Test
  void aRunThatFailsHasAReasonInsteadOfANumber() {
    SensitivityRow row = sensitivity(Failing::new, FREE, bars(90, 100)).rows().get(1);
    assertThat(row.outcome()).isEmpty();
    assertThat(row.reason()).contains("the run failed: Broken on purpose.");
  }

  @Test
  void pessimisticNeverLooksAheadAndOptimisticNeverSlips() {
    Assumptions ahead =
        Assumptions.papertape()
            .withFills(FillRules.backtrader().withMarketAtDecision())
            .withSlippage(Slippage.bps(3));
    Assumptions pessimistic = FillSensitivity.pessimistic(ahead);
    assertThat(pessimistic.fills().marketAtDecision()).isFalse();
    assertThat(pessimistic.fills().limit()).isEqualTo(FillRules.Limit.THROUGH);
    assertThat(pessimistic.fills().children()).isEqualTo(FillRules.Children.ENTRY_BAR);
    assertThat(pessimistic.fills().participation()).isEqualTo(FixedPoint.ONE / 10);
    assertThat(pessimistic.slippage()).isEqualTo(Slippage.bps(6));
    Assumptions optimistic = FillSensitivity.optimistic(Assumptions.papertape());
    assertThat(optimistic.fills().limit()).isEqualTo(FillRules.Limit.TOUCH);
    assertThat(optimistic.fills().participation()).isZero();
    assertThat(optimistic.slippage()).isEqualTo(Slippage.NONE);
  }

  private static String equity(SensitivityRow row) {
    return FixedPoint.format(row.outcome().orElseThrow().finalEquity());
  }

  private static FillSensitivity sensitivity(
      Supplier<Strategy> strategy, Assumptions assumptions, BarColumns bars) {
    Rerun rerun = rerun(strategy);
    RunResult asRun = rerun.under(assumptions, List.of(bars), NO_ACTIONS);
    return FillSensitivity.of(
        asRun,
        assumptions,
        List.of(bars),
        NO_ACTIONS,
        PerformanceOptions.standard(),
        VolumeCap.of(VolumeCap.Measure.BARS, List.of(Instrument.equity("TEST"))),
        rerun);
  }

  private static Rerun rerun(Supplier<Strategy> strategy) {
    return (assumptions, bars, actions) ->
        Simulation.of(strategy.get())
            .on(Instrument.equity("TEST"), bars.getFirst(), actions.getFirst())
            .under(assumptions)
            .unrecorded()
            .run();
  }

  /// Daily sessions from Thursday, 2024-01-04 on, Saturdays and Sundays left out; each bar is one
  /// price.
  private static BarColumns bars(int... prices) {
    BarColumns.Builder bars = new BarColumns.Builder();
    for (int i = 0; i < prices.length; i++) {
      int day = i < 2 ? 4 + i : 6 + i;
      long open = Times.nanos(Instant.parse("2024-01-%02dT14:30:00Z".formatted(day)));
      long price = FixedPoint.ofUnits(prices[i]);
      long close = open + 23_400_000_000_000L;
      bars.add(new Bar(open, close, price, price, price, price, 1_000_000));
    }
    return bars.build();
  }
}
