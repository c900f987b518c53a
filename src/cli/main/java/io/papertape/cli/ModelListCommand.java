package io.papertape.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.model.CoefficientVersion;
import io.papertape.model.RemoteVersion;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.model.ModelFolder;
import io.papertape.workspace.model.StoredModel;
import io.papertape.workspace.model.TrainingWindow;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    List<Item> items = ModelFolder.versions(folder).stream().map(Item::of).toList();
    Terminal terminal = context.terminal();
    if (json) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      items.forEach(item -> all.add(item.json()));
      terminal.line(Json.text(all));
    } else if (items.isEmpty()) {
      terminal.line(
          "No models in %s. papertape model fit %s makes one.".formatted(strategy, strategy));
    } else {
      items.forEach(item -> terminal.line(item.text()));
    }
    return 0;
  }

  /// A version, or why it cannot be read: that hides none of the others.
  private record Item(String name, Optional<StoredModel> model, String problem) {
    static Item of(Path version) {
      String name = version.getFileName().toString();
      try {
        return new Item(name, Optional.of(ModelFolder.read(version)), "");
      } catch (WorkspaceException | UncheckedIOException e) {
        return new Item(name, Optional.empty(), Failures.text(e));
      }
    }

    ObjectNode json() {
      return model.map(ModelText::json).orElseGet(this::problemJson);
    }

    private ObjectNode problemJson() {
      ObjectNode node = JsonNodeFactory.instance.objectNode().put("problem", problem);
      node.putObject("model").put("id", name);
      return node;
    }

    String text() {
      return model
          .map(ModelListCommand::line)
          .orElseGet(() -> String.format(Locale.ROOT, "%-8s %s", name, problem));
    }
  }

  private static String line(StoredModel model) {
    String hash = model.hash().substring(0, 16) + (model.doubts().isEmpty() ? "" : ", DOUBTFUL");
    return switch (model.version()) {
      case CoefficientVersion version -> line(version, model.record().orElseThrow().window(), hash);
      case RemoteVersion version ->
          String.format(
              Locale.ROOT,
              "%-8s %-8s %s at %s, hash %s",
              version.id(),
              "remote",
              version.server().model(),
              version.server().url(),
              hash);
    };
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
