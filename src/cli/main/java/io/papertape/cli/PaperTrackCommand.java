package io.papertape.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.live.session.SessionFolder;
import io.papertape.live.session.SessionTracker;
import io.papertape.live.session.SessionTracking;
import io.papertape.performance.MeanMonitor;
import io.papertape.workspace.Counted;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.run.RunFolder;
import io.papertape.workspace.run.Runs;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `paper track`: does a session earn what its backtest promised?
@Command(
    name = "track",
    description = {
      "Hold the returns of a session against its backtest.",
      "Its return inside or outside the band of bootstrap paths, and tests of mean, hit rate and"
          + " slippage that may be looked at every day."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 no alarm, 1 one of the three tests raises it, 2 bad usage or configuration, 4"
          + " data.",
      "",
      "Examples:",
      "  papertape paper track 3f2a",
      "  papertape paper track 3f2a --against 81c0 --alpha 0.01"
    })
final class PaperTrackCommand implements Callable<Integer> {
  private static final double CONFIDENCE = 0.9;
  private static final long SEED = 1;

  private final CommandContext context;

  @Mixin private RecordFlags flags = new RecordFlags();

  @Option(
      names = "--against",
      paramLabel = "RUN",
      description = "Backtest; without it, the one the session was started like.")
  private Optional<String> against = Optional.empty();

  @Option(
      names = "--alpha",
      paramLabel = "FRACTION",
      defaultValue = "0.05",
      description = "Chance of ever raising a false alarm, in all; 0.05 if absent.")
  private double alpha;

  PaperTrackCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (!(alpha > 0 && alpha < 1)) {
      throw WorkspaceException.configuration(
          "Chance is not between 0 and 1: alpha=%s. Use --alpha 0.05.".formatted(alpha));
    }
    SessionFolder folder = SessionFolder.find(context.workspace(), flags.session());
    String run =
        against
            .or(folder.manifest()::like)
            .orElseThrow(
                () ->
                    WorkspaceException.configuration(
                        "Session was not started like a run: session=%s. Name one with --against."
                            .formatted(folder.id())));
    RunFolder expected = Runs.in(context.workspace()).get(run);
    SessionTracking found =
        new SessionTracker(alpha, CONFIDENCE, SEED)
            .track(
                context.workspace(),
                folder,
                SessionStrategy.load(context, folder, flags.strategy())::create,
                expected);
    if (flags.isJson()) {
      context.terminal().line(Json.text(toJson(found)));
    } else {
      print(found);
    }
    return found.isAlarmed() ? Failures.CHECK_FAILED : 0;
  }

  private void print(SessionTracking found) {
    Terminal terminal = context.terminal();
    terminal.line(
        "Session %s beside run %s: %s"
            .formatted(found.session(), found.run(), Counted.of(found.days(), "whole day")));
    found.notes().forEach(note -> terminal.line("note: " + note));
    found
        .band()
        .ifPresent(
            band ->
                terminal.line(
                    "return    %s %%, %s the %.0f %% band %s to %s %%"
                        .formatted(
                            percent(found.total()),
                            found.isInside() ? "inside" : "OUTSIDE",
                            100 * band.confidence(),
                            percent(band.low()),
                            percent(band.high()))));
    lines(found).forEach(terminal::line);
    TrackedTrades.lines(found.trades()).forEach(terminal::line);
    terminal.line(
        ("In all the chance of ever raising a false alarm is at most %s, beside a backtest that was"
                + " not picked as the best of many.")
            .formatted(alpha));
  }

  private static List<String> lines(SessionTracking found) {
    String expected =
        found.labDays() == 0 ? "" : ", expected %s %%".formatted(percent(found.labMean()));
    String mean =
        found.days() == 0
            ? "mean      no whole day yet%s%s"
                .formatted(expected, expected.isEmpty() ? "" : " a day")
            : "mean      %s %% a day%s".formatted(percent(found.mean()), expected);
    String alarm =
        found
            .monitor()
            .map(TrackedTrades::mean)
            .orElse(
                "alarm     not tested: days of the backtest that differ are needed, two of its %d"
                    .formatted(found.labDays()));
    return List.of(mean, alarm);
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%+.3f", 100 * fraction);
  }

  private ObjectNode toJson(SessionTracking found) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", found.session()).put("run", found.run()).put("days", found.days());
    found
        .band()
        .ifPresentOrElse(
            band ->
                node.put("return", found.total())
                    .put("inside", found.isInside())
                    .putObject("band")
                    .put("confidence", band.confidence())
                    .put("low", band.low())
                    .put("high", band.high()),
            () -> node.put("reason", reason(found)));
    if (found.days() > 0) {
      node.put("meanPerDay", found.mean());
    }
    node.put("expectedDays", found.labDays());
    if (found.labDays() > 0) {
      node.put("expectedPerDay", found.labMean());
    }
    node.put("alpha", alpha);
    found.monitor().ifPresent(monitor -> put(node, monitor));
    node.put("alarm", found.isAlarmed());
    ArrayNode notes = node.putArray("notes");
    found.notes().forEach(notes::add);
    TrackedTrades.put(node, found.trades());
    return node;
  }

  /// Why there is no band, which the return of days would be held against.
  private static String reason(SessionTracking found) {
    return found.days() == 0
        ? "no whole day yet"
        : "no band: days of the backtest that differ are needed, two of its %d"
            .formatted(found.labDays());
  }

  private static void put(ObjectNode node, MeanMonitor monitor) {
    node.put("atLeastPerDay", monitor.reference())
        .put("alphaOfMean", TrackedTrades.alpha(monitor))
        .put("evidence", monitor.evidence())
        .put("pValue", TrackedTrades.pValue(monitor))
        .put("alarmOfMean", monitor.isAlarmed());
  }
}
