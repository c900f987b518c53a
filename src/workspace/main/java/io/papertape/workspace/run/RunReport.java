package io.papertape.workspace.run;

import io.papertape.market.BarColumns;
import io.papertape.market.CorporateActions;
import io.papertape.performance.PerformanceOptions;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.RunMemory;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.SharedColumns;
import io.papertape.simulation.Simulation;
import io.papertape.workspace.report.FillSensitivity;
import io.papertape.workspace.report.HtmlReport;
import io.papertape.workspace.report.ReportInput;
import io.papertape.workspace.report.Rerun;
import io.papertape.workspace.report.RunFacts;
import io.papertape.workspace.strategy.LoadedStrategy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The report of a finished run; runs the strategy again under other assumptions for it.
final class RunReport {
  private static final long MOST_TICKS = 2_000_000;

  private RunReport() {}

  /// Bytes of `report.html`, the same whenever the run is made.
  static byte[] html(ReportInput input) {
    return HtmlReport.render(input).getBytes(StandardCharsets.UTF_8);
  }

  /// What the report shows; none of a run that failed, because there is nothing to measure.
  ///
  /// @param audit what an audit of the run found, in sentences; empty if it was not audited
  static Optional<ReportInput> of(LoadedStrategy strategy, FinishedRun run, List<String> audit) {
    return run.result().failure().isPresent()
        ? Optional.empty()
        : Optional.of(input(strategy, run, audit));
  }

  private static ReportInput input(LoadedStrategy strategy, FinishedRun run, List<String> audit) {
    RunBars data = run.data();
    Manifest manifest = run.manifest();
    boolean isLong = !data.ticks().isEmpty() && data.rows() > MOST_TICKS;
    FillSensitivity sensitivity =
        isLong
            ? FillSensitivity.without(
                "the run reads %d quotes or trades; runs of more than %d are not repeated"
                    .formatted(data.rows(), MOST_TICKS))
            : sensitivity(strategy, run);
    return new ReportInput(
        facts(strategy, run),
        manifest.parameters(),
        RunNotes.of(strategy, run),
        manifest.assumptions(),
        manifest.limits(),
        run.report(),
        isLong ? Optional.empty() : ReportInput.moments(run.result().equity(), run.report()),
        data.instruments(),
        data.bars(),
        data.volumeCap(),
        run.result().fills(),
        run.roundTrips(),
        sensitivity,
        audit);
  }

  private static FillSensitivity sensitivity(LoadedStrategy strategy, FinishedRun run) {
    RunBars data = run.data();
    Assumptions asRun = run.manifest().assumptions();
    PerformanceOptions options = run.manifest().performance();
    List<CorporateActions> stated = data.used().stream().map(UsedSeries::actions).toList();
    SharedColumns columns = new SharedColumns();
    RunMemory memory = new RunMemory();
    Rerun again =
        (assumptions, bars, actions) ->
            rerun(strategy, run, assumptions, bars, actions).sharing(columns).using(memory).run();
    return FillSensitivity.of(
        run.result(), asRun, data.bars(), stated, options, data.volumeCap(), again);
  }

  private static RunFacts facts(LoadedStrategy strategy, FinishedRun run) {
    RunResult result = run.result();
    return new RunFacts(
        run.manifest().id(),
        strategy.name(),
        strategy.description(),
        RunFacts.Status.of(result),
        result.failure().map(Throwable::getMessage),
        run.data().firstOpenNanos(),
        run.data().lastCloseNanos(),
        result.finalEquity(),
        result.feesPaid(),
        new String(run.manifest().bytes(), StandardCharsets.UTF_8),
        result.root());
  }

  private static Simulation rerun(
      LoadedStrategy strategy,
      FinishedRun run,
      Assumptions assumptions,
      List<BarColumns> bars,
      List<CorporateActions> actions) {
    Simulation simulation =
        Simulation.of(strategy.create())
            .under(assumptions)
            .within(run.manifest().limits())
            .unrecorded();
    for (int i = 0; i < bars.size(); i++) {
      UsedSeries used = run.data().used().get(i);
      simulation.on(used.instrument(), bars.get(i), actions.get(i));
      if (!run.data().ticks().isEmpty()) {
        run.data().ticks().get(i).addTo(simulation);
      }
    }
    return simulation;
  }
}
