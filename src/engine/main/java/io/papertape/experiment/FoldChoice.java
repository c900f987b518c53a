package io.papertape.experiment;

import io.papertape.experiment.Fold.Span;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// The trial that was best in the training of a fold, and what it was worth in the test.
///
/// @param trial       of equals the first; [#NONE] if no trial has a score
/// @param inSample    its score in the training
/// @param outOfSample its score in the test
public record FoldChoice(
    Fold fold, int trial, OptionalDouble inSample, OptionalDouble outOfSample) {
  /// No trial was chosen: the account stays in cash.
  public static final int NONE = -1;

  /// Chooses among all trials by the training alone.
  public static FoldChoice of(TrialReturns returns, Fold fold, SpanScore score) {
    return of(returns, IntStream.range(0, returns.trials()).toArray(), fold, score);
  }

  /// Chooses among some trials by the training alone.
  ///
  /// @param candidates a search that looked at more than this training must not have found them
  public static FoldChoice of(TrialReturns returns, int[] candidates, Fold fold, SpanScore score) {
    int best = NONE;
    OptionalDouble highest = OptionalDouble.empty();
    for (int trial : candidates) {
      OptionalDouble own = score.of(of(returns, trial, fold.train()), fold.train());
      if (own.isPresent() && (highest.isEmpty() || own.getAsDouble() > highest.getAsDouble())) {
        best = trial;
        highest = own;
      }
    }
    OptionalDouble judged =
        best == NONE
            ? OptionalDouble.empty()
            : score.of(of(returns, best, fold.test()), fold.test());
    return new FoldChoice(fold, best, highest, judged);
  }

  /// Returns of the chosen trial in the training.
  public double[] trained(TrialReturns returns) {
    return of(returns, trial, fold.train());
  }

  /// Returns of the chosen trial in the test.
  public double[] judged(TrialReturns returns) {
    return of(returns, trial, fold.test());
  }

  /// Returns of the test of each choice, one after the other. Where the next test begins before
  /// one has ended, the next has the word.
  public static double[] stitched(TrialReturns returns, List<FoldChoice> choices) {
    double[] out = new double[0];
    for (int i = 0; i < choices.size(); i++) {
      FoldChoice choice = choices.get(i);
      int from = choice.fold.test().getFirst().from();
      int to = choice.fold.test().getLast().to();
      if (i + 1 < choices.size()) {
        to = Math.min(to, choices.get(i + 1).fold.test().getFirst().from());
      }
      out = joined(out, of(returns, choice.trial, List.of(new Span(from, to))));
    }
    return out;
  }

  /// Returns of a whole history that no choice has seen: each group from the fold that judges it.
  ///
  /// @param choices one for each fold of the cut, in the same order
  /// @param number  of the path ([PurgedFolds#path])
  public static double[] path(
      TrialReturns returns, PurgedFolds cut, List<FoldChoice> choices, int number) {
    int[] folds = cut.path(number);
    double[] out = new double[0];
    for (int group = 0; group < folds.length; group++) {
      int trial = choices.get(folds[group]).trial;
      out = joined(out, of(returns, trial, List.of(cut.groups().get(group))));
    }
    return out;
  }

  private static double[] joined(double[] first, double[] second) {
    double[] out = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, out, first.length, second.length);
    return out;
  }

  private static double[] of(TrialReturns returns, int trial, List<Span> spans) {
    return trial == NONE
        ? new double[spans.stream().mapToInt(Span::length).sum()]
        : within(returns.column(trial), spans);
  }

  /// The returns within spans, one after the other.
  public static double[] within(double[] returns, List<Span> spans) {
    double[] out = new double[spans.stream().mapToInt(Span::length).sum()];
    int at = 0;
    for (Span span : spans) {
      System.arraycopy(returns, span.from(), out, at, span.length());
      at += span.length();
    }
    return out;
  }
}
