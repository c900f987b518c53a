package io.papertape.workspace.experiment;

import io.papertape.workspace.report.SweepReport;
import io.papertape.workspace.run.DurableFiles;
import io.papertape.workspace.run.RunPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Writes what a sweep leaves in its folder. The tables follow from the sweep's manifest alone;
/// what deflates by all trials ever made also from the registry.
final class SweepFiles {
  private SweepFiles() {}

  static void write(SweepResult result, RunPlan base) throws IOException {
    put(result.folder(), "trials.csv", SweepTable.csv(result));
    put(result.folder(), "trials.jsonl", SweepTable.json(result));
    Path draft = result.folder().resolve("trials.parquet.draft");
    new SweepParquet(result).write(draft);
    DurableFiles.rename(draft, result.folder().resolve("trials.parquet"));
    put(result.folder(), "sweep.json", SweepJson.text(result));
    put(result.folder(), "report.html", SweepReport.render(SweepPage.of(result, base)));
  }

  /// Nobody sees half a file.
  private static void put(Path folder, String name, String text) throws IOException {
    Path draft = folder.resolve(name + ".draft");
    DurableFiles.write(draft, text.getBytes(StandardCharsets.UTF_8));
    DurableFiles.rename(draft, folder.resolve(name));
  }
}
