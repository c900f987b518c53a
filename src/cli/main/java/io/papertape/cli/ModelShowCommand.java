package io.papertape.cli;

import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.workspace.model.ModelFolder;
import io.papertape.workspace.model.StoredModel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `model show`: one version in full.
@Command(
    name = "show",
    description = "Show a model version: coefficients, training and the lab's figures.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  papertape model show strategies/ridge/models/0001",
      "  papertape model show strategies/ridge/models/0001 --json"
    })
final class ModelShowCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "VERSION", description = "Folder of the version.")
  private Path version = Path.of("");

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ModelShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    StoredModel stored = ModelFolder.read(context.folder().resolve(version));
    if (json) {
      context.terminal().line(Json.text(ModelText.json(stored)));
      return 0;
    }
    ModelText.print(context.terminal(), stored);
    stored
        .record()
        .ifPresent(record -> context.terminal().line("  made by    " + record.command()));
    ModelText.printFeatures(context.terminal(), stored.version());
    return 0;
  }
}
