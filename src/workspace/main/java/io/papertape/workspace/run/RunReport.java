package io.papertape.workspace.run;

import io.papertape.market.BarColumns;
import io.papertape.market.CorporateActions;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import io.papertape.workspace.report.FillSensitivity;
import io.papertape.workspace.report.ReportInput;
import io.papertape.workspace.report.RunFacts;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What the report of a finished run shows; runs the strategy again under other assumptions for
/// it.
final class RunReport {
  private RunReport() {}

  static ReportInput input(RunPlan plan, FinishedRun run) {
    RunBars data = run.data();
    Manifest manifest = run.manifest();
    FillSensitivity sensitivity =
        FillSensitivity.of(
            run.result(),
            manifest.assumptions(),
            data.bars(),
            data.used().stream().map(UsedSeries::actions).toList(),
            manifest.performance(),
            (assumptions, bars, actions) -> rerun(plan, run, assumptions, bars, actions));
    return new ReportInput(
        facts(plan, run),
        manifest.parameters(),
        plan.strategy().notes(),
        manifest.assumptions(),
        manifest.limits(),
        run.report(),
        data.instruments(),
        data.bars(),
        run.result().fills(),
        run.roundTrips(),
        sensitivity);
  }

  private static RunFacts facts(RunPlan plan, FinishedRun run) {
    RunResult result = run.result();
    return new RunFacts(
        run.manifest().id(),
        plan.strategy().name(),
        plan.strategy().description(),
        RunFacts.Status.of(result),
        result.failure().map(Throwable::getMessage),
        run.data().firstOpenNanos(),
        run.data().lastCloseNanos(),
        result.finalEquity(),
        result.feesPaid(),
        new String(run.manifest().bytes(), StandardCharsets.UTF_8),
        result.root());
  }

  private static RunResult rerun(
      RunPlan plan,
      FinishedRun run,
      Assumptions assumptions,
      List<BarColumns> bars,
      List<CorporateActions> actions) {
    Simulation simulation =
        Simulation.of(plan.strategy().create())
            .under(assumptions)
            .within(run.manifest().limits())
            .unrecorded();
    for (int i = 0; i < bars.size(); i++) {
      UsedSeries used = run.data().used().get(i);
      simulation.on(used.instrument(), bars.get(i), actions.get(i));
    }
    return simulation.run();
  }
}
