package io.papertape.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A recorded run from its equity to the report, where the `papertape` convention agrees with a
/// recorded value of another tool.
class PerformanceReportOracleTest {
  private static final String RUN = "GOOG_D__SmaLong_20_50__f0.95__c0.002";
  private static final long DAY = 86_400_000_000_000L;

  private static final Map<String, String> SAME =
      Map.ofEntries(
          Map.entry("totalReturn", "empyrical.cum_returns_final"),
          Map.entry("volatility", "empyrical.annual_volatility"),
          Map.entry("sharpe", "empyrical.sharpe_ratio"),
          Map.entry("sortino", "empyrical.sortino_ratio"),
          Map.entry("omega", "empyrical.omega_ratio"),
          Map.entry("gainToPain", "qs.gain_to_pain_ratio"),
          Map.entry("stability", "empyrical.stability_of_timeseries"),
          Map.entry("tailRatio", "empyrical.tail_ratio"),
          Map.entry("skew", "qs.skew"),
          Map.entry("kurtosis", "qs.kurtosis"),
          Map.entry("winRateDays", "qs.win_rate"),
          Map.entry("payoffDays", "qs.payoff_ratio"),
          Map.entry("kellyDays", "qs.kelly_criterion"),
          Map.entry("bestDay", "qs.best"),
          Map.entry("worstDay", "qs.worst"),
          Map.entry("longestWinningDays", "qs.consecutive_wins"),
          Map.entry("longestLosingDays", "qs.consecutive_losses"),
          Map.entry("beta", "empyrical.beta"),
          Map.entry("rSquared", "qs.r_squared"),
          Map.entry("upCapture", "empyrical.up_capture"),
          Map.entry("downCapture", "empyrical.down_capture"));

  private static final Map<String, String> NEGATED =
      Map.of(
          "maxDrawdown", "empyrical.max_drawdown",
          "valueAtRisk95", "empyrical.value_at_risk",
          "conditionalValueAtRisk95", "empyrical.conditional_value_at_risk",
          "averageLossDay", "qs.avg_loss");

  @Test
  void sharedDefinitionsGiveTheRecordedValues() throws IOException {
    PerformanceReport report = report();
    SAME.forEach((ours, theirs) -> near(report, ours, 1, recorded(theirs)));
    NEGATED.forEach((ours, theirs) -> near(report, ours, -1, recorded(theirs)));
    assertThat(report.periodsPerYear()).isEqualTo(252);
  }

  /// backtesting.py divides calendar days by 365.25, too.
  @Test
  @SuppressWarnings("unchecked")
  void growthPerYearIsThatOfBacktestingPy() throws IOException {
    Path run = Oracles.folder().resolve("engines/backtestingpy/" + RUN + "/run.json");
    var stats = (Map<String, Object>) ((Map<String, Object>) Oracles.json(run)).get("stats");
    near(report(), "cagr", 1, (Double) stats.get("CAGR [%]") / 100);
  }

  private static PerformanceReport report() throws IOException {
    Path folder = Oracles.folder();
    List<String[]> bars = Oracles.rows(folder.resolve("inputs/GOOG_D.csv.gz"));
    Path equity = folder.resolve("engines/backtestingpy/" + RUN + "/equity.csv.gz");
    PerformanceInput input =
        new PerformanceInput(
            bars.stream().mapToLong(row -> LocalDate.parse(row[0]).toEpochDay() * DAY).toArray(),
            Oracles.column(Oracles.rows(equity), 1),
            Optional.of(Oracles.column(bars, 4)),
            Exposure.unknown(),
            List.of(),
            TradingCosts.none());
    return PerformanceReport.of(input, PerformanceOptions.standard());
  }

  /// The first value of that name, the one with default arguments.
  @SuppressWarnings("unchecked")
  private static double recorded(String name) {
    try {
      Path file = Oracles.folder().resolve("metrics/strategy_goog_sma20_50.json");
      var metrics = (List<Object>) ((Map<String, Object>) Oracles.json(file)).get("metrics");
      return metrics.stream()
          .map(entry -> (Map<String, Object>) entry)
          .filter(entry -> entry.get("metric").equals(name))
          .mapToDouble(entry -> (Double) entry.get("value"))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void near(PerformanceReport report, String name, int sign, double expected) {
    assertThat(sign * report.figure(name).orElseThrow().get())
        .as(name)
        .isCloseTo(expected, within(Math.abs(expected) * 1e-9));
  }
}
