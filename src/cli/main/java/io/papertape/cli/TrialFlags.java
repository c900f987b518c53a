package io.papertape.cli;

import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.experiment.Axis;
import io.papertape.workspace.experiment.Objective;
import io.papertape.workspace.experiment.ParameterSpace;
import io.papertape.workspace.experiment.RegistryHeader;
import io.papertape.workspace.experiment.SearchPlan;
import io.papertape.workspace.experiment.TrialRegistry;
import io.papertape.workspace.experiment.TrialRunner;
import io.papertape.workspace.run.RunPlan;
import io.papertape.workspace.strategy.StrategyVariants;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What every verb is told that tries a strategy with many parameter sets.
final class TrialFlags {
  private static final int DEFAULT_TRIALS = 200;
  private static final int MOST_RESAMPLES = 100_000;
  private static final int MOST_THREADS = 1_000;
  private static final int MOST_TRIALS = 1_000_000;

  @Parameters(paramLabel = "STRATEGY", description = "Folder of the strategy.")
  private Path folder = Path.of("");

  @Option(
      names = "--grid",
      paramLabel = "RANGES",
      required = true,
      description = "Values to try: name=1..9, name=0.1..0.5:0.1, name=a|b, several with commas.")
  private List<String> grid = List.of();

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description = "Only where this holds, such as \"fast_bars < slow_bars\".")
  private Optional<String> where = Optional.empty();

  @Option(
      names = "--search",
      paramLabel = "KIND",
      defaultValue = "grid",
      description = "grid: all; random: some; evolve: differential evolution. Default: grid.")
  private String search = "grid";

  @Option(
      names = "--trials",
      paramLabel = "N",
      description =
          "Parameter sets that random and evolve try (evolve: in each window of a walk-forward)."
              + " Default: 200.")
  private Optional<Integer> trials = Optional.empty();

  @Option(
      names = "--again",
      description = "Run it again if it was done before, instead of showing what came out.")
  private boolean again;

  @Option(
      names = "--max-trials",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Most points of a grid. Default: ${DEFAULT-VALUE}.")
  private int maxTrials = 10_000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of everything that is drawn. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--resamples",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Of the bootstrap behind the tests for luck; 0: none. Default: 1000.")
  private int resamples = 1_000;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Default: one for each core. Changes nothing but the time.")
  private Optional<Integer> threads = Optional.empty();

  @Mixin private PlanFlags flags = new PlanFlags();

  StrategyVariants variants(CommandContext context) {
    return context.strategies().variants(place(context)).setting(flags.overrides());
  }

  private Path place(CommandContext context) {
    return context.folder().resolve(folder);
  }

  ParameterSpace space(StrategyVariants variants) {
    ParameterSpace space = ParameterSpace.parse(grid, where, variants.parameters());
    for (Axis axis : space.axes()) {
      for (Map.Entry<String, String> set : flags.overrides().entrySet()) {
        if (set.getKey().equals(axis.name()) || set.getKey().equals("parameters." + axis.name())) {
          throw WorkspaceException.configuration(
              "Parameter is set and varied: --set %s=%s, --grid %s. Leave one of them out."
                  .formatted(set.getKey(), set.getValue(), axis.name()));
        }
      }
    }
    return space;
  }

  /// Runs the variants on the data and under the assumptions that the command line asks for.
  TrialRunner runner(CommandContext context, StrategyVariants variants, Objective objective) {
    ProvidedSamples.provide(
        context, flags.dataSet().orElseGet(() -> variants.with(Map.of()).data().dataSet()));
    RunPlan base = flags.apply(RunPlan.of(variants.with(Map.of())), context.workspace());
    Path place = place(context);
    TrialRunner runner =
        TrialRunner.of(
            context.workspace(),
            variants,
            one -> one.on(base.data()).under(base.assumptions()).from(place),
            objective);
    flags
        .defaultCash(base, runner.data().currency())
        .ifPresent(note -> context.terminal().err().println("note: " + note));
    RegistryHeader.notes(context.workspace())
        .forEach(note -> context.terminal().err().println("note: " + note));
    TrialRegistry.note(context.workspace(), runner)
        .ifPresent(note -> context.terminal().err().println("note: " + note));
    return runner;
  }

  SearchPlan searchPlan() {
    SearchPlan.Kind kind =
        Arrays.stream(SearchPlan.Kind.values())
            .filter(one -> one.word().equals(search.toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(
                () ->
                    WorkspaceException.configuration(
                        "Unknown search: --search=%s. Use grid, random or evolve."
                            .formatted(search)));
    if (kind == SearchPlan.Kind.GRID && trials.isPresent()) {
      throw WorkspaceException.configuration(
          ("A grid is tried as a whole: --trials=%d."
                  + " Add --search random or --search evolve, or leave it out.")
              .formatted(trials.get()));
    }
    int most =
        kind == SearchPlan.Kind.GRID
            ? between("--max-trials", maxTrials, 1, MOST_TRIALS)
            : between("--trials", trials.orElse(DEFAULT_TRIALS), 1, MOST_TRIALS);
    return new SearchPlan(kind, most, seed);
  }

  boolean isAgain() {
    return again;
  }

  int resamples() {
    return between("--resamples", resamples, 0, MOST_RESAMPLES);
  }

  int threads() {
    return threads(threads);
  }

  /// As many as there are cores, unless the user said how many.
  static int threads(Optional<Integer> threads) {
    int cores = Runtime.getRuntime().availableProcessors();
    return between("--threads", threads.orElse(cores), 1, MOST_THREADS);
  }

  /// The value of an option, if it lies within its range.
  static int between(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw WorkspaceException.configuration(
          "Out of range: %s=%d. Use %d to %d.".formatted(option, value, least, most));
    }
    return value;
  }
}
