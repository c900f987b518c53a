package io.papertape.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.market.CorporateActions;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.csv.CsvExport;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `data export`: bars as CSV.
@Command(
    name = "export",
    description = "Write bars as CSV with exact decimals; importing it gives the same hash.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  papertape data export SPY > spy.csv",
      "  papertape data export us --symbol SPY --csv spy.csv"
    })
final class DataExportCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "NAME", description = "Name of the data set.")
  private String name = "";

  @Option(
      names = "--csv",
      description =
          "File to write; splits and dividends go beside it. Default: bars to standard output.")
  private Optional<Path> csv = Optional.empty();

  @Option(names = "--symbol", description = "Only this instrument.")
  private Optional<String> symbol = Optional.empty();

  @Option(names = "--resolution", description = "Only this resolution.")
  private Optional<String> resolution = Optional.empty();

  @Option(names = "--json", description = "Print JSON about the file written.")
  private boolean json;

  DataExportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    DataStore store = DataStore.in(context.workspace());
    DataSet set = store.get(name);
    List<Series> chosen = chosen(set);
    if (json && csv.isEmpty()) {
      throw WorkspaceException.configuration(
          "Nowhere to put the bars: json=true, csv=none. Add --csv FILE.");
    }
    if (csv.isEmpty()) {
      write(store, set, chosen, context.terminal().out());
      return 0;
    }
    Path file = context.folder().resolve(csv.get());
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      write(store, set, chosen, out);
    }
    List<CorporateActions> actions = actions(set, chosen);
    String also = ActionsCsv.write(file, csv.get(), actions);
    long rows = chosen.stream().mapToLong(Series::rows).sum();
    if (json) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      node.put("file", csv.get().toString()).put("bars", rows);
      if (!also.isEmpty()) {
        node.put("actionsFile", ActionsCsv.beside(csv.get()).toString());
      }
      context.terminal().line(Json.text(node));
    } else {
      context
          .terminal()
          .line("Exported %d bars of %s to %s%s".formatted(rows, name, csv.get(), also));
    }
    return 0;
  }

  private static List<CorporateActions> actions(DataSet set, List<Series> chosen) {
    return set.actions().stream()
        .filter(one -> chosen.stream().anyMatch(s -> s.symbol().equals(one.symbol())))
        .toList();
  }

  private static void write(DataStore store, DataSet set, List<Series> chosen, Appendable out)
      throws IOException {
    out.append(CsvExport.HEADER).append('\n');
    for (Series series : chosen) {
      CsvExport.write(series, store.load(set, series), out);
    }
  }

  private List<Series> chosen(DataSet set) {
    Optional<Resolution> only = resolution.map(Resolution::parse);
    List<Series> chosen =
        set.series().stream()
            .filter(s -> symbol.isEmpty() || symbol.get().equals(s.symbol()))
            .filter(s -> only.isEmpty() || only.get().equals(s.resolution()))
            .toList();
    List<Resolution> found = chosen.stream().map(Series::resolution).distinct().toList();
    if (found.isEmpty()) {
      throw WorkspaceException.data(
          "Nothing to export: dataSet=%s, symbol=%s, resolution=%s. See papertape data show %s."
              .formatted(name, symbol.orElse("any"), resolution.orElse("any"), name));
    }
    if (found.size() > 1) {
      throw WorkspaceException.configuration(
          "More than one resolution: dataSet=%s, resolutions=%s. Choose one with --resolution."
              .formatted(name, found));
    }
    return chosen;
  }
}
