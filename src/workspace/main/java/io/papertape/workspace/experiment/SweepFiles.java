package io.papertape.workspace.experiment;

import io.papertape.workspace.report.SweepReport;
import io.papertape.workspace.run.RunPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Writes what a sweep leaves in its folder. The tables follow from the sweep's manifest alone;
/// what deflates by all trials ever made also from the registry.
final class SweepFiles {
  static final String SUMMARY = "sweep.json";

  private SweepFiles() {}

  static void write(
      SweepResult result, RunPlan base, ExperimentFolder folder, Consumer<Path> sealed)
      throws IOException {
    writeTrials(result.plan().space().axes(), result.trials(), folder);
    folder.put(SUMMARY, SweepJson.text(result));
    folder.put("report.html", SweepReport.render(SweepPage.of(result, base)));
    folder.seal(SweepText.lines(result), sealed);
  }

  /// The table of all trials in three forms.
  static void writeTrials(List<Axis> axes, List<Trial> trials, ExperimentFolder folder)
      throws IOException {
    folder.put("trials.csv", TrialTable.csv(axes, trials));
    folder.put(ExperimentFolder.TRIALS, TrialTable.json(trials));
    folder.put("trials.parquet", file -> new TrialParquet(axes, trials).write(file));
  }
}
