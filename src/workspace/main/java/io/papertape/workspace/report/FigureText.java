package io.papertape.workspace.report;

import io.papertape.performance.Interval;
import io.papertape.performance.Measure;
import io.papertape.performance.PerformanceConvention;
import java.util.List;
import java.util.Locale;

/// Figures as people read them: `maxDrawdown` 0.25 is `Max drawdown`, `25.00 %`.
final class FigureText {
  private static final List<String> PERCENT =
      List.of(
          "totalReturn",
          "cagr",
          "volatility",
          "maxDrawdown",
          "averageDrawdown",
          "ulcerIndex",
          "valueAtRisk95",
          "valueAtRisk99",
          "conditionalValueAtRisk95",
          "conditionalValueAtRisk99",
          "bestDay",
          "worstDay",
          "winRateDays",
          "averageWinDay",
          "averageLossDay",
          "kellyDays",
          "benchmarkReturn",
          "excessReturn",
          "alpha",
          "treynor",
          "trackingError",
          "timeInMarket",
          "averageGrossExposure",
          "highestGrossExposure",
          "averageNetExposure",
          "costsPerYear",
          "winRate",
          "kelly",
          "averageReturn",
          "bestReturn",
          "worstReturn",
          "averageMaxAdverse",
          "worstMaxAdverse",
          "averageMaxFavourable",
          "bestMaxFavourable");
  private static final List<String> COUNT =
      List.of(
          "roundTrips",
          "winners",
          "losers",
          "draws",
          "longestWinningStreak",
          "longestLosingStreak",
          "longestWinningDays",
          "longestLosingDays");

  private FigureText() {}

  /// The name in words: `Value at risk 95`.
  static String label(Measure measure) {
    String name = measure.name();
    if (measure.convention() != PerformanceConvention.PAPERTAPE) {
      return name;
    }
    if (name.equals("cagr")) {
      return "Growth per year (CAGR)";
    }
    String words =
        name.replaceAll("([a-z])([A-Z0-9])", "$1 $2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\bbps\\b", "(bps)")
            .replaceAll("(win|loss) days?$", "$1, days")
            .replaceAll("(drawdown|duration|exposure) days$", "$1");
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /// The value with its unit, or the reason why there is none.
  static String value(Measure measure) {
    return measure.isPresent()
        ? value(measure, measure.get())
        : "none: " + measure.reason().orElse("");
  }

  /// `[0.31, 1.75] 95 %`; empty without one.
  static String interval(Measure measure) {
    if (measure.interval().isEmpty()) {
      return "";
    }
    Interval range = measure.interval().get();
    return "[%s, %s] %s\u00A0%%"
        .formatted(
            value(measure, range.low()),
            value(measure, range.high()),
            NumberText.decimals(range.confidence() * 100, 0));
  }

  private static String value(Measure measure, double value) {
    String name = measure.name();
    if (measure.convention() != PerformanceConvention.PAPERTAPE) {
      return NumberText.decimals(value, 4);
    }
    if (name.matches("\\w*(Drawdown|Duration|exposure)Days")) {
      return NumberText.duration(value);
    }
    if (PERCENT.contains(name)) {
      return NumberText.percent(value);
    }
    return NumberText.decimals(value, COUNT.contains(name) ? 0 : 2);
  }
}
