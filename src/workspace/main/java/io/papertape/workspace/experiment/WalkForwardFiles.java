package io.papertape.workspace.experiment;

import io.papertape.performance.Measure;
import io.papertape.workspace.experiment.WalkForwardResult.History;
import io.papertape.workspace.experiment.WalkForwardResult.Window;
import io.papertape.workspace.report.WalkForwardPage;
import io.papertape.workspace.report.WalkForwardPage.Curve;
import io.papertape.workspace.report.WalkForwardPage.Fact;
import io.papertape.workspace.report.WalkForwardReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// Writes what a walk-forward leaves in its folder. All of it follows from the manifest, and what
/// deflates by all trials ever made also from the registry.
final class WalkForwardFiles {
  static final String SUMMARY = "walk-forward.json";

  private WalkForwardFiles() {}

  static void write(
      WalkForwardResult result, ZoneId zone, ExperimentFolder folder, Consumer<Path> sealed)
      throws IOException {
    SweepFiles.writeTrials(result.plan().space().axes(), result.trials(), folder);
    folder.put("windows.csv", WalkForwardTable.windows(result));
    folder.put("windows.jsonl", WalkForwardJson.windows(result));
    folder.put("windows.parquet", file -> WalkForwardParquet.windows(result, file));
    if (result.stitched().isPresent()) {
      History joined = result.stitched().get();
      folder.put("equity.csv", WalkForwardTable.equity(result, joined));
      folder.put("equity.parquet", file -> WalkForwardParquet.equity(result, joined, file));
    }
    if (!result.paths().isEmpty()) {
      folder.put("paths.csv", WalkForwardTable.paths(result));
      folder.put("paths.parquet", file -> WalkForwardParquet.paths(result, file));
    }
    folder.put(SUMMARY, WalkForwardJson.text(result));
    folder.put("report.html", WalkForwardReport.render(page(result, zone)));
    folder.seal(WalkForwardText.lines(result), sealed);
  }

  private static WalkForwardPage page(WalkForwardResult result, ZoneId zone) {
    List<String> names = WalkForwardTable.shown(result.objective());
    List<String> columns = new ArrayList<>(List.of("Window", "Test", "Chosen"));
    names.forEach(
        name -> {
          columns.add("#" + WalkForwardText.label(name) + " in");
          columns.add("#out");
        });
    columns.add("Train");
    return new WalkForwardPage(
        result.id(),
        result.strategy(),
        facts(result),
        result.verdict(),
        WalkForwardText.efficiency(result),
        WalkForwardText.comparison(result),
        columns,
        rows(result, names),
        curves(result),
        result.selection(),
        result.periodsPerYear(),
        result
            .selection()
            .map(
                one ->
                    SelectionFigures.cells(
                        SelectionFigures.of(
                            one, result.counted().size(), result.ever(), result.left())))
            .orElse(List.of()),
        new String(result.manifest(), StandardCharsets.UTF_8),
        zone);
  }

  private static List<Fact> facts(WalkForwardResult result) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "Period", "%s to %s".formatted(result.days().getFirst(), result.days().getLast())));
    facts.add(new Fact("Cut", result.plan().cut().text()));
    facts.add(new Fact("Chosen by", result.objective().typed()));
    facts.add(new Fact("Trials", trials(result)));
    facts.add(new Fact("Trials ever on this data", Integer.toString(result.ever().count())));
    String uncounted = result.uncounted().line();
    if (!uncounted.isEmpty()) {
      facts.add(new Fact("Not counted", uncounted));
    }
    facts.add(new Fact("Walk-forward", result.id()));
    return facts;
  }

  private static String trials(WalkForwardResult result) {
    int tried = result.trials().size();
    return result
        .exhausted()
        .map(why -> "%d, %d asked for: %s".formatted(tried, result.plan().search().trials(), why))
        .orElseGet(() -> Integer.toString(tried));
  }

  private static List<List<String>> rows(WalkForwardResult result, List<String> names) {
    List<List<String>> rows = new ArrayList<>();
    for (Window window : result.windows()) {
      List<String> row = new ArrayList<>();
      row.add(Integer.toString(rows.size() + 1));
      row.add(WalkForwardTable.days(result, window.choice().fold().test()));
      row.add(result.chosen(window));
      for (String name : names) {
        row.add(text(window.inSample(), name));
        row.add(text(window.outOfSample(), name));
      }
      row.add(WalkForwardTable.days(result, window.choice().fold().train()));
      rows.add(row);
    }
    return rows;
  }

  private static String text(List<Measure> figures, String name) {
    return WalkForwardText.number(
        name,
        SliceFigures.figure(figures, name).map(Measure::value).orElse(OptionalDouble.empty()));
  }

  private static List<Curve> curves(WalkForwardResult result) {
    List<Curve> curves = new ArrayList<>();
    result.stitched().ifPresent(one -> curves.add(curve("stitched", one)));
    for (History path : result.paths()) {
      curves.add(curve("path " + (curves.size() + 1), path));
    }
    return curves;
  }

  private static Curve curve(String name, History history) {
    return new Curve(name, history.endNanos(), history.levels());
  }
}
