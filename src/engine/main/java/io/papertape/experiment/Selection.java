package io.papertape.experiment;

import io.papertape.experiment.SuperiorAbility.Variant;
import io.papertape.performance.BlockLength;
import io.papertape.performance.Measure;
import io.papertape.performance.PerformanceConvention;
import io.papertape.performance.StationaryBootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// The best of many trials and what its being the best is worth.
///
/// Trials whose returns never vary do not compete, unless all are so: doing nothing is no choice,
/// and beats every loser. Nor is one the best that was stopped early; and with one, what compares
/// trials has no value: the rule that stops them looks at the outcomes of all halves.
///
/// @param best    trial with the highest Sharpe ratio; of equals the first
/// @param figures of the best trial and of the choice, each with a value or a reason
/// @param splits  cross-validation of the choice; empty for too few periods or where nothing
///     was to choose from
public record Selection(
    int best, List<Measure> figures, Optional<BacktestOverfitting> splits, Verdict verdict) {
  private static final double CONFIDENCE = 0.95;
  private static final String NOTHING_VARIES = "no trial has returns that vary";

  public Selection {
    figures = List.copyOf(figures);
  }

  /// Analyses the choice of the best trial. The same input and options give the same result.
  public static Selection of(TrialReturns returns, SelectionOptions options) {
    return of(returns, options, Workers.ONE);
  }

  /// The same, with the help of others.
  public static Selection of(TrialReturns returns, SelectionOptions options, Workers workers) {
    List<Integer> varying = returns.varying();
    TrialReturns rivals = varying.isEmpty() ? returns : returns.only(varying);
    Optional<String> noSplits = noSplits(rivals, returns.trials(), varying.size(), options);
    Optional<BacktestOverfitting> splits =
        noSplits.isPresent()
            ? Optional.empty()
            : Optional.of(
                new SymmetricSplits(rivals, options.blocks()).all(workers).named(varying));
    int best = best(returns, options);
    Trials trials = options.trials(Trials.of(returns.sharpes()));
    List<Measure> figures =
        new ArrayList<>(sharpeFigures(returns.column(best), trials, options.periodsPerYear()));
    figures.addAll(splitFigures(splits, noSplits));
    figures.addAll(
        bootstrapFigures(
            rivals,
            returns.column(best),
            noBootstrap(rivals, returns.trials(), varying.size(), options),
            options,
            workers));
    Verdict verdict =
        Verdict.of(
            returns.trials(),
            trials.count(),
            options.stopped().isEmpty(),
            named(figures, "sharpe"),
            named(figures, "luckySharpe"),
            named(figures, "deflatedSharpe"),
            named(figures, "backtestOverfitting"),
            named(figures, "superiorAbility"));
    return new Selection(best, figures, splits, verdict);
  }

  /// The figure of that name.
  public Optional<Measure> figure(String name) {
    return figures.stream().filter(measure -> measure.name().equals(name)).findFirst();
  }

  /// Why trials cannot be compared, if some of them were stopped early.
  public static String incomparable(long stopped, int trials) {
    String which =
        stopped == 1 ? "was stopped early, and what it" : "were stopped early, and what they";
    return "%d of %s %s would have earned then is not known"
        .formatted(stopped, trials == 1 ? "1 trial" : trials + " trials", which);
  }

  private static int best(TrialReturns returns, SelectionOptions options) {
    Set<Integer> stopped = new TreeSet<>(options.stopped());
    List<Integer> whole =
        IntStream.range(0, returns.trials())
            .boxed()
            .filter(trial -> !stopped.contains(trial))
            .toList();
    return whole.isEmpty() ? returns.best() : returns.best(whole);
  }

  private static List<Measure> sharpeFigures(
      double[] returns, Trials trials, double periodsPerYear) {
    Optional<SharpeEstimate> estimate = SharpeEstimate.of(returns);
    int n = returns.length;
    if (estimate.isEmpty()) {
      return absent(
          "returns do not vary",
          n,
          List.of(
              "sharpe",
              "luckySharpe",
              "probabilisticSharpe",
              "deflatedSharpe",
              "minimumTrackRecord",
              "minimumBacktestYears"));
    }
    SharpeEstimate best = estimate.get();
    double yearly = Math.sqrt(periodsPerYear);
    return List.of(
        present("sharpe", n, best.ratio() * yearly),
        present("luckySharpe", trials.count(), trials.luckySharpe() * yearly),
        best.probabilistic(0),
        best.deflated(trials),
        best.minimumTrackRecord(0, CONFIDENCE),
        trials.minimumBacktestYears(best.ratio() * yearly));
  }

  /// Why the choice cannot be cross-examined. A single trial is left to the splits themselves.
  private static Optional<String> noSplits(
      TrialReturns rivals, int trials, int varying, SelectionOptions options) {
    if (!options.stopped().isEmpty()) {
      return Optional.of(incomparable(options.stopped().size(), trials));
    }
    if (rivals.periods() < 2 * options.blocks()) {
      return Optional.of(
          "needs %d periods, has %d".formatted(2 * options.blocks(), rivals.periods()));
    }
    if (varying == 0) {
      return Optional.of(NOTHING_VARIES);
    }
    String nothing = ", which leaves nothing to choose";
    if (varying == 1 && trials > 1) {
      return Optional.of("only one trial has returns that vary" + nothing);
    }
    if (varying > 1 && rivals.areAllSame()) {
      String those = varying == trials ? "" : " with returns that vary";
      return Optional.of("all trials%s have the same returns".formatted(those) + nothing);
    }
    return Optional.empty();
  }

  private static List<Measure> splitFigures(
      Optional<BacktestOverfitting> splits, Optional<String> reason) {
    return splits
        .map(
            s ->
                List.of(
                    s.probability(),
                    s.lossProbability(),
                    s.degradationSlope(),
                    s.degradationIntercept(),
                    s.degradationFit()))
        .orElseGet(
            () ->
                absent(
                    reason.orElseThrow(),
                    0,
                    List.of(
                        "backtestOverfitting",
                        "outOfSampleLoss",
                        "degradationSlope",
                        "degradationIntercept",
                        "degradationFit")));
  }

  private static List<Measure> bootstrapFigures(
      TrialReturns rivals,
      double[] best,
      Optional<String> reason,
      SelectionOptions options,
      Workers workers) {
    if (reason.isPresent()) {
      return absent(
          reason.get(),
          0,
          List.of(
              "superiorAbilityLower", "superiorAbility", "superiorAbilityUpper", "realityCheck"));
    }
    double blockLength = BlockLength.expected(best);
    int[][] resamples =
        new StationaryBootstrap(new SplittableRandom(options.seed()), blockLength)
            .resamples(rivals.periods(), options.resamples());
    List<SuperiorAbility> tests =
        new NullMaxima(rivals, resamples, blockLength, List.of(Variant.STUDENTISED, Variant.PLAIN))
            .tests(workers);
    SuperiorAbility hansen = tests.getFirst();
    SuperiorAbility white = tests.getLast();
    return List.of(hansen.lower(), hansen.consistent(), hansen.upper(), white.upper());
  }

  private static Optional<String> noBootstrap(
      TrialReturns rivals, int trials, int varying, SelectionOptions options) {
    if (options.resamples() == 0) {
      return Optional.of("no resamples asked for");
    }
    if (!options.stopped().isEmpty()) {
      return Optional.of(incomparable(options.stopped().size(), trials));
    }
    if (rivals.periods() < NullMaxima.FEWEST) {
      return Optional.of("needs %d periods, has %d".formatted(NullMaxima.FEWEST, rivals.periods()));
    }
    return varying > 0 ? Optional.empty() : Optional.of(NOTHING_VARIES);
  }

  private static Measure named(List<Measure> figures, String name) {
    return figures.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }

  private static Measure present(String name, int n, double value) {
    return Measure.of(name, PerformanceConvention.PAPERTAPE, n, value);
  }

  private static List<Measure> absent(String reason, int n, List<String> names) {
    return names.stream()
        .map(name -> Measure.absent(name, PerformanceConvention.PAPERTAPE, n, reason))
        .toList();
  }
}
