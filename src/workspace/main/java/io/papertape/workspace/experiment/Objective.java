package io.papertape.workspace.experiment;

import io.papertape.performance.Measure;
import io.papertape.performance.PerformanceInput;
import io.papertape.performance.PerformanceOptions;
import io.papertape.performance.PlainFigures;
import io.papertape.performance.Sampling;
import io.papertape.strategy.rule.Spelling;
import io.papertape.workspace.WorkspaceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a search maximises: a figure by its name, or the negative of one of which less is better.
///
/// @param figure  name as in `result.json`, such as `profitFactor`
/// @param isLower true if the lowest value is the best
public record Objective(String figure, boolean isLower) {
  /// The default: the Sharpe ratio of daily returns.
  public static final Objective SHARPE = new Objective("sharpe", false);

  /// Where figures come from; the first is quick.
  enum Group {
    MAIN,
    RETURNS,
    COMPARISON,
    TRADING,
    ROUND_TRIPS;

    List<Measure> of(PlainFigures figures) {
      return switch (this) {
        case MAIN -> figures.main();
        case RETURNS -> figures.returns();
        case COMPARISON -> figures.comparison();
        case TRADING -> figures.trading();
        case ROUND_TRIPS -> figures.roundTrips();
      };
    }
  }

  private static final List<String> LOWER =
      List.of(
          "volatility",
          "maxDrawdown",
          "averageDrawdown",
          "longestDrawdownDays",
          "averageDrawdownDays",
          "ulcerIndex",
          "valueAtRisk95",
          "valueAtRisk99",
          "conditionalValueAtRisk95",
          "conditionalValueAtRisk99",
          "trackingError",
          "downCapture",
          "turnoverPerYear",
          "tradedValue",
          "fees",
          "slippage",
          "financing",
          "costsPerYear",
          "costBps",
          "losers",
          "longestLosingDays",
          "longestLosingStreak",
          "averageLossDay",
          "averageLoss",
          "largestLoss",
          "averageMaxAdverse",
          "worstMaxAdverse");

  /// An objective as typed: `profit-factor` and `profitFactor` are the same.
  public static Objective parse(String text) {
    List<String> names = names();
    for (String name : names) {
      if (name.equalsIgnoreCase(text) || kebab(name).equals(text.toLowerCase(Locale.ROOT))) {
        return new Objective(name, isLessBetter(name));
      }
    }
    throw WorkspaceException.configuration(
        "No such figure: objective=%s. %s"
            .formatted(text, Spelling.hint(text, names.stream().map(Objective::kebab).toList())));
  }

  /// True of a risk or a cost.
  static boolean isLessBetter(String figure) {
    return LOWER.contains(figure);
  }

  /// Names of all figures, each once.
  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Group group : Group.values()) {
      group.of(sample()).stream()
          .map(Measure::name)
          .filter(name -> !names.contains(name))
          .forEach(names::add);
    }
    return names;
  }

  /// As typed on the command line: `profit-factor`.
  public String typed() {
    return kebab(figure);
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z])([A-Z0-9])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  Group group() {
    return Arrays.stream(Group.values())
        .filter(g -> g.of(sample()).stream().anyMatch(one -> one.name().equals(figure)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No such figure: name=" + figure + "."));
  }

  /// The higher the better, whatever the figure.
  public OptionalDouble score(OptionalDouble value) {
    return isLower && value.isPresent() ? OptionalDouble.of(-value.getAsDouble()) : value;
  }

  private static PlainFigures sample() {
    long[] times = {0, 86_400_000_000_000L};
    double[] equity = {1, 1};
    PerformanceInput plain = PerformanceInput.of(times, equity);
    PerformanceInput input =
        new PerformanceInput(
            times,
            equity,
            Optional.of(equity),
            plain.exposure(),
            plain.roundTrips(),
            plain.costs());
    PerformanceOptions options = PerformanceOptions.standard();
    return new PlainFigures(input, options, Sampling.of(times, options.zone()));
  }
}
