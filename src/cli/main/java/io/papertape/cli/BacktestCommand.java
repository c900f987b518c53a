package io.papertape.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.experiment.audit.AuditResult;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WorkspaceException.Kind;
import io.papertape.workspace.experiment.RegistryHeader;
import io.papertape.workspace.experiment.RunTrial;
import io.papertape.workspace.run.AuditText;
import io.papertape.workspace.run.Backtest;
import io.papertape.workspace.run.RunAudit;
import io.papertape.workspace.run.RunLedger;
import io.papertape.workspace.run.RunNotes;
import io.papertape.workspace.run.RunPlan;
import io.papertape.workspace.run.StrategyPlaces;
import io.papertape.workspace.strategy.LoadedStrategy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backtest`: one run of a strategy's folder over stored data.
@Command(
    name = "backtest",
    description = {
      "Run a strategy over stored market data.",
      "The same inputs give the same run; one that is there is made again and compared."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 done, 1 the run that was there differs or the audit found something, 2 bad"
          + " usage or configuration, 3 environment, 4 data, 5 the strategy failed; its journal is"
          + " sealed and kept.",
      "",
      "Examples:",
      "  papertape backtest strategies/moving-average-cross",
      "  papertape backtest strategies/momentum --data us \\",
      "    --from 2010-01-01 --to 2019-12-31",
      "  papertape backtest strategies/momentum --set lookback=60 --fees-bps 5 --json",
      "  papertape backtest strategies/momentum --audit --cuts 20",
      "  papertape backtest strategies/momentum --update-expected"
    })
final class BacktestCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "STRATEGY", description = "Folder of the strategy.")
  private Path folder = Path.of("");

  @Option(names = "--json", description = "Print result.json.")
  private boolean json;

  @Option(
      names = "--update-expected",
      description =
          "Run as the folder says, print the difference to its golden run in fills and money,"
              + " and write expected/ anew.")
  private boolean updateExpected;

  @Option(
      names = "--audit",
      description =
          "Audit the run for look-ahead: see papertape audit --help; with --cuts and --seed.")
  private boolean audit;

  @Mixin private AuditFlags auditFlags = new AuditFlags();

  @Mixin private PlanFlags flags = new PlanFlags();

  BacktestCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Path place = context.folder().resolve(folder);
    if (!audit) {
      auditFlags.requireNone();
    }
    if (updateExpected) {
      return update(place);
    }
    LoadedStrategy strategy = context.strategies().load(place, flags.overrides());
    ProvidedSamples.provide(context, flags.dataSet().orElse(strategy.data().dataSet()));
    RunPlan plan = flags.apply(RunPlan.of(strategy).from(place), context.workspace());
    ProgressLine progress =
        new ProgressLine(
            context.terminal().err(), Terminal.isInteractive() && !json, System::nanoTime);
    Backtest.Outcome outcome = new Backtest(context.workspace()).run(plan, progress);
    progress.end();
    RunLedger.record(
        context.workspace(),
        outcome,
        Clock.systemUTC(),
        notice -> context.terminal().err().println(notice));
    Terminal terminal = context.terminal();
    Optional<RunTrial> trial =
        outcome.failedSeq() >= 0
            ? Optional.empty()
            : Optional.of(RunTrial.record(context.workspace(), outcome));
    if (json) {
      ObjectNode result = outcome.result().deepCopy();
      trial.ifPresent(one -> result.set("trial", one.toJson()));
      terminal.line(Json.text(result));
    } else {
      RunSummary.lines(outcome, trial).forEach(terminal::line);
    }
    Consumer<String> told = json ? terminal.err()::println : terminal::line;
    remarks(plan, outcome, told);
    trial.flatMap(RunTrial::older).ifPresent(note -> told.accept("note: " + note));
    if (outcome.failedSeq() >= 0) {
      throw failed(outcome);
    }
    boolean isSound = !audit || audit(outcome, place);
    return outcome.parting().isPresent() || !isSound ? Failures.CHECK_FAILED : 0;
  }

  /// With JSON on the output, what the audit found is in `audit.json` and the exit code.
  private boolean audit(Backtest.Outcome outcome, Path place) {
    StrategyPlaces places =
        new StrategyPlaces(context.strategies(), context.folder(), Optional.of(place));
    AuditResult found =
        RunAudit.of(context.workspace(), places, outcome.folder(), auditFlags.options());
    if (!json) {
      AuditText.sentences(found).forEach(context.terminal()::line);
    }
    return found.passes();
  }

  private int update(Path place) {
    if (!flags.isNothingSaid() || audit) {
      throw WorkspaceException.configuration(
          ("A golden run is what the folder says: folder=%s."
                  + " Leave the other flags out, or --update-expected.")
              .formatted(folder));
    }
    LoadedStrategy strategy = context.strategies().load(place, flags.overrides());
    ProvidedSamples.provide(context, strategy.data().dataSet());
    ExpectedUpdate update = ExpectedUpdate.of(strategy, place, context.workspace());
    if (json) {
      context.terminal().line(Json.text(update.toJson()));
    } else {
      update.lines(folder).forEach(context.terminal()::line);
    }
    return 0;
  }

  /// What to know before one believes the figures; with JSON on the output it is told beside it.
  private void remarks(RunPlan plan, Backtest.Outcome outcome, Consumer<String> told) {
    plan.strategy().doubts().forEach(note -> told.accept("warning: " + note));
    RunNotes.of(plan.strategy(), outcome.run()).forEach(note -> told.accept("note: " + note));
    flags
        .defaultCash(plan, outcome.run().data().currency())
        .ifPresent(note -> told.accept("note: " + note));
    RegistryHeader.notes(context.workspace()).forEach(note -> told.accept("note: " + note));
    if (!outcome.run().reproduces()) {
      told.accept(
          ("warning: made again at once, the run came to something else: papertape audit %s tells"
                  + " where")
              .formatted(outcome.folder().id()));
    }
    if (plan.assumptions().isLookingAhead()) {
      told.accept(
          ("warning: preset %s lets fills use prices from before the order could arrive:"
                  + " results look ahead")
              .formatted(plan.assumptions().preset()));
    }
    if (outcome.result().path("status").asText().equals("ruined")) {
      told.accept("warning: equity was used up; everything was closed and the run ended there");
    }
    if (outcome.parting().isPresent()) {
      told.accept(
          "This run was there and DIFFERS at %s: papertape verify %s tells why"
              .formatted(outcome.parting().get(), outcome.folder().id()));
    } else if (outcome.wasThere()) {
      told.accept("This run was there; made again, it is the same to the byte");
    }
  }

  static WorkspaceException failed(Backtest.Outcome outcome) {
    return new WorkspaceException(
        Kind.STRATEGY,
        ("Strategy failed: run=%s, entry=%s, cause=%s. The journal up to there is sealed and"
                + " kept: papertape explain %s %s")
            .formatted(
                outcome.folder().id(),
                outcome.failedSeq(),
                Failures.withoutPeriod(
                    outcome.result().path("failure").asText().replaceAll("\\R\\s*", " ")),
                outcome.folder().id(),
                outcome.failedSeq()),
        outcome.run().result().failure().orElse(null));
  }
}
