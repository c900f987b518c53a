package io.papertape.workspace.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.run.Backtest;
import io.papertape.workspace.run.CanonicalJson;
import io.papertape.workspace.run.Manifest;
import io.papertape.workspace.run.RunProgress;
import io.papertape.workspace.run.StrategyPlaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A row of the table of a sweep or walk-forward, to be made again as a full run.
///
/// @param folder of the sweep or walk-forward
/// @param row    line of `trials.jsonl`
public record TrialRow(Path folder, JsonNode row) {
  private static final int FEWEST_DIGITS = 4;
  private static final String RUN = "\"run\":\"";

  /// Finds the row whose run has an id.
  ///
  /// @param text the id, its beginning, or the whole hash of the run's manifest
  public static TrialRow find(Workspace workspace, String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    if (!wanted.matches("[0-9a-f]{%d,64}".formatted(FEWEST_DIGITS))) {
      throw WorkspaceException.configuration(
          "Not the id of a run: run=%s. Give at least %d of its hex digits, as trials.csv has them."
              .formatted(text, FEWEST_DIGITS));
    }
    TreeMap<String, TrialRow> found = new TreeMap<>();
    for (String kind : List.of(ExperimentFolder.SWEEPS, ExperimentFolder.WALK_FORWARDS)) {
      for (Path folder : folders(workspace.home().resolve(kind))) {
        find(folder, wanted, found);
      }
    }
    if (found.size() == 1) {
      return found.firstEntry().getValue();
    }
    throw WorkspaceException.configuration(
        found.isEmpty()
            ? ("No row of a sweep or walk-forward has this run: run=%s."
                    + " The column run of trials.csv and windows.csv lists them.")
                .formatted(text)
            : "Several runs begin like this: run=%s. Which of: %s?"
                .formatted(text, String.join(", ", found.keySet().stream().limit(8).toList())));
  }

  private static List<Path> folders(Path root) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(root)) {
      return all.filter(path -> Files.exists(path.resolve(ExperimentFolder.TRIALS)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void find(Path folder, String wanted, Map<String, TrialRow> found) {
    String key = RUN + wanted.substring(0, Math.min(16, wanted.length()));
    try (Stream<String> lines = Files.lines(folder.resolve(ExperimentFolder.TRIALS))) {
      for (String line : lines.filter(one -> one.contains(key)).toList()) {
        JsonNode row = CanonicalJson.read(line.getBytes(StandardCharsets.UTF_8));
        if (row.path("manifest").asText().startsWith(wanted)) {
          found.putIfAbsent(row.path("run").asText(), new TrialRow(folder, row));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What it is, as `row 24 of sweep 1f2e3d4c5b6a7988`.
  public String text() {
    boolean isSweep = folder.getParent().endsWith(ExperimentFolder.SWEEPS);
    return "row %d of %s %s"
        .formatted(
            row.path("trial").asInt(), isSweep ? "sweep" : "walk-forward", folder.getFileName());
  }

  /// Makes the run, kept as one of `papertape backtest`, or compares it with the one that is
  /// there.
  public Backtest.Outcome run(Workspace workspace, StrategyPlaces places, RunProgress progress) {
    return new Backtest(workspace).run(manifest(), places, folder, progress);
  }

  /// The manifest of the run: that of the sweep with the row's values.
  private Manifest manifest() {
    Map<String, String> values = new TreeMap<>();
    row.path("parameters").properties().forEach(e -> values.put(e.getKey(), e.getValue().asText()));
    Path file = folder.resolve(ExperimentFolder.MANIFEST);
    try {
      JsonNode stated = CanonicalJson.read(Files.readAllBytes(file));
      Manifest manifest =
          Manifest.read(CanonicalJson.bytes((ObjectNode) stated.path("run"))).with(values);
      if (!manifest.hash().equals(row.path("manifest").asText())) {
        throw WorkspaceException.data(
            "Row does not follow from its manifest: %s, states=%s, follows=%s. A file was changed."
                .formatted(text(), row.path("manifest").asText(), manifest.hash()));
      }
      return manifest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// True of a trial that an early stop ended: the run goes on to the end of the data.
  public boolean isStopped() {
    return row.path("status").asText().equals(TrialTable.word(Trial.Status.STOPPED));
  }

  /// What the row says.
  public int figures() {
    return row.path("figures").size();
  }

  /// In what a run differs from the row, a sentence each.
  ///
  /// @param result content of its `result.json`
  public List<String> differences(JsonNode result) {
    List<String> differences = new ArrayList<>();
    compare("final equity", row.path("finalEquity"), result.path("finalEquity"), differences);
    compare("fills", row.path("fills"), result.path("fills"), differences);
    for (JsonNode figure : row.path("figures")) {
      String name = figure.path("name").asText();
      compare(name, figure.path("value"), figure(result, name).path("value"), differences);
    }
    return differences;
  }

  private static JsonNode figure(JsonNode result, String name) {
    for (JsonNode one : result.path("figures")) {
      boolean isOurs = one.path("convention").asText().equals("papertape");
      if (isOurs && one.path("name").asText().equals(name)) {
        return one;
      }
    }
    return result.path("none");
  }

  private static void compare(String what, JsonNode row, JsonNode run, List<String> into) {
    String was = text(row).orElse("none");
    String is = text(run).orElse("none");
    if (!was.equals(is)) {
      into.add("%s: row %s, run %s".formatted(what, was, is));
    }
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.of(node.asText("")).filter(text -> !text.isEmpty());
  }
}
