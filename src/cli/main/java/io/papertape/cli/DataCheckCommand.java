package io.papertape.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.market.BarColumns;
import io.papertape.market.Times;
import io.papertape.workspace.check.SeriesCheck;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Series;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `data check`: what looks wrong in a data set.
@Command(
    name = "check",
    description = "Look for gaps, empty volume, absurd moves and damaged files.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit code 4 if a file does not match its hash or a bar cannot be right.",
      "Examples:",
      "  papertape data check SPY",
      "  papertape data check SPY --json"
    })
final class DataCheckCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "NAME", description = "Name of the data set.")
  private String name = "";

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  DataCheckCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    DataStore store = DataStore.in(context.workspace());
    DataSet set = store.get(name);
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    boolean sound = true;
    for (Series series : set.series()) {
      BarColumns bars = store.load(set, series);
      SeriesCheck check = SeriesCheck.of(bars);
      boolean intact = DataStore.contentHash(bars).equals(series.hash());
      sound &= intact && check.sound();
      if (json) {
        put(all, series, check, intact);
      } else {
        print(series, check, intact);
      }
    }
    if (json) {
      context.terminal().line(Json.text(all));
    }
    return sound ? 0 : Failures.DATA;
  }

  private void print(Series series, SeriesCheck check, boolean intact) {
    Terminal terminal = context.terminal();
    terminal.line(SeriesText.of(series));
    terminal.line("  content hash    " + (intact ? "matches" : "DIFFERS: import it again"));
    terminal.line(
        "  gaps            %d steps above 1.5 times the usual %s, largest %s"
            .formatted(
                check.gaps(), span(check.medianStepNanos()), span(check.largestStepNanos())));
    terminal.line("  zero volume     %d bars".formatted(check.zeroVolume()));
    terminal.line(
        String.format(
            Locale.ROOT,
            "  largest move    %.2f %%%s",
            100 * check.largestMove(),
            check.largestMove() == 0
                ? ""
                : " in the bar of " + Times.instant(check.largestMoveNanos())));
    terminal.line("  absurd moves    %d".formatted(check.absurdMoves()));
    terminal.line("  impossible bars %d".formatted(check.impossible()));
    terminal.line(
        "  order           %d duplicate or backward, %d overlapping"
            .formatted(check.unordered(), check.overlapping()));
  }

  private static String span(long nanos) {
    Duration span = Duration.ofNanos(nanos);
    return span.toDays() > 0
        ? "%dd%s".formatted(span.toDays(), span.toHoursPart() == 0 ? "" : span.toHoursPart() + "h")
        : span.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private static void put(ArrayNode all, Series series, SeriesCheck check, boolean intact) {
    all.addObject()
        .put("symbol", series.symbol())
        .put("resolution", series.resolution().toString())
        .put("hashMatches", intact)
        .put("bars", check.bars())
        .put("medianStep", Duration.ofNanos(check.medianStepNanos()).toString())
        .put("gaps", check.gaps())
        .put("largestStep", Duration.ofNanos(check.largestStepNanos()).toString())
        .put("zeroVolume", check.zeroVolume())
        .put("largestMove", check.largestMove())
        .put("absurdMoves", check.absurdMoves())
        .put("impossible", check.impossible())
        .put("unordered", check.unordered())
        .put("overlapping", check.overlapping())
        .put("sound", check.sound());
  }
}
