package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.report.JournalFills;
import io.papertape.workspace.run.RunFolder;
import io.papertape.workspace.run.Runs;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `report`: where the report and the tables of a stored run are.
@Command(
    name = "report",
    description = "Print where the report of a run is, or write its tables for pandas.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  papertape report 0123456789abcdef",
      "  papertape report 0123456789abcdef --csv",
      "  xdg-open \"$(papertape report 0123456789abcdef --open-path)\""
    })
final class ReportCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "RUN", description = "Id, its start, last, or the folder.")
  private String run = "";

  @Option(names = "--csv", description = "Write equity, fills and round trips; print the files.")
  private boolean csv;

  @Option(names = "--open-path", description = "Print the report as a file: address, no more.")
  private boolean openPath;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ReportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = folder();
    List<Path> files = csv ? tables(folder) : List.of(report(folder));
    if (json) {
      ArrayNode paths = JsonNodeFactory.instance.arrayNode();
      files.forEach(file -> paths.add(file.toString()));
      context.terminal().line(Json.text(JsonNodeFactory.instance.objectNode().set("files", paths)));
      return 0;
    }
    for (Path file : files) {
      context.terminal().line(openPath ? file.toUri().toString() : file.toString());
    }
    return 0;
  }

  private Path folder() {
    Path named = context.folder().resolve(run).toAbsolutePath().normalize();
    if (Files.isRegularFile(named.resolve(RunFolder.MANIFEST))) {
      return named;
    }
    NamedSession.refuse(
        context.workspace(),
        run,
        "Session has no report: session=%s. papertape paper show %s shows it, paper track and paper"
            + " compare hold it against a backtest.");
    return Runs.in(context.workspace()).get(run).path();
  }

  /// A run that failed has none, and must not be deleted for that.
  private static Path report(Path folder) {
    RunFolder kept = new RunFolder(folder);
    if (Files.notExists(kept.report()) && Files.exists(kept.result())) {
      JsonNode result = kept.readResult();
      if (result.path("status").asText().equals("failed")) {
        throw WorkspaceException.data(
            ("Run failed, so it has no report: run=%s. papertape explain %s %d shows why, --csv"
                    + " writes its tables.")
                .formatted(kept.id(), kept.id(), result.path("entries").asLong() - 2));
      }
    }
    return existing(folder, "report.html");
  }

  /// Equity and round trips are in the run's folder already; fills are read from its journal.
  private static List<Path> tables(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(existing(folder, "equity.csv"));
    Path journal = existing(folder, "journal.jsonl");
    Path fills = folder.resolve("fills.csv");
    try (Writer out = Files.newBufferedWriter(fills, StandardCharsets.UTF_8)) {
      JournalFills.write(journal, out);
    }
    files.add(fills);
    files.add(existing(folder, "round-trips.csv"));
    return files;
  }

  private static Path existing(Path folder, String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new WorkspaceException(
          WorkspaceException.Kind.DATA,
          "Run folder is incomplete: missing=%s, folder=%s. Delete it and run the backtest again."
              .formatted(name, folder));
    }
    return file;
  }
}
