package io.papertape.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.workspace.Counted;
import io.papertape.workspace.csv.ActionsImport;
import io.papertape.workspace.store.DataSetJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `data import-actions`: splits and dividends for bars that are in the store.
@Command(
    name = "import-actions",
    description = "Import splits and dividends from CSV into a data set that has the bars.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Columns: symbol,ex_date,kind,ratio,amount; either of the last two may be left out.",
      "  AAPL,2020-08-31,split,4:1,      four new shares for one old",
      "  AAPL,2020-08-07,dividend,,0.82  per share as held the day before",
      "Examples:",
      "  papertape data import-actions actions.csv --name us",
      "  papertape data import-actions actions.csv --name us --replace --json"
    })
final class DataImportActionsCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "FILE", description = "CSV file.")
  private Path file = Path.of("");

  @Option(names = "--name", required = true, description = "Name of the data set.")
  private String name = "";

  @Option(names = "--append", description = "Add to the actions a symbol has.")
  private boolean append;

  @Option(names = "--replace", description = "Replace all actions of the symbols in the file.")
  private boolean replace;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  DataImportActionsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    ActionsImport.Report report =
        new ActionsImport(context.workspace())
            .run(context.folder().resolve(file), name, DataImportCommand.mode(append, replace));
    Terminal terminal = context.terminal();
    if (json) {
      ObjectNode node = JsonNodeFactory.instance.objectNode().put("actions", report.actions());
      ArrayNode findings = node.putArray("findings");
      report.findings().forEach(findings::add);
      node.set("dataSet", DataSetJson.toJson(report.dataSet()));
      terminal.line(Json.text(node));
    } else {
      terminal.line(
          "Imported %s into %s, hash %s"
              .formatted(
                  Counted.of(report.actions(), "corporate action"), name, report.dataSet().hash()));
      report.findings().forEach(text -> terminal.line("  look at        " + text));
    }
    return 0;
  }
}
