package io.papertape.workspace.run;

import io.papertape.performance.PerformanceInput;
import io.papertape.performance.RoundTrip;
import io.papertape.simulation.RunMemory;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.SharedColumns;
import io.papertape.strategy.Strategy;
import java.util.List;

/// A run that leaves nothing behind: one of the many of a sweep. Its manifest is that of the run
/// which `papertape backtest` would make and keep, and its result the same, bit for bit.
public record UnrecordedRun(Manifest manifest, RunBars data, RunResult result) {

  /// Runs to the end of the data.
  ///
  /// @param strategy a new instance; that of the plan, or one around it
  /// @param columns  shared by runs over the same data
  /// @param memory   holds the result until the next run with it begins
  public static UnrecordedRun of(
      RunPlan plan, RunBars data, Strategy strategy, SharedColumns columns, RunMemory memory) {
    Manifest manifest = Manifest.of(plan, data);
    RunResult result =
        FinishedRun.simulation("unrecorded", manifest, data, strategy, _ -> {})
            .unrecorded()
            .sharing(columns)
            .using(memory)
            .run();
    return new UnrecordedRun(manifest, data, result);
  }

  /// Equity and nothing else, which is quick.
  public PerformanceInput equity() {
    return FinishedRun.equity(manifest, data, result);
  }

  /// Everything that figures are computed from.
  public PerformanceInput all() {
    List<RoundTrip> trips = FinishedRun.roundTrips(manifest, data, result);
    return FinishedRun.input(manifest, data, result, trips);
  }
}
