package io.papertape.cli;

import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.market.CorporateActions;
import io.papertape.workspace.store.ActionText;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetJson;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Series;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `data show`: one data set with its definitions.
@Command(
    name = "show",
    description = "Show a data set: series, instruments, sources, assumptions, splits, dividends.",
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  papertape data show SPY", "  papertape data show SPY --json"})
final class DataShowCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "NAME", description = "Name of the data set.")
  private String name = "";

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  DataShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    DataSet set = DataStore.in(context.workspace()).get(name);
    Terminal terminal = context.terminal();
    if (json) {
      terminal.line(Json.text(DataSetJson.toJson(set)));
      return 0;
    }
    terminal.line("%s: %d series, hash %s".formatted(set.name(), set.series().size(), set.hash()));
    set.series().forEach(this::print);
    set.actions().forEach(this::print);
    return 0;
  }

  private void print(CorporateActions actions) {
    Terminal terminal = context.terminal();
    terminal.line("");
    terminal.line(
        "%s, %d corporate %s"
            .formatted(
                actions.symbol(),
                actions.actions().size(),
                actions.actions().size() == 1 ? "action" : "actions"));
    actions.actions().forEach(action -> terminal.line("  " + ActionText.of(action)));
  }

  private void print(Series series) {
    Terminal terminal = context.terminal();
    terminal.line("");
    terminal.line(SeriesText.of(series));
    terminal.line("  instrument  " + SeriesText.instrument(series.instrument()));
    terminal.line(
        "  times       zone %s, stamped at the %s of the bar in the source"
            .formatted(series.origin().zone(), series.origin().stamp()));
    terminal.line("  hash        " + series.hash());
    for (var source : series.origin().sources()) {
      terminal.line("  source      %s sha256 %s".formatted(source.name(), source.sha256()));
    }
    series.origin().assumptions().forEach(text -> terminal.line("  assumed     " + text));
  }
}
