package io.papertape.workspace.run;

import io.papertape.model.RemoteVersion;
import io.papertape.performance.PerformanceOptions;
import io.papertape.performance.RoundTrips.Pairing;
import io.papertape.risk.RiskLimits;
import io.papertape.simulation.Assumptions;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.strategy.DataSelection;
import io.papertape.workspace.strategy.LoadedStrategy;
import java.nio.file.Path;
import java.util.Optional;

/// A strategy with what it shall run on: its own wishes, or what the command said instead.
///
/// @param folder where the strategy was loaded from; kept beside the run, outside its manifest
public record RunPlan(
    LoadedStrategy strategy,
    DataSelection data,
    Assumptions assumptions,
    RiskLimits limits,
    Pairing pairing,
    PerformanceOptions performance,
    Optional<Path> folder) {

  public RunPlan {
    strategy.remoteModel().ifPresent(RunPlan::refuse);
  }

  /// A run could not be made again without the server's answers, and nothing keeps them yet.
  private static void refuse(RemoteVersion remote) {
    throw WorkspaceException.configuration(
        ("Backtests ask no remote model: model=%s, url=%s. Start a paper session on a replay of the"
                + " data (--feed replay:SET@0), which keeps the answers on its tape, or name a"
                + " version with coefficients in strategy.yaml.")
            .formatted(remote.id(), remote.server().url()));
  }

  /// As the strategy has it.
  public static RunPlan of(LoadedStrategy strategy) {
    return new RunPlan(
        strategy,
        strategy.data(),
        strategy.assumptions(),
        strategy.limits(),
        Pairing.FLAT_TO_FLAT,
        PerformanceOptions.standard(),
        Optional.empty());
  }

  /// The same with the strategy as it is for other dates.
  RunPlan with(LoadedStrategy value) {
    return new RunPlan(value, data, assumptions, limits, pairing, performance, folder);
  }

  public RunPlan on(DataSelection value) {
    return new RunPlan(strategy, value, assumptions, limits, pairing, performance, folder);
  }

  public RunPlan under(Assumptions value) {
    return new RunPlan(strategy, data, value, limits, pairing, performance, folder);
  }

  public RunPlan within(RiskLimits value) {
    return new RunPlan(strategy, data, assumptions, value, pairing, performance, folder);
  }

  public RunPlan from(Path value) {
    return new RunPlan(
        strategy, data, assumptions, limits, pairing, performance, Optional.of(value));
  }
}
