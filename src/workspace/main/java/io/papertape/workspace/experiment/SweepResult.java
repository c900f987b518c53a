package io.papertape.workspace.experiment;

import io.papertape.experiment.Selection;
import io.papertape.experiment.SharpeEstimate;
import io.papertape.experiment.Trials;
import io.papertape.performance.Measure;
import io.papertape.performance.PerformanceConvention;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a sweep found, and what selection leaves of it.
///
/// @param id         first 16 digits of the hash of the sweep's manifest
/// @param folder     where it is kept
/// @param strategy   name
/// @param currency   of the account
/// @param points     of each trial, its number in the space
/// @param trials     in the order in which they were proposed
/// @param counted    indexes of the trials that the statistics rest on
/// @param selection  of the trial with the highest Sharpe ratio among the counted; empty if there
///     are too few periods or all trials were stopped early
/// @param ever       all trials ever made of this strategy on this data, these included
/// @param uncounted [TrialRegistry#uncounted]
/// @param left       the best Sharpe ratio after corrections for the number of trials; none if a
///     trial was stopped early
/// @param stability  of the objective under worse fills
public record SweepResult(
    String id,
    Path folder,
    String strategy,
    String currency,
    SweepPlan plan,
    Objective objective,
    byte[] manifest,
    List<Long> points,
    List<Trial> trials,
    List<Integer> counted,
    double periodsPerYear,
    Optional<Selection> selection,
    Trials ever,
    Uncounted uncounted,
    List<CorrectedSharpe> left,
    List<FillStability> stability) {

  public SweepResult {
    points = List.copyOf(points);
    trials = List.copyOf(trials);
    counted = List.copyOf(counted);
    left = List.copyOf(left);
    stability = List.copyOf(stability);
  }

  /// Indexes of the trials with an objective, the best first; of equals the earlier.
  public List<Integer> ranking() {
    return ranking(trials, objective);
  }

  static List<Integer> ranking(List<Trial> trials, Objective objective) {
    return IntStream.range(0, trials.size())
        .filter(i -> trials.get(i).objective().isPresent())
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                    (Integer i) -> -objective.score(trials.get(i).objective()).getAsDouble())
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /// Confidence that the true Sharpe ratio of a trial exceeds what luck shows among all trials.
  public Measure deflated(int trial) {
    return SharpeEstimate.of(trials.get(trial).returns())
        .map(estimate -> estimate.deflated(ever))
        .orElseGet(
            () ->
                Measure.absent(
                    "deflatedSharpe",
                    PerformanceConvention.PAPERTAPE,
                    trials.get(trial).returns().length,
                    "returns do not vary"));
  }

  /// Value of the objective; absent if the trial has none.
  public OptionalDouble value(int trial) {
    return trials.get(trial).objective();
  }

  /// Why there is no selection, if there is none.
  String unasked() {
    return counted.stream().allMatch(i -> trials.get(i).status() == Trial.Status.STOPPED)
        ? "every trial was stopped early"
        : "the data have fewer than two periods";
  }

  /// Why there are no corrections for the number of trials, if there are none: they weigh the
  /// ratios of all trials, and one that was stopped early has none.
  Optional<String> uncorrected() {
    long stopped = count(Trial.Status.STOPPED);
    return stopped == 0
        ? Optional.empty()
        : Optional.of(Selection.incomparable(stopped, counted.size()));
  }

  /// What counts as no trial: `3 refused, 1 failed`; empty if all count.
  String uncountedTrials() {
    return Stream.of(Trial.Status.REFUSED, Trial.Status.FAILED)
        .filter(status -> count(status) > 0)
        .map(status -> count(status) + " " + TrialTable.word(status))
        .collect(Collectors.joining(", "));
  }

  /// Why a search that was to try a number of points has tried fewer; empty if it has not.
  Optional<String> exhausted() {
    return plan.search().exhausted(plan.space(), trials.size());
  }

  /// Number of trials that ended in a way.
  public long count(Trial.Status status) {
    return trials.stream().filter(one -> one.status() == status).count();
  }
}
