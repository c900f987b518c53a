package io.papertape.workspace.experiment;

import io.papertape.experiment.RankCorrelation;
import io.papertape.simulation.Assumptions;
import io.papertape.workspace.report.FillSensitivity;
import io.papertape.workspace.run.RunBars;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Whether the order of the trials survives worse fills: a sample of them run again under other
/// assumptions. The sample is the best ten and others at even distances in the order of the
/// sweep.
///
/// @param name     short, such as `Costs doubled`
/// @param change   what differs, in words
/// @param n        trials run again
/// @param rank     Spearman's ρ of the objective as run and changed; absent if either is constant
/// @param bestRank place of the best trial among the sample now, 1 the best, ties averaged
/// @param best     objective of the best trial now
public record FillStability(
    String name, String change, int n, OptionalDouble rank, double bestRank, OptionalDouble best) {
  private static final int BEST = 10;

  /// One change.
  private record Variation(String name, String change, TrialRunner runner) {}

  /// Place of the best as text: `3`, or `3.5` of equals.
  public String place() {
    return bestRank % 1 == 0 ? Integer.toString((int) bestRank) : Double.toString(bestRank);
  }

  static List<FillStability> of(TrialRunner runner, List<Trial> trials, int size, TrialPool pool) {
    List<Integer> ranking = SweepResult.ranking(trials, runner.objective());
    List<Integer> sample = sample(ranking, trials, size);
    if (sample.size() < 2 || ranking.isEmpty()) {
      return List.of();
    }
    double[] asRun = new double[sample.size()];
    for (int i = 0; i < asRun.length; i++) {
      asRun[i] = score(runner, trials.get(sample.get(i)).objective());
    }
    List<FillStability> rows = new ArrayList<>();
    for (Variation variation : variations(runner)) {
      List<Trial> changed =
          pool.all(
              sample.size(),
              i -> variation.runner().run(trials.get(sample.get(i)).parameters()),
              _ -> {});
      rows.add(row(variation, asRun, changed));
    }
    return rows;
  }

  /// Indexes, the best trial first.
  private static List<Integer> sample(List<Integer> ranking, List<Trial> trials, int size) {
    List<Integer> best = ranking.subList(0, Math.min(BEST, Math.min(size, ranking.size())));
    TreeSet<Integer> others = new TreeSet<>(best);
    int[] tried =
        IntStream.range(0, trials.size()).filter(i -> trials.get(i).isCounted()).toArray();
    int more = Math.min(Math.max(0, size - best.size()), tried.length);
    for (int i = 0; i < more; i++) {
      others.add(tried[(int) ((long) i * tried.length / more)]);
    }
    List<Integer> sample = new ArrayList<>(best);
    best.forEach(others::remove);
    sample.addAll(others);
    return sample;
  }

  private static List<Variation> variations(TrialRunner runner) {
    List<Variation> all = new ArrayList<>();
    all.add(
        new Variation(
            "Pessimistic fills",
            FillSensitivity.pessimistic(runner.data().volumeCap()),
            runner.changed(plan -> plan.under(FillSensitivity.pessimistic(plan.assumptions())))));
    Assumptions asRun = runner.plan(Map.of()).assumptions();
    Optional<Assumptions> doubled = FillSensitivity.doubledCosts(asRun);
    doubled.ifPresent(
        costs ->
            all.add(
                new Variation(
                    "Costs doubled",
                    "fees and slippage doubled",
                    runner.changed(plan -> plan.under(costs)))));
    Optional<RunBars> late = runner.data().oneBarLater();
    all.add(
        late.isPresent()
            ? new Variation(
                "One bar later",
                "each bar is known one bar later, so each order reaches the market one later",
                runner.on(late.get()))
            : new Variation(
                FillSensitivity.LATER_NAME,
                FillSensitivity.LATER,
                runner.changed(
                    plan -> plan.under(FillSensitivity.oneMinuteLater(plan.assumptions())))));
    return all;
  }

  private static FillStability row(Variation variation, double[] asRun, List<Trial> changed) {
    double[] now = new double[asRun.length];
    for (int i = 0; i < now.length; i++) {
      now[i] = score(variation.runner(), changed.get(i).objective());
    }
    double rank = RankCorrelation.of(asRun, now);
    double[] ranks = RankCorrelation.ranks(now);
    return new FillStability(
        variation.name(),
        variation.change(),
        asRun.length,
        Double.isFinite(rank) ? OptionalDouble.of(rank) : OptionalDouble.empty(),
        now.length + 1 - ranks[0],
        changed.getFirst().objective());
  }

  /// A trial without an objective is behind all others.
  private static double score(TrialRunner runner, OptionalDouble value) {
    return runner.objective().score(value).orElse(Double.NEGATIVE_INFINITY);
  }
}
