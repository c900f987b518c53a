package io.papertape.cli;

import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.experiment.Gap;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.experiment.FinishedExperiment;
import io.papertape.workspace.experiment.HistoryCut;
import io.papertape.workspace.experiment.Objective;
import io.papertape.workspace.experiment.TrialRunner;
import io.papertape.workspace.experiment.WalkForwardJson;
import io.papertape.workspace.experiment.WalkForwardPlan;
import io.papertape.workspace.experiment.WalkForwardResult;
import io.papertape.workspace.experiment.WalkForwardRun;
import io.papertape.workspace.experiment.WalkForwardText;
import io.papertape.workspace.experiment.WindowLength;
import io.papertape.workspace.strategy.StrategyVariants;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `walk-forward`: parameters chosen on the past, judged on what comes next.
@Command(
    name = "walk-forward",
    description = {
      "Choose parameters on the past and judge them on what comes next, window by window.",
      "Joins the tests to one history out of sample and sets it against what was seen in sample."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Lengths: 3y, 18m, 26w, 90d, or a number of periods (days of trading) such as 756.",
      "Exit codes: 0 done, 2 bad usage or configuration, 3 environment, 4 data, 5 every trial"
          + " failed.",
      "",
      "Examples:",
      "  papertape walk-forward strategies/moving-average-cross \\",
      "    --grid fast_bars=5..50:5,slow_bars=60..200:20",
      "  papertape walk-forward strategies/rsi-reversion --grid oversold=10..40:5 \\",
      "    --anchored --train 5y --test 6m",
      "  papertape walk-forward strategies/rsi-reversion --grid oversold=10..40:5 \\",
      "    --cpcv 8,2 --purge 5 --embargo 5"
    })
final class WalkForwardCommand implements Callable<Integer> {
  private static final Pattern PAIR = Pattern.compile("([0-9]{1,4}),([0-9]{1,4})");

  private final CommandContext context;

  @Option(
      names = "--objective",
      paramLabel = "FIGURE",
      defaultValue = "sharpe",
      description =
          "What is chosen by: a figure of returns, such as sharpe, sortino, calmar, cagr."
              + " Default: ${DEFAULT-VALUE}. Of a risk, the least.")
  private String objective = "sharpe";

  @Option(
      names = "--train",
      paramLabel = "LENGTH",
      description = "What the first choice is made on. Default: 3y.")
  private Optional<String> train = Optional.empty();

  @Option(
      names = "--test",
      paramLabel = "LENGTH",
      description = "What a choice is judged on. Default: 1y.")
  private Optional<String> test = Optional.empty();

  @Option(
      names = "--step",
      paramLabel = "LENGTH",
      description = "From one test to the next. Default: the length of a test.")
  private Optional<String> step = Optional.empty();

  @Option(
      names = "--anchored",
      description = "Train on everything before a test, not on a window of one length.")
  private boolean anchored;

  @Option(
      names = "--cpcv",
      paramLabel = "N,K",
      description =
          "Instead of windows: combinatorial purged cross-validation, N groups of which each choice"
              + " of K is the test.")
  private Optional<String> cpcv = Optional.empty();

  @Option(
      names = "--purge",
      paramLabel = "N",
      defaultValue = "0",
      description = "Periods left out of training ahead of a test (after one too with --cpcv).")
  private int purge;

  @Option(
      names = "--embargo",
      paramLabel = "N",
      defaultValue = "0",
      description = "With --cpcv: further periods left out of training after a test.")
  private int embargo;

  @Option(names = "--json", description = "Print walk-forward.json.")
  private boolean json;

  @Mixin private TrialFlags flags = new TrialFlags();

  WalkForwardCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    HistoryCut cut = cut();
    StrategyVariants variants = flags.variants(context);
    WalkForwardPlan plan =
        WalkForwardPlan.standard(flags.space(variants), flags.searchPlan(), cut)
            .resampling(flags.resamples());
    int threads = flags.threads();
    TrialRunner runner = flags.runner(context, variants, Objective.parse(objective));
    ExperimentOutput output =
        new ExperimentOutput("walk-forward", context.terminal(), Terminal.isInteractive(), json);
    Optional<FinishedExperiment> before =
        flags.isAgain()
            ? Optional.empty()
            : FinishedExperiment.walkForward(context.workspace(), runner, plan);
    if (before.isPresent()) {
      output.found(before.get());
      return 0;
    }
    CountLine progress =
        new CountLine(
            CountLine.Words.WALK_FORWARD,
            context.terminal().err(),
            Terminal.isInteractive() && !json,
            System::nanoTime);
    WalkForwardResult result;
    try (StopNotice _ = StopNotice.ofTrials("walk-forward", context.terminal().err())) {
      result =
          WalkForwardRun.run(
              context.workspace(),
              runner,
              plan,
              threads,
              progress,
              System::nanoTime,
              folder -> output.record(context.workspace(), folder));
    }
    progress.end();
    output.done(
        WalkForwardText.lines(result), WalkForwardJson.of(result), result.id(), result.folder());
    return 0;
  }

  private HistoryCut cut() {
    TrialFlags.between("--purge", purge, 0, 1_000_000);
    TrialFlags.between("--embargo", embargo, 0, 1_000_000);
    if (cpcv.isPresent()) {
      return combinations(cpcv.get());
    }
    if (embargo > 0) {
      throw WorkspaceException.configuration(
          ("Embargo does not apply: --embargo %d. Training never comes after its test;"
                  + " use --purge, or --cpcv.")
              .formatted(embargo));
    }
    WindowLength tests = WindowLength.parse("--test", test.orElse("1y"));
    WindowLength steps = step.map(text -> WindowLength.parse("--step", text)).orElse(tests);
    boolean isOneUnit = tests.unit() == steps.unit();
    return new HistoryCut.Windows(
        anchored,
        WindowLength.parse("--train", train.orElse("3y")),
        isOneUnit ? tests : inMonths(tests),
        isOneUnit ? steps : inMonths(steps),
        purge);
  }

  /// A year is twelve months, so that the two go together.
  private static WindowLength inMonths(WindowLength length) {
    return length.unit() == WindowLength.Unit.YEARS
        ? new WindowLength(12 * length.amount(), WindowLength.Unit.MONTHS)
        : length;
  }

  private HistoryCut combinations(String text) {
    if (train.isPresent() || test.isPresent() || step.isPresent() || anchored) {
      throw WorkspaceException.configuration(
          ("Windows and groups at once: --cpcv %s. Leave --train, --test, --step and --anchored"
                  + " out, or --cpcv.")
              .formatted(text));
    }
    Matcher pair = PAIR.matcher(text);
    if (!pair.matches()) {
      throw WorkspaceException.configuration(
          "Not groups: --cpcv %s. Write two numbers such as 8,2.".formatted(text));
    }
    return new HistoryCut.Combinations(
        Integer.parseInt(pair.group(1)), Integer.parseInt(pair.group(2)), new Gap(purge, embargo));
  }
}
