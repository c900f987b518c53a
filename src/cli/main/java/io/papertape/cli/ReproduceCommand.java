package io.papertape.cli;

import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.workspace.experiment.RunTrial;
import io.papertape.workspace.experiment.TrialRow;
import io.papertape.workspace.run.Backtest;
import io.papertape.workspace.run.RunLedger;
import io.papertape.workspace.run.StrategyPlaces;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `reproduce`: a row of a sweep as a full run.
@Command(
    name = "reproduce",
    description = {
      "Make a row of a sweep or walk-forward again, as a full run that is kept.",
      "Its journal, report and tables are those of backtest; final equity, fills and figures are"
          + " held against the row."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 the same, 1 the run differs from its row, 2 bad usage or configuration, 4 it"
          + " cannot be made again because an input (data, source, version) changed, 5 the strategy"
          + " failed.",
      "",
      "Examples:",
      "  papertape reproduce 3f2a90b1c4d5e6f7",
      "  papertape reproduce 3f2a --strategy strategies/moved"
    })
final class ReproduceCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      paramLabel = "RUN",
      description = "Id of the row's run, as in the column run of trials.csv, or its beginning.")
  private String run = "";

  @Option(
      names = "--strategy",
      paramLabel = "FOLDER",
      description = "Where the strategy is now, if it was moved.")
  private Optional<Path> strategy = Optional.empty();

  @Option(names = "--json", description = "Print result.json of the run.")
  private boolean json;

  ReproduceCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    NamedSession.refuse(
        context.workspace(),
        run,
        "Session is no row of a sweep: session=%s. papertape paper verify %s replays its tape.");
    TrialRow row = TrialRow.find(context.workspace(), run);
    Terminal terminal = context.terminal();
    ProgressLine progress =
        new ProgressLine(terminal.err(), Terminal.isInteractive() && !json, System::nanoTime);
    StrategyPlaces places = new StrategyPlaces(context.strategies(), context.folder(), strategy);
    Backtest.Outcome outcome = row.run(context.workspace(), places, progress);
    progress.end();
    RunLedger.record(
        context.workspace(), outcome, Clock.systemUTC(), notice -> terminal.err().println(notice));
    Optional<RunTrial> trial =
        outcome.failedSeq() >= 0
            ? Optional.empty()
            : Optional.of(RunTrial.record(context.workspace(), outcome));
    List<String> differences = row.isStopped() ? List.of() : row.differences(outcome.result());
    if (json) {
      terminal.line(Json.text(outcome.result()));
    } else {
      RunSummary.lines(outcome, trial).forEach(terminal::line);
      say(row, differences, terminal);
    }
    if (outcome.failedSeq() >= 0) {
      throw BacktestCommand.failed(outcome);
    }
    return differences.isEmpty() && outcome.parting().isEmpty() ? 0 : Failures.CHECK_FAILED;
  }

  private static void say(TrialRow row, List<String> differences, Terminal terminal) {
    if (row.isStopped()) {
      terminal.line(
          "The same run as %s, which an early stop ended there; here it went on to the end"
              .formatted(row.text()));
    } else if (differences.isEmpty()) {
      terminal.line(
          "The same as %s: final equity, fills and all %d figures"
              .formatted(row.text(), row.figures()));
    } else {
      terminal.line("DIFFERS from %s:".formatted(row.text()));
      differences.forEach(one -> terminal.line("  " + one));
    }
  }
}
