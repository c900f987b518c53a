package io.papertape.workspace.report;

import io.papertape.market.Instrument;
import io.papertape.performance.Measure;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The top of the report: what was run, how far the result depends on what was assumed, and then
/// the result in a few figures.
final class SummarySection {
  private static final int MOST_SYMBOLS = 12;
  private static final List<String> KEY_FIGURES =
      List.of(
          "totalReturn",
          "benchmarkReturn",
          "cagr",
          "volatility",
          "sharpe",
          "sortino",
          "calmar",
          "maxDrawdown",
          "timeInMarket",
          "turnoverPerYear");
  private static final List<String> KEY_TRIPS =
      List.of("roundTrips", "winRate", "profitFactor", "expectancy");

  private final Html html;
  private final ReportInput input;
  private final RunFacts run;

  SummarySection(Html html, ReportInput input) {
    this.html = html;
    this.input = input;
    this.run = input.run();
  }

  void write() {
    header();
    sensitivity();
    keyFigures();
  }

  private void header() {
    ZoneId zone = input.performance().options().zone();
    html.open("header").line();
    html.element("p", "Papertape · backtest report", "class", "kicker").line();
    html.element("h1", run.strategy()).line();
    if (!run.description().isEmpty()) {
      html.element("p", run.description(), "class", "lead").line();
    }
    banners();
    html.open("dl", "class", "facts").line();
    fact(
        "Period",
        NumberText.day(run.fromNanos(), zone) + " to " + NumberText.day(run.toNanos(), zone));
    fact("Traded", symbols());
    fact("Starting cash", NumberText.cash(input.assumptions().cash()) + " " + input.currency());
    fact("Preset", input.assumptions().preset());
    fact("Fills", NumberText.count(input.fills().size()));
    fact("Run", run.id());
    html.end();
    html.end();
  }

  private void banners() {
    switch (run.status()) {
      case COMPLETE -> {}
      case FAILED ->
          banner(
              "The strategy failed before the end of its data.",
              run.failure().orElse("") + " Everything below covers only what came before.");
      case RUINED ->
          banner(
              "The account was ruined.",
              "Equity was used up, every position was closed, and the run ended there.");
    }
    if (!input.sensitivity().reproduces()) {
      banner(
          "This run does not reproduce.",
          "Made again over the same data it came to something else: the strategy depends on the"
              + " clock, on a random number without a seed, on a static field or on a file. Nothing"
              + " below can be had twice.");
    }
    if (input.assumptions().isLookingAhead()) {
      banner(
          "This run looks ahead.",
          "Its assumptions let a decision use a price that was not yet known when its order could"
              + " have arrived. The result cannot be had by trading.");
    }
    if (!input.notes().isEmpty()) {
      html.open("ul", "class", "notes").line();
      input.notes().forEach(note -> html.element("li", note).line());
      html.end();
    }
  }

  private void banner(String title, String text) {
    html.open("p", "class", "banner", "role", "note").element("strong", title);
    html.text(" " + text).end();
  }

  private String symbols() {
    List<Instrument> all = input.instruments();
    String some =
        all.stream().limit(MOST_SYMBOLS).map(Instrument::symbol).collect(Collectors.joining(", "));
    int rest = all.size() - MOST_SYMBOLS;
    return rest <= 0 ? some : some + " and " + rest + " more";
  }

  private void fact(String name, String value) {
    html.open("div").element("dt", name).element("dd", value).end();
  }

  private void sensitivity() {
    html.open("section", "id", "assumed").line();
    html.element("h2", "What costs, delay and fills do to the result").line();
    html.element(
            "p",
            "The same strategy on the same data, run again with one thing changed at a time. A"
                + " result that lives only in the first row lives on its assumptions.")
        .line();
    HtmlTable table =
        HtmlTable.begin(
            html,
            "The result under other assumptions",
            "sensitivity",
            "Run and what is different",
            "#Total return",
            "#Sharpe",
            "#Max drawdown",
            "#Final equity",
            "#Fills");
    input
        .sensitivity()
        .rows()
        .forEach(row -> table.explained(row.name(), row.change(), cells(row)));
    table.end();
    html.open("p", "class", "breakeven").element("strong", "Break-even cost: ");
    html.text(breakEven()).end().end();
  }

  private static String[] cells(SensitivityRow row) {
    Optional<SensitivityRow.Outcome> outcome = row.outcome();
    if (outcome.isEmpty()) {
      return new String[] {"none: " + row.reason().orElse(""), "", "", "", ""};
    }
    return new String[] {
      NumberText.signedPercent(outcome.get().totalReturn()),
      FigureText.value(outcome.get().sharpe()),
      NumberText.percent(outcome.get().maxDrawdown()),
      NumberText.cash(outcome.get().finalEquity()),
      NumberText.count(outcome.get().fills())
    };
  }

  private String breakEven() {
    BreakEven found = input.sensitivity().breakEven();
    String paid =
        input
            .performance()
            .figure("costBps")
            .filter(Measure::isPresent)
            .map(cost -> " As run, the recorded costs were " + FigureText.value(cost) + " bps.")
            .orElse("");
    String times = found.reruns() == 1 ? "once" : found.reruns() + " times";
    String how = " (found by running it %s)".formatted(times);
    if (found.bps().isEmpty()) {
      return "none: " + found.reason().orElse("") + how + "." + paid;
    }
    return NumberText.decimals(found.bps().getAsDouble(), 1)
        + " bps of the traded value leave a total return of zero"
        + how
        + "."
        + paid;
  }

  private void keyFigures() {
    html.open("section", "id", "result").line();
    html.element("h2", "The result").line();
    html.open("dl", "class", "cards").line();
    card("Final equity, " + input.currency(), NumberText.cash(run.finalEquity()), "");
    KEY_FIGURES.forEach(name -> input.performance().figure(name).ifPresent(this::card));
    List<Measure> trips = input.performance().roundTrips().getFirst().figures();
    for (String name : KEY_TRIPS) {
      trips.stream().filter(measure -> measure.name().equals(name)).forEach(this::card);
    }
    card("Fees paid, " + input.currency(), NumberText.cash(run.fees()), "");
    html.end().end();
  }

  private void card(Measure measure) {
    if (measure.isPresent()) {
      card(FigureText.label(measure), FigureText.value(measure), FigureText.interval(measure));
    } else {
      card(FigureText.label(measure), "none", measure.reason().orElse(""));
    }
  }

  private void card(String name, String value, String below) {
    html.open("div").element("dt", name).element("dd", value);
    if (!below.isEmpty()) {
      html.element("dd", below, "class", "range");
    }
    html.end();
  }
}
