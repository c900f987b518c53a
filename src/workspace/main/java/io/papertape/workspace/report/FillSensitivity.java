package io.papertape.workspace.report;

import io.papertape.execution.FillRules;
import io.papertape.execution.Slippage;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateActions;
import io.papertape.market.FixedPoint;
import io.papertape.performance.PerformanceOptions;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.FillLog;
import io.papertape.simulation.RunResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// How the result depends on costs, delay and fills: the same strategy run again under other
/// assumptions, about twenty times.
///
/// @param rows       as run, costs doubled, one bar later, optimistic fills, pessimistic fills
/// @param reproduces false if the run, made once more as it was, came to something else; true if
///     it did not, or was not made again
public record FillSensitivity(List<SensitivityRow> rows, BreakEven breakEven, boolean reproduces) {
  private static final long TENTH = FixedPoint.ONE / 10;
  private static final long ONE_BP = FixedPoint.ONE / 10_000;

  public FillSensitivity {
    rows = List.copyOf(rows);
  }

  /// Runs the strategy under each variation, and once as it was. On quotes or trade ticks orders,
  /// not bars, are late.
  ///
  /// @param asRun   the run itself
  /// @param options zone and risk-free rate of the Sharpe ratios
  /// @param volume  of the data
  public static FillSensitivity of(
      RunResult asRun,
      Assumptions assumptions,
      List<BarColumns> bars,
      List<CorporateActions> actions,
      PerformanceOptions options,
      VolumeCap volume,
      Rerun rerun) {
    Variations all = new Variations(assumptions, bars, actions, options, rerun);
    boolean isOnTicks = volume.isOnTicks();
    boolean reproduces = isSame(asRun, rerun.under(assumptions, bars, actions));
    return new FillSensitivity(
        List.of(
            all.row("As run", "the assumptions at the end of this page", assumptions, asRun),
            all.doubledCosts(),
            isOnTicks ? all.row(LATER_NAME, LATER, oneMinuteLater(assumptions)) : all.oneBarLater(),
            all.row("Optimistic fills", OPTIMISTIC, optimistic(assumptions)),
            all.row("Pessimistic fills", pessimistic(volume), pessimistic(assumptions))),
        BreakEven.of(assumptions, changed -> all.rerun().under(changed, all.bars(), all.actions())),
        reproduces);
  }

  private static boolean isSame(RunResult one, RunResult other) {
    FillLog fills = one.fills();
    FillLog others = other.fills();
    boolean isSame =
        one.finalEquity() == other.finalEquity()
            && one.feesPaid() == other.feesPaid()
            && one.failure().isPresent() == other.failure().isPresent()
            && fills.size() == others.size();
    for (int i = 0; isSame && i < fills.size(); i++) {
      isSame =
          fills.eventTimeNanos(i) == others.eventTimeNanos(i)
              && fills.instrument(i) == others.instrument(i)
              && fills.signedQuantity(i) == others.signedQuantity(i)
              && fills.price(i) == others.price(i);
    }
    return isSame;
  }

  /// No variation was run.
  public static FillSensitivity without(String reason) {
    return new FillSensitivity(
        List.of(
            new SensitivityRow(
                "As run",
                "no variation",
                Optional.empty(),
                Optional.of("not measured: " + reason))),
        new BreakEven(OptionalDouble.empty(), Optional.of(reason), 0),
        true);
  }

  private static final String OPTIMISTIC =
      "a limit that is only touched fills; no slippage; no cap on our part of the volume";

  /// What pessimistic fills are, in words.
  public static String pessimistic(VolumeCap volume) {
    return ("the price must go through a limit; slippage doubled, at least 1 bp; the stop is taken"
            + " before the target; %s; no fill at the close of the decision")
        .formatted(volume.limit("a tenth"));
  }

  /// Name of what is done instead of delaying bars where quotes or trade ticks fill orders.
  public static final String LATER_NAME = "One minute later";

  /// What that is, in words.
  public static final String LATER = "each order reaches the market one minute later";

  private static final long MINUTE_NANOS = 60_000_000_000L;

  /// Orders that reach the market one minute later.
  public static Assumptions oneMinuteLater(Assumptions assumptions) {
    return assumptions.withLatencyNanos(Math.addExact(assumptions.latencyNanos(), MINUTE_NANOS));
  }

  static Assumptions optimistic(Assumptions assumptions) {
    return assumptions
        .withFills(assumptions.fills().withLimit(FillRules.Limit.TOUCH).withParticipation(0))
        .withSlippage(Slippage.NONE);
  }

  /// Fees and slippage twice; empty if that would exceed the traded value.
  public static Optional<Assumptions> doubledCosts(Assumptions assumptions) {
    boolean exceeds =
        assumptions.fees().rate() >= FixedPoint.ONE / 2
            || assumptions.slippage().rate() >= FixedPoint.ONE / 2;
    return exceeds
        ? Optional.empty()
        : Optional.of(
            assumptions
                .withFees(assumptions.fees().times(2))
                .withSlippage(assumptions.slippage().times(2)));
  }

  /// Fills at the hard end of what is plausible: [#pessimistic(VolumeCap)].
  public static Assumptions pessimistic(Assumptions assumptions) {
    FillRules rules = assumptions.fills();
    long cap = rules.participation() == 0 ? TENTH : Math.min(TENTH, rules.participation());
    Slippage slippage = assumptions.slippage();
    long doubled = Math.min(FixedPoint.ONE - 1, 2 * slippage.rate());
    return assumptions
        .withFills(
            new FillRules(
                FillRules.Limit.THROUGH,
                FillRules.Children.ENTRY_BAR,
                rules.queue(),
                rules.stopLimit(),
                rules.trail(),
                rules.lots(),
                false,
                rules.childrenDieFlat(),
                cap,
                rules.roundsToTick()))
        .withSlippage(
            new Slippage(
                Math.max(doubled, ONE_BP), slippage.entriesOnly(), slippage.insideTheBar()));
  }

  /// Makes rows.
  private record Variations(
      Assumptions assumptions,
      List<BarColumns> bars,
      List<CorporateActions> actions,
      PerformanceOptions options,
      Rerun rerun) {

    SensitivityRow doubledCosts() {
      boolean isFree =
          assumptions.fees().equals(assumptions.fees().times(2))
              && assumptions.slippage().rate() == 0;
      String change =
          isFree
              ? "twice the fees and slippage, which are 0 as run: nothing changes"
              : "fees and slippage doubled";
      return FillSensitivity.doubledCosts(assumptions)
          .map(doubled -> row("Costs doubled", change, doubled))
          .orElseGet(
              () -> absent("Costs doubled", change, "doubled costs would exceed the traded value"));
    }

    SensitivityRow oneBarLater() {
      RunResult late =
          rerun.under(assumptions, DelayedBars.of(bars), DelayedBars.actions(bars, actions));
      String change = "each bar is known one bar later, so each order reaches the market one later";
      return row("One bar later", change, assumptions, late);
    }

    SensitivityRow row(String name, String change, Assumptions changed) {
      return row(name, change, changed, rerun.under(changed, bars, actions));
    }

    SensitivityRow row(String name, String change, Assumptions changed, RunResult result) {
      if (result.failure().isPresent()) {
        return absent(name, change, "the run failed: " + result.failure().get().getMessage());
      }
      return new SensitivityRow(
          name,
          change,
          Optional.of(SensitivityRow.Outcome.of(result, changed.cash(), startNanos(), options)),
          Optional.empty());
    }

    /// When the account starts: the first open of any instrument.
    private long startNanos() {
      return bars.stream()
          .filter(columns -> columns.size() > 0)
          .mapToLong(columns -> columns.openTimeNanos()[0])
          .min()
          .orElse(0);
    }

    private static SensitivityRow absent(String name, String change, String reason) {
      return new SensitivityRow(name, change, Optional.empty(), Optional.of(reason));
    }
  }
}
