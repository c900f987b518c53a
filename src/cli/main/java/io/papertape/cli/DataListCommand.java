package io.papertape.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetJson;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Series;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `data list`: what the store holds.
@Command(
    name = "list",
    description = "List the data sets.",
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  papertape data list", "  papertape data list --json"})
final class DataListCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  DataListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    DataStore store = DataStore.in(context.workspace());
    List<DataSet> sets = store.names().stream().map(store::get).toList();
    Terminal terminal = context.terminal();
    if (json) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      sets.forEach(set -> all.add(DataSetJson.toJson(set)));
      terminal.line(Json.text(all));
    } else if (sets.isEmpty()) {
      terminal.line(
          ("No data sets in %s. papertape data import FILE adds one, papertape "
                  + "data generate makes one.")
              .formatted(context.workspace().data()));
    } else {
      sets.forEach(this::print);
    }
    return 0;
  }

  private void print(DataSet set) {
    boolean hasTicks = set.series().stream().anyMatch(one -> one.resolution().isTicks());
    String called = hasTicks ? "rows" : "bars";
    long rows = set.series().stream().mapToLong(Series::rows).sum();
    context
        .terminal()
        .line(
            "%-24s %d series, %d %s, hash %s"
                .formatted(
                    set.name(), set.series().size(), rows, called, set.hash().substring(0, 16)));
  }
}
