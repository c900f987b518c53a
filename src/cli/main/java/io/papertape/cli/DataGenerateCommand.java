package io.papertape.cli;

import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.market.CorporateActions;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.csv.CsvExport;
import io.papertape.workspace.store.ActionText;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetJson;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import io.papertape.workspace.synthetic.SyntheticMarket;
import io.papertape.workspace.synthetic.SyntheticQuotes;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `data generate`: a synthetic market.
@Command(
    name = "generate",
    description = "Make a synthetic market: regimes, fat tails, gaps, a split, a halt.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The same options give the same bars on every machine.",
      "Examples:",
      "  papertape data generate",
      "  papertape data generate --seed 7 --symbols 5 --days 2520 \\",
      "    --name five --out five.csv",
      "  papertape data generate --quotes 1000000 --name quotes"
    })
final class DataGenerateCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(names = "--seed", description = "Seed. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(names = "--symbols", description = "How many shares. Default: ${DEFAULT-VALUE}.")
  private int symbols = 3;

  @Option(names = "--days", description = "Trading days. Default: ${DEFAULT-VALUE}.")
  private int days = 1_260;

  @Option(names = "--resolution", description = "Span of a bar. Default: ${DEFAULT-VALUE}.")
  private String resolution = "1d";

  @Option(
      names = "--quotes",
      description = "Make so many quotes of one instrument instead, such as 1000000.")
  private Optional<Long> quotes = Optional.empty();

  @Option(
      names = "--trades-every",
      description = "With --quotes, also a trade tick at every n-th quote. Default: none.")
  private int tradesEvery;

  @Option(names = "--name", description = "Name of the data set. Default: ${DEFAULT-VALUE}.")
  private String name = "synthetic";

  @Option(names = "--out", description = "Also write the bars to this CSV file.")
  private Optional<Path> csv = Optional.empty();

  @Option(names = "--replace", description = "Replace series that exist.")
  private boolean replace;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  DataGenerateCommand(CommandContext context) {
    this.context = context;
  }

  private DataSet generate(DataStore store, Mode mode) {
    if (quotes.isEmpty()) {
      return new SyntheticMarket(seed, symbols, days, Resolution.parse(resolution))
          .generate(store, name, mode);
    }
    if (csv.isPresent()) {
      throw WorkspaceException.configuration(
          "Quotes are not written along: quotes=%d, out=%s. Use data export %s --out FILE."
              .formatted(quotes.get(), csv.get(), name));
    }
    return new SyntheticQuotes(seed, "SYNQ", quotes.get(), tradesEvery).generate(store, name, mode);
  }

  @Override
  public Integer call() throws IOException {
    DataStore store = DataStore.in(context.workspace());
    DataSet set = generate(store, replace ? Mode.REPLACE : Mode.CREATE);
    if (csv.isPresent()) {
      Path file = context.folder().resolve(csv.get());
      try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
        out.append(CsvExport.HEADER).append('\n');
        for (Series series : set.series()) {
          CsvExport.write(series, store.load(set, series), out);
        }
      }
      ActionsCsv.write(file, csv.get(), set.actions());
    }
    Terminal terminal = context.terminal();
    if (json) {
      terminal.line(Json.text(DataSetJson.toJson(set)));
    } else {
      terminal.line("Generated %s, hash %s".formatted(set.name(), set.hash()));
      set.series().forEach(series -> terminal.line("  " + SeriesText.of(series)));
      set.series().stream()
          .flatMap(
              series -> series.origin().assumptions().stream().map(a -> series.symbol() + " " + a))
          .forEach(text -> terminal.line("  " + text));
      for (CorporateActions ofSymbol : set.actions()) {
        ofSymbol
            .actions()
            .forEach(one -> terminal.line("  " + ofSymbol.symbol() + " " + ActionText.of(one)));
      }
    }
    return 0;
  }
}
