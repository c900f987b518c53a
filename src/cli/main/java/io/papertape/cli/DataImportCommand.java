package io.papertape.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.workspace.Counted;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.csv.CsvImport;
import io.papertape.workspace.csv.ImportReport;
import io.papertape.workspace.lean.LeanFolder;
import io.papertape.workspace.lean.LeanImport;
import io.papertape.workspace.store.DataSetJson;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.Resolution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `data import`: text files or a Lean folder into the store.
@Command(
    name = "import",
    description =
        "Import bars, quotes or trades from CSV or Parquet files, or bars from a Lean data folder.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  papertape data import SPY.csv",
      "  papertape data import eurusd-1h.csv --zone UTC --like fx --symbol EURUSD",
      "  papertape data import jan.csv.gz feb.csv.gz --name btc --symbol BTCUSDT",
      "  papertape data import new.csv --name btc --symbol BTCUSDT --append",
      "  papertape data import lean --symbols SPY,AAPL --resolution 1d --name us"
    })
final class DataImportCommand implements Callable<Integer> {
  private static final int MOST_FINDINGS = 20;

  /// How the given paths are laid out.
  enum Layout {
    AUTO,
    CSV,
    LEAN
  }

  private final CommandContext context;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files, oldest first, or one folder.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--name", description = "Name of the data set. Default: each file's own name.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--append", description = "Add newer bars to series that exist.")
  private boolean append;

  @Option(names = "--replace", description = "Replace series that exist.")
  private boolean replace;

  @Option(
      names = "--layout",
      description = "${COMPLETION-CANDIDATES}; auto takes a folder for a Lean folder.")
  private Layout layout = Layout.AUTO;

  @Option(
      names = "--symbols",
      split = ",",
      description = "Tickers to take from a Lean folder. Default: all.")
  private List<String> symbols = new ArrayList<>();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin private CsvFlags flags = new CsvFlags();

  DataImportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Mode mode = mode(append, replace);
    List<Path> paths = files.stream().map(context.folder()::resolve).toList();
    boolean lean =
        layout == Layout.LEAN || (layout == Layout.AUTO && Files.isDirectory(paths.getFirst()));
    List<ImportReport> reports = lean ? List.of(importLean(mode, paths)) : importCsv(mode, paths);
    if (json) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      reports.forEach(report -> all.add(toJson(report)));
      context.terminal().line(Json.text(all));
    } else {
      reports.forEach(this::print);
    }
    return 0;
  }

  /// What the two options ask for.
  static Mode mode(boolean append, boolean replace) {
    if (append && replace) {
      throw WorkspaceException.configuration(
          "Two ways at once: append=true, replace=true. Choose one of --append and --replace.");
    }
    return append ? Mode.APPEND : replace ? Mode.REPLACE : Mode.CREATE;
  }

  private List<ImportReport> importCsv(Mode mode, List<Path> paths) {
    if (!symbols.isEmpty()) {
      throw WorkspaceException.configuration(
          "Only a Lean folder is cut to symbols: symbols=%s. Use --symbol for a CSV file."
              .formatted(String.join(",", symbols)));
    }
    CsvImport csv = new CsvImport(context.workspace(), flags.options());
    if (name.isPresent()) {
      return List.of(csv.run(name.get(), mode, paths));
    }
    List<ImportReport> reports = new ArrayList<>();
    for (Path path : paths) {
      reports.add(csv.run(CsvImport.defaultName(path), mode, List.of(path)));
    }
    return reports;
  }

  private ImportReport importLean(Mode mode, List<Path> paths) {
    if (paths.size() > 1) {
      throw WorkspaceException.configuration(
          "More than one Lean folder: folders=%d. Give one.".formatted(paths.size()));
    }
    LeanFolder folder = new LeanFolder(paths.getFirst());
    Resolution resolution = flags.onlyResolution().orElse(Resolution.DAY);
    return new LeanImport(context.workspace(), folder)
        .run(name.orElse(folder.name()), mode, symbols, resolution);
  }

  private void print(ImportReport report) {
    Terminal terminal = context.terminal();
    terminal.line(
        "Imported %s: %d accepted, %d rejected%s"
            .formatted(
                report.dataSet().name(),
                report.accepted(),
                report.rejected(),
                report.blank() == 0 ? "" : ", " + Counted.of(report.blank(), "blank line")));
    report.commonestReason().ifPresent(why -> terminal.line("  rejected       " + why));
    report.rejectFile().ifPresent(file -> terminal.line("  rejected rows  " + file));
    report.dataSet().series().forEach(s -> terminal.line("  series         " + SeriesText.of(s)));
    report
        .dataSet()
        .series()
        .forEach(s -> terminal.line("  assumed        " + SeriesText.instrument(s.instrument())));
    report.assumptions().forEach(text -> terminal.line("  assumed        " + text));
    report.findings().stream()
        .limit(MOST_FINDINGS)
        .forEach(text -> terminal.line("  look at        " + text));
    if (report.findings().size() > MOST_FINDINGS) {
      terminal.line(
          "  look at        %d more, see --json"
              .formatted(report.findings().size() - MOST_FINDINGS));
    }
  }

  private static ObjectNode toJson(ImportReport report) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("accepted", report.accepted())
        .put("rejected", report.rejected())
        .put("blank", report.blank());
    report.rejectFile().ifPresent(file -> node.put("rejectFile", file.toString()));
    report.commonestReason().ifPresent(why -> node.put("commonestReason", why));
    ArrayNode findings = node.putArray("findings");
    report.findings().forEach(findings::add);
    ArrayNode assumptions = node.putArray("assumptions");
    report.assumptions().forEach(assumptions::add);
    node.set("dataSet", DataSetJson.toJson(report.dataSet()));
    return node;
  }
}
