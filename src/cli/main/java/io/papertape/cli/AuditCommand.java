package io.papertape.cli;

import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.experiment.audit.AuditResult;
import io.papertape.workspace.run.AuditJson;
import io.papertape.workspace.run.AuditText;
import io.papertape.workspace.run.RunAudit;
import io.papertape.workspace.run.RunFolder;
import io.papertape.workspace.run.Runs;
import io.papertape.workspace.run.StrategyPlaces;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `audit`: does a stored run know its future?
@Command(
    name = "audit",
    description = {
      "Look for look-ahead: run again with the future cut off, and with another future, at random"
          + " moments.",
      "Whatever was decided up to them must be the same. Begins later too: inputs must not depend"
          + " on where the history begins. The result is kept in audit.json and in the report."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Cost: each cut runs the bars before it twice more; the count is printed.",
      "Exit codes: 0 nothing found, 1 look-ahead, an indicator that depends on the start or a run"
          + " that does not reproduce, 2 bad usage or configuration, 4 the run cannot be made again"
          + " or has nothing to audit.",
      "",
      "Examples:",
      "  papertape audit last",
      "  papertape audit 3f2a --cuts 50 --seed 7",
      "  papertape audit last --json"
    })
final class AuditCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "RUN", description = "Id, the beginning of one, or last.")
  private String run = "";

  @Mixin private AuditFlags flags = new AuditFlags();

  @Option(
      names = "--strategy",
      paramLabel = "FOLDER",
      description = "Where the strategy is now, if it was moved.")
  private Optional<Path> strategy = Optional.empty();

  @Option(names = "--json", description = "Print audit.json.")
  private boolean json;

  AuditCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    NamedSession.refuse(
        context.workspace(),
        run,
        "Session has no future to look into: session=%s. Audit its backtest; papertape paper verify"
            + " %s replays its tape.");
    RunFolder folder = Runs.in(context.workspace()).get(run);
    StrategyPlaces places = new StrategyPlaces(context.strategies(), context.folder(), strategy);
    AuditResult found = RunAudit.of(context.workspace(), places, folder, flags.options());
    String strategyName = folder.readManifest().strategy();
    if (json) {
      context.terminal().line(Json.text(AuditJson.of(strategyName, found)));
    } else {
      context.terminal().line("Run %s of %s, audited:".formatted(folder.id(), strategyName));
      AuditText.sentences(found).forEach(line -> context.terminal().line("  " + line));
    }
    return found.passes() ? 0 : Failures.CHECK_FAILED;
  }
}
