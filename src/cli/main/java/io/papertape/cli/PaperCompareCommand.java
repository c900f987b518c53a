package io.papertape.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.live.session.SessionComparer;
import io.papertape.live.session.SessionComparison;
import io.papertape.live.session.SessionComparison.Cause;
import io.papertape.live.session.SessionComparison.Difference;
import io.papertape.live.session.SessionComparison.Part;
import io.papertape.live.session.SessionComparison.Stage;
import io.papertape.live.session.SessionComparison.Step;
import io.papertape.live.session.SessionFolder;
import io.papertape.live.session.SessionWords;
import io.papertape.live.session.TapeFaults;
import io.papertape.market.FixedPoint;
import io.papertape.model.RemoteVersion;
import io.papertape.workspace.Counted;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.strategy.LoadedStrategy;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `paper compare`: what would a backtest on a vendor's history have made of it?
@Command(
    name = "compare",
    description = {
      "Compare a session with a backtest of it on a data set.",
      "The backtest has the same strategy, parameters, assumptions and instruments, over the time"
          + " of the session.",
      "",
      "The difference in profit is shared out by a chain of runs, each with one thing more as in"
          + " the backtest: gaps, then latency, then fills, then data. The parts add up to it"
          + " exactly."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Needs no service; a session that runs is compared as far as its tape has come.",
      "Exit codes: 0 compared, 2 bad usage or configuration, 4 data.",
      "",
      "Examples:",
      "  papertape paper compare 3f2a --data binance",
      "  papertape paper compare 3f2a --data binance --json"
    })
final class PaperCompareCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private RecordFlags flags = new RecordFlags();

  @Option(
      names = "--data",
      paramLabel = "SET",
      required = true,
      description = "Data set with the vendor's history.")
  private String dataSet = "";

  PaperCompareCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    SessionFolder folder = SessionFolder.find(context.workspace(), flags.session());
    LoadedStrategy loaded = SessionStrategy.load(context, folder, flags.strategy());
    loaded.remoteModel().ifPresent(PaperCompareCommand::refuse);
    SessionComparison found =
        new SessionComparer(context.workspace(), folder, loaded::create).with(dataSet);
    if (flags.isJson()) {
      context.terminal().line(Json.text(toJson(found)));
    } else {
      print(found);
    }
    return 0;
  }

  /// What the model would have said of other data nobody knows.
  private static void refuse(RemoteVersion remote) {
    throw WorkspaceException.configuration(
        ("Session asks a remote model, which no backtest does: model=%s, url=%s. papertape paper"
                + " verify runs its tape again, with the answers that are on it.")
            .formatted(remote.id(), remote.server().url()));
  }

  private void print(SessionComparison found) {
    Terminal terminal = context.terminal();
    Step ours = found.of(Stage.SESSION);
    Step theirs = found.of(Stage.BACKTEST);
    terminal.line(
        "Session %s beside a backtest on %s/%s"
            .formatted(found.session(), found.dataSet(), found.resolution()));
    terminal.line("");
    terminal.line("              fills             profit");
    terminal.line(row("session", ours.fills(), ours.pnl()));
    terminal.line(row("backtest", theirs.fills(), theirs.pnl()));
    terminal.line(row("difference", ours.fills() - theirs.fills(), found.difference()));
    for (Part part : found.parts()) {
      terminal.line(
          "  %-10s       %19s   %s"
              .formatted(
                  SessionWords.of(part.cause()),
                  FixedPoint.format(part.pnl()),
                  meaning(part.cause(), found)));
    }
    terminal.line("");
    if (found.isSame()) {
      terminal.line("No difference: the same decisions, fills and money.");
    }
    found.decision().ifPresent(one -> print(terminal, one));
  }

  private static String row(String name, long fills, long pnl) {
    return "%-10s %8d %19s".formatted(name, fills, FixedPoint.format(pnl));
  }

  private static void print(Terminal terminal, Difference one) {
    terminal.line("First difference of decisions, number %d:".formatted(one.number()));
    terminal.line("  session:   " + orNone(one.session()));
    terminal.line("  backtest:  " + orNone(one.backtest()));
  }

  private static String orNone(String line) {
    return line.isEmpty() ? "(none left)" : line;
  }

  private static String meaning(Cause cause, SessionComparison found) {
    TapeFaults faults = found.faults();
    return switch (cause) {
      case GAPS ->
          "%s, %s missing, %d late, %d absent, %s"
              .formatted(
                  Counted.of(faults.outages(), "outage"),
                  Counted.of(faults.missing(), "bar"),
                  faults.backfilled(),
                  found.absent(),
                  Counted.of(faults.commands(), "command"));
      case LATENCY -> "decisions at other times than in a backtest";
      case FILLS -> "fills on quotes or trade ticks that the data set lacks";
      case DATA -> "bars, quotes or trade ticks that differ";
    };
  }

  private static ObjectNode toJson(SessionComparison found) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", found.session())
        .put("dataSet", found.dataSet())
        .put("resolution", found.resolution().toString())
        .put("same", found.isSame())
        .put("difference", FixedPoint.format(found.difference()));
    var steps = node.putArray("steps");
    for (Step step : found.steps()) {
      steps
          .addObject()
          .put("stage", SessionWords.of(step.stage()))
          .put("fills", step.fills())
          .put("profit", FixedPoint.format(step.pnl()));
    }
    var parts = node.putArray("parts");
    for (Part part : found.parts()) {
      parts
          .addObject()
          .put("cause", SessionWords.of(part.cause()))
          .put("profit", FixedPoint.format(part.pnl()));
    }
    node.putObject("tape")
        .put("outages", found.faults().outages())
        .put("missing", found.faults().missing())
        .put("late", found.faults().backfilled())
        .put("absent", found.absent())
        .put("inputs", found.faults().inputs())
        .put("quarantined", found.faults().quarantined())
        .put("commands", found.faults().commands());
    found
        .decision()
        .ifPresent(
            one ->
                node.putObject("decision")
                    .put("number", one.number())
                    .put("session", one.session())
                    .put("backtest", one.backtest()));
    return node;
  }
}
