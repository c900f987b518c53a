package io.papertape.workspace.experiment;

import io.papertape.experiment.FoldChoice;
import io.papertape.experiment.Selection;
import io.papertape.experiment.Trials;
import io.papertape.experiment.Verdict;
import io.papertape.performance.Measure;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a walk-forward found.
///
/// @param id        first 16 digits of the hash of its manifest
/// @param folder    where it is kept
/// @param days      on which the periods of the history ended
/// @param trials    all of them, in the order of the grid
/// @param counted   indexes of the trials that could be chosen
/// @param windows   one for each fold, in order
/// @param stitched  out of sample, all tests joined; empty of a combinatorial cut
/// @param paths     out of sample, each a whole history; none of windows
/// @param selection of the best trial of the whole history; empty of too few trials or periods
/// @param ever      all trials ever made of this strategy on this data, these included
/// @param uncounted [TrialRegistry#uncounted]
/// @param left      the best Sharpe ratio after corrections for the number of trials
public record WalkForwardResult(
    String id,
    Path folder,
    String strategy,
    WalkForwardPlan plan,
    Objective objective,
    byte[] manifest,
    List<LocalDate> days,
    List<Trial> trials,
    List<Integer> counted,
    List<Window> windows,
    Optional<History> stitched,
    List<History> paths,
    double periodsPerYear,
    Optional<Selection> selection,
    Trials ever,
    Uncounted uncounted,
    List<CorrectedSharpe> left) {

  /// One fold: what was chosen, what it was worth before and after.
  ///
  /// @param trial       index in `trials`; empty if none could be told from the others
  /// @param inSample    figures of the training
  /// @param outOfSample figures of the test
  public record Window(
      FoldChoice choice,
      Optional<Integer> trial,
      List<Measure> inSample,
      List<Measure> outOfSample) {
    public Window {
      inSample = List.copyOf(inSample);
      outOfSample = List.copyOf(outOfSample);
    }
  }

  /// One history out of sample.
  ///
  /// @param from     number of its first period
  /// @param returns  of its periods; read, never written
  /// @param endNanos at which they ended, after the moment at which the first began
  public record History(int from, double[] returns, long[] endNanos, List<Measure> figures) {
    public History {
      figures = List.copyOf(figures);
    }

    /// What 1 became, at the start and after each period.
    public double[] levels() {
      return SliceFigures.chained(returns);
    }
  }

  public WalkForwardResult {
    days = List.copyOf(days);
    trials = List.copyOf(trials);
    counted = List.copyOf(counted);
    windows = List.copyOf(windows);
    paths = List.copyOf(paths);
    left = List.copyOf(left);
  }

  /// Why a search that was to try a number of points has tried fewer; empty if it has not. An
  /// evolution is asked for as many in each window.
  Optional<String> exhausted() {
    return plan.search().exhausted(plan.space(), trials.size());
  }

  /// What the tests earned, then what selection leaves of the best set over the whole history.
  public Optional<Verdict> verdict() {
    return selection
        .map(Selection::verdict)
        .map(said -> OutOfSample.of(this).map(own -> own.before(said)).orElse(said));
  }

  /// Parameters that a window chose, as `fast=10 slow=60`; `none` if nothing could be chosen.
  public String chosen(Window window) {
    return window
        .trial()
        .map(
            index ->
                String.join(
                    " ",
                    trials.get(index).parameters().entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .toList()))
        .orElse("none");
  }

  /// A figure of windows, in the mean over those that have it on both sides.
  public OptionalDouble mean(String figure, boolean isInSample) {
    return windows.stream()
        .filter(one -> isInBoth(one, figure))
        .map(one -> SliceFigures.figure(isInSample ? one.inSample() : one.outOfSample(), figure))
        .mapToDouble(one -> one.orElseThrow().get())
        .average();
  }

  private static boolean isInBoth(Window window, String figure) {
    return SliceFigures.figure(window.inSample(), figure).filter(Measure::isPresent).isPresent()
        && SliceFigures.figure(window.outOfSample(), figure).filter(Measure::isPresent).isPresent();
  }

  /// What is left of a figure out of sample, as a part of what it was in sample; absent where it
  /// was not above 0 there, or is higher out of sample, which makes no part, and of a figure of
  /// which less is better.
  public OptionalDouble efficiency(String figure) {
    if (Objective.isLessBetter(figure)) {
      return OptionalDouble.empty();
    }
    OptionalDouble before = mean(figure, true);
    OptionalDouble after = mean(figure, false);
    return before.isPresent()
            && before.getAsDouble() > 0
            && after.getAsDouble() <= before.getAsDouble()
        ? OptionalDouble.of(after.getAsDouble() / before.getAsDouble())
        : OptionalDouble.empty();
  }
}
