package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.workspace.experiment.RunTrial;
import io.papertape.workspace.experiment.Uncounted;
import io.papertape.workspace.run.Backtest;
import io.papertape.workspace.run.RunFolder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The table a run ends with: one figure a line, with its convention.
final class RunSummary {
  private static final String OURS = "papertape";

  private final JsonNode result;
  private final boolean hasTicks;
  private final List<String> lines = new ArrayList<>();

  private RunSummary(JsonNode result, boolean hasTicks) {
    this.result = result;
    this.hasTicks = hasTicks;
  }

  /// @param trial its place among all trials; empty if the run failed
  static List<String> lines(Backtest.Outcome outcome, Optional<RunTrial> trial) {
    boolean hasTicks =
        outcome.run().manifest().instruments().stream().anyMatch(one -> one.resolution().isTicks());
    return lines(outcome.result(), outcome.folder(), hasTicks, trial);
  }

  /// @param result   content of `result.json`
  /// @param hasTicks whether it counts quotes or trade ticks instead of bars
  static List<String> lines(
      JsonNode result, RunFolder folder, boolean hasTicks, Optional<RunTrial> trial) {
    RunSummary summary = new RunSummary(result, hasTicks);
    summary.money();
    summary.figures();
    trial.ifPresent(summary::trial);
    summary.record(folder);
    return summary.lines;
  }

  private void money() {
    row("strategy", text("strategy"), "preset " + text("preset"));
    row("period", day("from") + " to " + day("to"), "UTC days");
    row(hasTicks ? "ticks" : "bars", text("bars"), "of all instruments" + cutShort());
    percentless("roundTrips", "round trips", "closed, flat to flat; orders %s, fills %s");
    row(
        "final equity",
        cash("finalEquity"),
        "from " + cash("cash") + ", open positions at the last close");
    row("fees", cash("fees"), "all commissions");
    percentless(
        "slippage",
        "slippage",
        "what fills were worse than the %s's price".formatted(hasTicks ? "tick" : "bar"));
  }

  /// How far a run came that did not use all its data.
  private String cutShort() {
    return text("status").equals("complete")
        ? ""
        : " in the data; the run came to %s only".formatted(text("to"));
  }

  private void figures() {
    percent("totalReturn", "total return", "final equity over starting cash, less 1");
    percent("cagr", "CAGR", "by calendar, 365.25 days a year");
    percent("volatility", "volatility", "a year, of daily returns, n-1");
    plain("sharpe", "Sharpe", "daily, annualised, risk-free 0");
    plain("sortino", "Sortino", "downside below 0 over all days");
    percent(
        "maxDrawdown",
        "max drawdown",
        (hasTicks ? "at ends of minutes" : "of all moments") + ", as a positive part of the peak");
    plain("calmar", "Calmar", "CAGR over max drawdown");
    percent("winRate", "win rate", "of round trips after fees, draws left out");
    plain("profitFactor", "profit factor", "gains over losses of round trips after fees");
    percent("timeInMarket", "exposure", "share of moments with a position");
    percent("benchmarkReturn", "benchmark return", "bought at the first open and held, no costs");
  }

  private void trial(RunTrial trial) {
    String number =
        trial.number() == trial.count()
            ? "%d on this data".formatted(trial.number())
            : "%d of %d on this data".formatted(trial.number(), trial.count());
    row("trial", number, "each set of values of this strategy counts, those of sweeps too");
    for (Uncounted.Row left : trial.uncounted().rows()) {
      row("not counted", Integer.toString(left.count()), left.what());
    }
    String deflated =
        trial.deflated().isPresent()
            ? round(trial.deflated().get() * 100, 1) + " %"
            : "none: " + trial.deflated().reason().orElse("");
    row(
        "deflated Sharpe",
        deflated,
        "confidence that it exceeds what luck shows in so many trials");
  }

  private void record(RunFolder folder) {
    row("journal root", text("root"), "");
    if (Files.exists(folder.report())) {
      row("report", folder.report().toString(), "");
    }
    row("files", folder.path().toString(), "");
    row("run", text("id"), "");
  }

  private void percentless(String name, String label, String convention) {
    JsonNode figure = figure(name);
    String value = figure.has("value") ? round(figure.get("value").asDouble(), 2) : absent(figure);
    row(label, trimmed(value), convention.formatted(text("orders"), text("fills")));
  }

  private static String trimmed(String value) {
    return value.endsWith(".00") ? value.substring(0, value.length() - 3) : value;
  }

  private void percent(String name, String label, String convention) {
    figure(name, label, convention, 100, 2, " %");
  }

  private void plain(String name, String label, String convention) {
    figure(name, label, convention, 1, 3, "");
  }

  private void figure(
      String name, String label, String convention, double scale, int decimals, String unit) {
    JsonNode figure = figure(name);
    if (!figure.has("value")) {
      row(label, absent(figure), convention);
      return;
    }
    String value = round(figure.get("value").asDouble() * scale, decimals) + unit;
    if (figure.has("low")) {
      value +=
          " [%s, %s]"
              .formatted(
                  round(figure.get("low").asDouble() * scale, 2),
                  round(figure.get("high").asDouble() * scale, 2));
      String confidence = round(figure.get("confidence").asDouble() * 100, 0);
      row(label, value, "%s; %s %% interval".formatted(convention, confidence));
    } else {
      row(label, value, convention);
    }
  }

  private static String absent(JsonNode figure) {
    return "none: " + figure.path("reason").asText("not computed");
  }

  private JsonNode figure(String name) {
    for (JsonNode figure : result.path("figures")) {
      if (figure.path("name").asText().equals(name)
          && figure.path("convention").asText().equals(OURS)) {
        return figure;
      }
    }
    return result.path("none");
  }

  private void row(String label, String value, String convention) {
    lines.add("%-17s %-24s  %s".formatted(label, value, convention).stripTrailing());
  }

  private String text(String key) {
    return result.path(key).asText();
  }

  private String day(String key) {
    return text(key).substring(0, 10);
  }

  private String cash(String key) {
    String amount = new BigDecimal(text(key)).setScale(2, RoundingMode.HALF_UP).toPlainString();
    return "%s %s".formatted(amount, text("currency")).stripTrailing();
  }

  private static String round(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
