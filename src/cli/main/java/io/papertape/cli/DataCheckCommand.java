package io.papertape.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.market.BarColumns;
import io.papertape.market.Times;
import io.papertape.market.TradingCalendar;
import io.papertape.workspace.Counted;
import io.papertape.workspace.check.ActionCheck;
import io.papertape.workspace.check.SeriesCheck;
import io.papertape.workspace.check.SessionCheck;
import io.papertape.workspace.check.TickCheck;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Series;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `data check`: what looks wrong in a data set.
@Command(
    name = "check",
    description = "Look for gaps, missing sessions, empty volume, absurd moves and damaged files.",
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
      if (series.resolution().isTicks()) {
        TickCheck ticks = TickCheck.of(store, set, series);
        sound &= ticks.sound();
        if (json) {
          put(all, series, ticks);
        } else {
          print(series, ticks);
        }
        continue;
      }
      BarColumns bars = store.load(set, series);
      SeriesCheck check = SeriesCheck.of(bars);
      boolean intact = DataStore.contentHash(bars).equals(series.hash());
      sound &= intact && check.sound();
      TradingCalendar calendar = TradingCalendar.byName(series.instrument().calendar());
      SessionCheck sessions = SessionCheck.of(bars, calendar);
      List<String> actions = ActionCheck.of(bars, set.actions(series.symbol()), calendar);
      if (json) {
        put(put(all, series, check, intact), sessions, actions);
      } else {
        print(series, check, intact);
        print(calendar, sessions, actions);
      }
    }
    if (json) {
      context.terminal().line(Json.text(all));
    }
    return sound ? 0 : Failures.DATA;
  }

  private void print(Series series, TickCheck check) {
    Terminal terminal = context.terminal();
    terminal.line(SeriesText.of(series));
    terminal.line(
        "  content hash    " + (check.isIntact() ? "matches" : "DIFFERS: import it again"));
    terminal.line("  order           %d backward".formatted(check.backward()));
    terminal.line("  impossible      %d".formatted(check.impossible()));
    terminal.line(
        "  largest gap     %s%s"
            .formatted(
                span(check.largestGapNanos()),
                check.largestGapNanos() == 0
                    ? ""
                    : " before " + Times.instant(check.afterGapNanos())));
    terminal.line(
        "  outside         %s outside sessions of %s%s"
            .formatted(
                Counted.of(check.outside(), "row"),
                series.instrument().calendar(),
                check.outside() == 0 ? "" : ", first " + Times.instant(check.firstOutsideNanos())));
  }

  private static void put(ArrayNode all, Series series, TickCheck check) {
    ObjectNode node =
        all.addObject()
            .put("symbol", series.symbol())
            .put("resolution", series.resolution().toString())
            .put("hashMatches", check.isIntact())
            .put("rows", series.rows())
            .put("backward", check.backward())
            .put("impossible", check.impossible())
            .put("largestGap", Duration.ofNanos(check.largestGapNanos()).toString())
            .put("outsideSessions", check.outside())
            .put("sound", check.sound());
    ArrayNode first = node.putArray("firstOutside");
    if (check.outside() > 0) {
      first.add(Times.instant(check.firstOutsideNanos()).toString());
    }
  }

  private void print(Series series, SeriesCheck check, boolean intact) {
    Terminal terminal = context.terminal();
    terminal.line(SeriesText.of(series));
    terminal.line("  content hash    " + (intact ? "matches" : "DIFFERS: import it again"));
    terminal.line(
        "  gaps            %s above 1.5 times the usual %s, largest %s"
            .formatted(
                Counted.of(check.gaps(), "step"),
                span(check.medianStepNanos()),
                span(check.largestStepNanos())));
    terminal.line("  zero volume     " + Counted.of(check.zeroVolume(), "bar"));
    terminal.line(
        String.format(
            Locale.ROOT,
            "  largest move    %.2f %%%s",
            100 * check.largestMove(),
            check.largestMove() == 0
                ? ""
                : " in the bar of " + Times.instant(check.largestMoveNanos())));
    terminal.line("  absurd moves    %d".formatted(check.absurdMoves()));
    terminal.line("  far highs, lows %d".formatted(check.farReaches()));
    terminal.line("  impossible bars %d".formatted(check.impossible()));
    terminal.line(
        "  order           %d duplicate or backward, %d overlapping"
            .formatted(check.unordered(), check.overlapping()));
  }

  private void print(TradingCalendar calendar, SessionCheck check, List<String> actions) {
    Terminal terminal = context.terminal();
    terminal.line(
        "  sessions        %d of %s, %d without a bar%s"
            .formatted(
                check.sessions(),
                calendar.name(),
                check.missing(),
                named(check.missing(), check.firstMissing())));
    terminal.line(
        "  outside         %s outside sessions%s"
            .formatted(
                Counted.of(check.outside(), "bar"), named(check.outside(), check.firstOutside())));
    actions.forEach(text -> terminal.line("  action          " + text));
  }

  private static String named(long count, List<?> first) {
    if (count == 0) {
      return "";
    }
    String names = first.stream().map(Object::toString).collect(Collectors.joining(", "));
    return ": " + names + (count > first.size() ? ", …" : "");
  }

  private static String span(long nanos) {
    Duration span = Duration.ofNanos(nanos);
    return span.toDays() > 0
        ? "%dd%s".formatted(span.toDays(), span.toHoursPart() == 0 ? "" : span.toHoursPart() + "h")
        : span.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private static void put(ObjectNode node, SessionCheck check, List<String> actions) {
    node.put("sessions", check.sessions()).put("missingSessions", check.missing());
    ArrayNode missing = node.putArray("firstMissing");
    check.firstMissing().forEach(date -> missing.add(date.toString()));
    node.put("outsideSessions", check.outside());
    ArrayNode outside = node.putArray("firstOutside");
    check.firstOutside().forEach(time -> outside.add(time.toString()));
    ArrayNode findings = node.putArray("actions");
    actions.forEach(findings::add);
  }

  private static ObjectNode put(ArrayNode all, Series series, SeriesCheck check, boolean intact) {
    return all.addObject()
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
        .put("farReaches", check.farReaches())
        .put("impossible", check.impossible())
        .put("unordered", check.unordered())
        .put("overlapping", check.overlapping())
        .put("sound", check.sound());
  }
}
