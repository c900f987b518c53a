package io.papertape.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.workspace.model.ModelFolder;
import io.papertape.workspace.model.StoredModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `model list`: the versions of a strategy.
@Command(
    name = "list",
    description = "List the model versions of a strategy.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  papertape model list strategies/ridge",
      "  papertape model list strategies/ridge --json"
    })
final class ModelListCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "STRATEGY", description = "Folder of the strategy.")
  private Path strategy = Path.of("");

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ModelListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Path folder = context.folder().resolve(strategy);
    List<StoredModel> models =
        ModelFolder.versions(folder).stream().map(ModelFolder::read).toList();
    if (json) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      models.forEach(model -> all.add(ModelText.json(model)));
      context.terminal().line(Json.text(all));
    } else if (models.isEmpty()) {
      context
          .terminal()
          .line("No models in %s. papertape model fit %s makes one.".formatted(strategy, strategy));
    } else {
      models.forEach(this::print);
    }
    return 0;
  }

  private void print(StoredModel model) {
    context
        .terminal()
        .line(
            String.format(
                Locale.ROOT,
                "%-8s %-8s %s, trained %s to %s, holdout R² %.4f, hash %s",
                model.version().id(),
                model.version().coefficients().kind(),
                model.version().target(),
                model.record().window().from(),
                model.record().window().to(),
                model.version().baseline().holdout().rSquared(),
                model.hash().substring(0, 16)));
  }
}
