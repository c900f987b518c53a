package io.papertape.cli;

import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.experiment.EarlyStop;
import io.papertape.workspace.experiment.FinishedExperiment;
import io.papertape.workspace.experiment.Objective;
import io.papertape.workspace.experiment.Sweep;
import io.papertape.workspace.experiment.SweepJson;
import io.papertape.workspace.experiment.SweepPlan;
import io.papertape.workspace.experiment.SweepResult;
import io.papertape.workspace.experiment.SweepText;
import io.papertape.workspace.experiment.TrialRunner;
import io.papertape.workspace.strategy.StrategyVariants;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sweep`: a strategy with many parameter sets, and what selection leaves of the best.
@Command(
    name = "sweep",
    description = {
      "Try a strategy with many parameter sets, on all cores.",
      "Says how much of the best result is luck. A sweep that was stopped goes on where it was."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 done, 2 bad usage or configuration, 3 environment, 4 data, 5 every trial"
          + " failed.",
      "",
      "Examples:",
      "  papertape sweep strategies/moving-average-cross \\",
      "    --grid fast_bars=5..54,slow_bars=60..159",
      "  papertape sweep strategies/rsi --grid 'bars=2..30,low=10..40:5' \\",
      "    --where 'low < 2 * bars'",
      "  papertape sweep strategies/rsi --grid low=5..45:0.5 \\",
      "    --search evolve --trials 300 --seed 7"
    })
final class SweepCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = "--objective",
      paramLabel = "FIGURE",
      defaultValue = "sharpe",
      description =
          "What the best has most of: any figure, such as cagr, calmar, sortino,"
              + " profit-factor. Default: ${DEFAULT-VALUE}. Of a risk or a cost, the least.")
  private String objective = "sharpe";

  @Option(
      names = "--early-stop",
      paramLabel = "drawdown=X",
      description = "Stop a trial whose drawdown exceeds this part, such as drawdown=0.3.")
  private Optional<String> earlyStop = Optional.empty();

  @Option(names = "--json", description = "Print sweep.json.")
  private boolean json;

  @Mixin private TrialFlags flags = new TrialFlags();

  SweepCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    StrategyVariants variants = flags.variants(context);
    SweepPlan plan =
        SweepPlan.standard(flags.space(variants), flags.searchPlan())
            .stopping(stop())
            .resampling(flags.resamples());
    Objective wanted = Objective.parse(objective);
    int threads = flags.threads();
    TrialRunner runner = flags.runner(context, variants, wanted);
    ExperimentOutput output =
        new ExperimentOutput("sweep", context.terminal(), Terminal.isInteractive(), json);
    Optional<FinishedExperiment> before =
        flags.isAgain()
            ? Optional.empty()
            : FinishedExperiment.sweep(context.workspace(), runner, plan);
    if (before.isPresent()) {
      output.found(before.get());
      return 0;
    }
    CountLine progress =
        new CountLine(
            CountLine.Words.SWEEP,
            context.terminal().err(),
            Terminal.isInteractive() && !json,
            System::nanoTime);
    SweepResult result;
    try (StopNotice _ = StopNotice.ofTrials("sweep", context.terminal().err())) {
      result =
          Sweep.run(
              context.workspace(),
              runner,
              plan,
              threads,
              progress,
              System::nanoTime,
              folder -> output.record(context.workspace(), folder));
    }
    progress.end();
    output.done(SweepText.lines(result), SweepJson.of(result), result.id(), result.folder());
    return 0;
  }

  private EarlyStop stop() {
    if (earlyStop.isEmpty()) {
      return EarlyStop.NEVER;
    }
    String text = earlyStop.get();
    if (text.matches("drawdown=0?\\.[0-9]{1,6}")) {
      double limit = Double.parseDouble(text.substring(text.indexOf('=') + 1));
      if (limit > 0) {
        return new EarlyStop(limit);
      }
    }
    throw WorkspaceException.configuration(
        "Not a rule: --early-stop=%s. Write drawdown=X with X above 0 and below 1."
            .formatted(text));
  }
}
