package io.papertape.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetJson;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Series;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
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
    List<Item> items = store.names().stream().map(name -> Item.of(store, name)).toList();
    Terminal terminal = context.terminal();
    if (json) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      items.forEach(item -> all.add(item.json()));
      terminal.line(Json.text(all));
    } else if (items.isEmpty()) {
      terminal.line(
          ("No data sets in %s. papertape data import FILE adds one, papertape "
                  + "data generate makes one.")
              .formatted(context.workspace().data()));
    } else {
      items.forEach(item -> terminal.line("%-24s %s".formatted(item.name(), item.text())));
    }
    return 0;
  }

  /// A data set, or why it cannot be read: that hides none of the others.
  private record Item(String name, Optional<DataSet> set, String problem) {
    static Item of(DataStore store, String name) {
      try {
        return new Item(name, Optional.of(store.get(name)), "");
      } catch (WorkspaceException | UncheckedIOException e) {
        return new Item(name, Optional.empty(), Failures.text(e));
      }
    }

    ObjectNode json() {
      return set.map(DataSetJson::toJson)
          .orElseGet(
              () ->
                  JsonNodeFactory.instance.objectNode().put("name", name).put("problem", problem));
    }

    String text() {
      return set.map(Item::text).orElse(problem);
    }

    private static String text(DataSet set) {
      boolean hasTicks = set.series().stream().anyMatch(one -> one.resolution().isTicks());
      String called = hasTicks ? "rows" : "bars";
      long rows = set.series().stream().mapToLong(Series::rows).sum();
      return "%d series, %d %s, hash %s"
          .formatted(set.series().size(), rows, called, set.hash().substring(0, 16));
    }
  }
}
