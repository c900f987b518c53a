package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.experiment.Verdict;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.experiment.ExperimentSeal;
import io.papertape.workspace.experiment.FinishedExperiment;
import io.papertape.workspace.experiment.VerdictText;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/// Prints what a sweep or walk-forward ends with: its lines, the verdict in colours on a
/// terminal, and where it is kept.
///
/// @param kind `sweep` or `walk-forward`
record ExperimentOutput(String kind, Terminal terminal, boolean isColoured, boolean isJson) {

  /// The ledger keeps the hash of what it ended with.
  void record(Workspace workspace, Path folder) {
    ExperimentSeal.record(workspace, folder, Clock.systemUTC(), terminal.err()::println);
  }

  void done(List<String> lines, JsonNode json, String id, Path folder) {
    if (isJson) {
      terminal.line(Json.text(json));
      return;
    }
    lines.forEach(line -> terminal.line(painted(line)));
    row("report", folder.resolve("report.html").toString());
    row("files", folder.toString());
    row(kind, id);
  }

  /// What was done before is shown, not done again.
  void found(FinishedExperiment done) {
    done(done.summary(), done.json(), done.id(), done.folder());
    terminal.err().print("This %s was done before; --again runs it once more\n".formatted(kind));
    terminal.err().flush();
  }

  private void row(String label, String value) {
    terminal.line("%-20s %s".formatted(label, value));
  }

  private String painted(String line) {
    return isColoured
        ? VerdictText.graded(line)
            .map(
                graded ->
                    Ansi.ON.string(
                            "@|bold,%s %s|@"
                                .formatted(colour(graded.grade()), line.substring(0, graded.end())))
                        + line.substring(graded.end()))
            .orElse(line)
        : line;
  }

  private static String colour(Verdict.Grade grade) {
    return switch (grade) {
      case HOLDS -> "green";
      case DOUBTFUL -> "yellow";
      case FAILS -> "red";
      case UNKNOWN -> "faint";
    };
  }
}
