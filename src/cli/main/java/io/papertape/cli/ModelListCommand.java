package io.papertape.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.model.CoefficientVersion;
import io.papertape.model.RemoteVersion;
import io.papertape.workspace.model.ModelFolder;
import io.papertape.workspace.model.StoredModel;
import io.papertape.workspace.model.TrainingWindow;
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
    String hash = model.hash().substring(0, 16) + (model.doubts().isEmpty() ? "" : ", DOUBTFUL");
    context
        .terminal()
        .line(
            switch (model.version()) {
              case CoefficientVersion version ->
                  line(version, model.record().orElseThrow().window(), hash);
              case RemoteVersion version ->
                  String.format(
                      Locale.ROOT,
                      "%-8s %-8s %s at %s, hash %s",
                      version.id(),
                      "remote",
                      version.server().model(),
                      version.server().url(),
                      hash);
            });
  }

  private static String line(CoefficientVersion version, TrainingWindow window, String hash) {
    return String.format(
        Locale.ROOT,
        "%-8s %-8s %s, trained %s to %s, holdout R² %.4f, hash %s",
        version.id(),
        version.coefficients().kind(),
        version.target(),
        window.from(),
        window.to(),
        version.baseline().holdout().rSquared(),
        hash);
  }
}
