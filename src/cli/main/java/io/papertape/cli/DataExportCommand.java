package io.papertape.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.market.CorporateActions;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.csv.CsvExport;
import io.papertape.workspace.parquet.BarsParquet;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import io.papertape.workspace.store.StoredTicks;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `data export`: bars, quotes or trade ticks as CSV, bars also as Parquet.
@Command(
    name = "export",
    description =
        "Write bars, quotes or trades with exact decimals; importing gives the same hash.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  papertape data export SPY > spy.csv",
      "  papertape data export us --symbol SPY --out spy.csv",
      "  papertape data export us --out us.parquet"
    })
final class DataExportCommand implements Callable<Integer> {
  /// How the file is written.
  enum Format {
    CSV,
    PARQUET
  }

  private final CommandContext context;

  @Parameters(paramLabel = "NAME", description = "Name of the data set.")
  private String name = "";

  @Option(
      names = {"--out", "--csv"},
      description =
          "File to write; splits and dividends go beside it. Default: bars to standard output.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--format",
      description = "${COMPLETION-CANDIDATES}. Default: parquet if the file ends so, else csv.")
  private Optional<Format> format = Optional.empty();

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
    if (out.isEmpty() && (json || format.equals(Optional.of(Format.PARQUET)))) {
      throw WorkspaceException.configuration("Nowhere to put the rows: out=none. Add --out FILE.");
    }
    if (out.isEmpty()) {
      write(store, set, chosen, context.terminal().out());
      return 0;
    }
    Path file = context.folder().resolve(out.get());
    Format written = format.orElseGet(this::formatByName);
    WholeFile.write(
        file,
        draft -> {
          if (written == Format.PARQUET) {
            writeParquet(store, set, chosen, draft);
          } else {
            try (Writer text = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
              write(store, set, chosen, text);
            }
          }
        });
    List<CorporateActions> actions = actions(set, chosen);
    String also = ActionsCsv.write(file, out.get(), actions);
    long rows = chosen.stream().mapToLong(Series::rows).sum();
    if (json) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      node.put("file", out.get().toString()).put(SeriesText.rows(chosen.getFirst()), rows);
      if (!also.isEmpty()) {
        node.put("actionsFile", ActionsCsv.beside(out.get()).toString());
      }
      context.terminal().line(Json.text(node));
    } else {
      context
          .terminal()
          .line(
              "Exported %d %s of %s to %s%s"
                  .formatted(rows, SeriesText.rows(chosen.getFirst()), name, out.get(), also));
    }
    return 0;
  }

  private static List<CorporateActions> actions(DataSet set, List<Series> chosen) {
    return set.actions().stream()
        .filter(one -> chosen.stream().anyMatch(s -> s.symbol().equals(one.symbol())))
        .toList();
  }

  private Format formatByName() {
    boolean isParquet = out.orElseThrow().toString().toLowerCase(Locale.ROOT).endsWith(".parquet");
    return isParquet ? Format.PARQUET : Format.CSV;
  }

  private static void write(DataStore store, DataSet set, List<Series> chosen, Appendable text)
      throws IOException {
    Resolution resolution = chosen.getFirst().resolution();
    text.append(CsvExport.header(resolution)).append('\n');
    for (Series series : chosen) {
      if (resolution.equals(Resolution.QUOTE)) {
        StoredTicks<QuoteColumns> quotes = store.quotes(set, series);
        DataStore.requireIntact(set, series, quotes.contentHash());
        CsvExport.writeQuotes(series, quotes, text);
      } else if (resolution.equals(Resolution.TRADE)) {
        StoredTicks<TradeTickColumns> trades = store.trades(set, series);
        DataStore.requireIntact(set, series, trades.contentHash());
        CsvExport.writeTrades(series, trades, text);
      } else {
        CsvExport.write(series, store.loadIntact(set, series), text);
      }
    }
  }

  private static void writeParquet(DataStore store, DataSet set, List<Series> chosen, Path file) {
    if (chosen.getFirst().resolution().isTicks()) {
      throw WorkspaceException.configuration(
          "Only bars go into Parquet: resolution=%s. Use --format csv."
              .formatted(chosen.getFirst().resolution()));
    }
    try (BarsParquet parquet = new BarsParquet(file, chosen)) {
      for (Series series : chosen) {
        parquet.write(series, store.loadIntact(set, series));
      }
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
