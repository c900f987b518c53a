package io.papertape.workspace.run;

import io.papertape.market.BarColumns;
import io.papertape.simulation.Assumptions;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import io.papertape.workspace.report.FillSensitivity;
import io.papertape.workspace.report.ReportInput;
import io.papertape.workspace.report.RunFacts;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What the report of a finished run is made from; runs the strategy again under other assumptions.
final class RunReport {
  private RunReport() {}

  static ReportInput of(RunPlan plan, FinishedRun run) {
    Manifest manifest = run.manifest();
    RunData data = run.data();
    RunResult result = run.result();
    FillSensitivity sensitivity =
        FillSensitivity.of(
            result,
            manifest.assumptions(),
            data.bars(),
            manifest.performance(),
            (assumptions, bars) -> again(plan, manifest, data, assumptions, bars));
    return new ReportInput(
        facts(run),
        manifest.parameters(),
        plan.strategy().notes(),
        manifest.assumptions(),
        manifest.limits(),
        run.report(),
        data.instruments(),
        data.bars(),
        result.fills(),
        run.roundTrips(),
        sensitivity);
  }

  private static RunFacts facts(FinishedRun run) {
    RunResult result = run.result();
    return new RunFacts(
        run.manifest().id(),
        run.manifest().strategy(),
        "",
        RunFacts.Status.of(result),
        result.failure().map(RuntimeException::toString),
        run.data().firstOpenNanos(),
        run.data().lastCloseNanos(),
        result.finalEquity(),
        result.feesPaid(),
        new String(run.manifest().bytes(), StandardCharsets.UTF_8),
        result.root());
  }

  private static RunResult again(
      RunPlan plan,
      Manifest manifest,
      RunData data,
      Assumptions assumptions,
      List<BarColumns> bars) {
    Simulation simulation =
        Simulation.of(plan.strategy().create())
            .named(manifest.strategy())
            .under(assumptions)
            .within(manifest.limits())
            .unrecorded();
    for (int i = 0; i < bars.size(); i++) {
      simulation.on(data.used().get(i).instrument(), bars.get(i));
    }
    return simulation.run();
  }
}
