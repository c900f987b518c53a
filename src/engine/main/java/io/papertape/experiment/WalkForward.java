package io.papertape.experiment;

import io.papertape.experiment.Fold.Span;
import java.util.ArrayList;
import java.util.List;

/// Windows that go through a history in the order of time: learn from the past, judge on what
/// comes next. Tests follow each other without a hole, so their results join to one out-of-sample
/// history; the last one may be shorter.
///
/// Training ends so early that no label of it reaches into the test. An embargo does not apply:
/// training never comes after its test.
public final class WalkForward {
  private WalkForward() {}

  /// Training always starts at the first observation.
  ///
  /// @param first observations before the first test, the purged ones included
  /// @param test  observations of each test
  public static List<Fold> anchored(int observations, int first, int test, Gap gap) {
    return folds(observations, first, test, gap, true);
  }

  /// Training has the length of the first window and moves along.
  public static List<Fold> rolling(int observations, int window, int test, Gap gap) {
    return folds(observations, window, test, gap, false);
  }

  private static List<Fold> folds(
      int observations, int window, int test, Gap gap, boolean anchored) {
    if (window <= gap.horizon() || test < 1 || observations <= window) {
      throw new IllegalArgumentException(
          ("Windows do not fit: observations=%d, window=%d, test=%d, horizon=%d."
                  + " Train on more than the horizon, and leave something to test.")
              .formatted(observations, window, test, gap.horizon()));
    }
    List<Fold> folds = new ArrayList<>();
    for (int at = window; at < observations; at += test) {
      Span train = new Span(anchored ? 0 : at - window, at - gap.horizon());
      Span judged = new Span(at, Math.min(observations, at + test));
      folds.add(new Fold(List.of(train), List.of(judged)));
    }
    return List.copyOf(folds);
  }
}
