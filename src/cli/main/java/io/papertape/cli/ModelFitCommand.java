package io.papertape.cli;

import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.csv.BundledSamples;
import io.papertape.workspace.model.ModelFit;
import io.papertape.workspace.model.ModelFolder;
import io.papertape.workspace.model.ModelSpecification;
import io.papertape.workspace.model.StoredModel;
import io.papertape.workspace.model.TrainingWindow;
import io.papertape.workspace.store.DataStore;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `model fit`: coefficients from stored data.
@Command(
    name = "fit",
    description = "Fit the model that model.yaml of a strategy folder describes.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The same data and options give the same bytes; a version that is there is never changed.",
      "Options that are left out are taken from model.yaml.",
      "Examples:",
      "  papertape model fit strategies/ridge",
      "  papertape model fit strategies/ridge --data synthetic-us \\",
      "    --from 2010-01-04 --to 2016-12-31",
      "  papertape model fit strategies/ridge --seed 7 --out models/0002 --json"
    })
final class ModelFitCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "STRATEGY", description = "Folder of the strategy.")
  private Path strategy = Path.of("");

  @Option(names = "--data", description = "Name of the data set.")
  private Optional<String> data = Optional.empty();

  @Option(names = "--from", description = "First day of the training window.")
  private Optional<LocalDate> from = Optional.empty();

  @Option(names = "--to", description = "Last day of the training window.")
  private Optional<LocalDate> to = Optional.empty();

  @Option(names = "--seed", description = "Seed of the random numbers.")
  private Optional<Long> seed = Optional.empty();

  @Option(names = "--out", description = "Folder of the version. Default: models/NEXT.")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ModelFitCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Path folder = context.folder().resolve(strategy).toAbsolutePath().normalize();
    ModelSpecification wanted = ModelSpecification.read(folder);
    String dataSet = data.or(wanted::dataSet).orElseThrow(() -> missing("data"));
    TrainingWindow window =
        new TrainingWindow(
            from.or(wanted::from).orElseThrow(() -> missing("from")),
            to.or(wanted::to).orElseThrow(() -> missing("to")));
    long seedInForce = seed.orElse(wanted.seed());
    Path target =
        folder
            .resolve(out.orElseGet(() -> Path.of("models", ModelFolder.nextId(folder))))
            .normalize();
    String command =
        "papertape model fit strategies/%s --data %s --from %s --to %s --seed %s --out models/%s"
            .formatted(
                folder.getFileName(),
                dataSet,
                window.from(),
                window.to(),
                Long.toString(seedInForce),
                target.getFileName());
    Optional.ofNullable(System.getProperty(BundledSamples.ROOT_PROPERTY))
        .flatMap(root -> new BundledSamples(Path.of(root)).provide(context.workspace(), dataSet))
        .ifPresent(text -> context.terminal().err().print(text + "\n"));
    ModelFit.Result result =
        new ModelFit(DataStore.in(context.workspace()), wanted)
            .run(target.getFileName().toString(), dataSet, window, seedInForce, command);
    boolean isNew = ModelFolder.save(target, ModelFolder.write(result.version(), result.record()));
    StoredModel stored = ModelFolder.read(target);
    if (json) {
      context.terminal().line(Json.text(ModelText.json(stored)));
    } else {
      context.terminal().line((isNew ? "Fitted " : "The same bytes as ") + target);
      ModelText.print(context.terminal(), stored);
    }
    return 0;
  }

  private static WorkspaceException missing(String key) {
    return WorkspaceException.configuration(
        "Not said what to fit to: %s=none. Give --%s, or the key in model.yaml."
            .formatted(key, key));
  }
}
