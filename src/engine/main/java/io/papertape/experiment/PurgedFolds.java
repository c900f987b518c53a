package io.papertape.experiment;

import io.papertape.experiment.Fold.Span;
import java.util.ArrayList;
import java.util.List;

/// Purged cross-validation: the history is cut into groups of neighbours, some of which are the
/// test; training is what the tests do not touch.
///
/// Source: López de Prado, "Advances in Financial Machine Learning", 2018, chapters 7 and 12.
///
/// @param groups of the history, in order, together all of it; lengths differ by at most one
/// @param folds  one a choice of test groups, in the order of their sorted numbers
/// @param tested test groups of each fold, sorted
public record PurgedFolds(List<Span> groups, List<Fold> folds, List<List<Integer>> tested) {
  public PurgedFolds {
    groups = List.copyOf(groups);
    folds = List.copyOf(folds);
    tested = tested.stream().map(List::copyOf).toList();
  }

  /// Each group is the test once.
  public static PurgedFolds kFold(int observations, int groups, Gap gap) {
    return combinatorial(observations, groups, 1, gap);
  }

  /// Each choice of so many groups is the test once: C(groups, tests) folds.
  public static PurgedFolds combinatorial(int observations, int groups, int tests, Gap gap) {
    if (groups < 2 || tests < 1 || tests >= groups || observations < groups) {
      throw new IllegalArgumentException(
          ("Groups do not fit: observations=%d, groups=%d, tests=%d."
                  + " Test fewer groups than there are, each with an observation.")
              .formatted(observations, groups, tests));
    }
    List<Span> spans = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      spans.add(new Span(edge(observations, groups, g), edge(observations, groups, g + 1)));
    }
    List<List<Integer>> choices = new ArrayList<>();
    choose(groups, tests, new ArrayList<>(), choices);
    List<Fold> folds = choices.stream().map(choice -> fold(spans, choice, gap)).toList();
    return new PurgedFolds(spans, folds, choices);
  }

  /// Number of paths, φ = C(groups, tests)·tests / groups.
  public int paths() {
    return folds.size() * tested.getFirst().size() / groups.size();
  }

  /// Fold that judges each group on a path: of the folds that test a group, the first belongs to
  /// the first path, and so on. Each path is one out-of-sample history of all groups, and each
  /// test
  /// group of each fold is on exactly one path.
  public int[] path(int number) {
    int[] out = new int[groups.size()];
    for (int group = 0; group < out.length; group++) {
      int seen = 0;
      for (int fold = 0; fold < folds.size(); fold++) {
        if (tested.get(fold).contains(group) && seen++ == number) {
          out[group] = fold;
        }
      }
      if (number < 0 || number >= seen) {
        throw new IllegalArgumentException(
            "No such path: number=%d, paths=%d. Count from 0.".formatted(number, seen));
      }
    }
    return out;
  }

  private static int edge(int observations, int groups, int group) {
    return (int) ((long) observations * group / groups);
  }

  private static void choose(int groups, int left, List<Integer> chosen, List<List<Integer>> into) {
    if (left == 0) {
      into.add(List.copyOf(chosen));
      return;
    }
    int from = chosen.isEmpty() ? 0 : chosen.getLast() + 1;
    for (int group = from; group <= groups - left; group++) {
      chosen.add(group);
      choose(groups, left - 1, chosen, into);
      chosen.removeLast();
    }
  }

  /// Training between the tests: it ends where its labels would reach into a test, and starts
  /// where labels of the test before and the embargo have ended.
  private static Fold fold(List<Span> groups, List<Integer> tests, Gap gap) {
    List<Span> train = new ArrayList<>();
    List<Span> test = new ArrayList<>();
    int from = 0;
    for (int group : tests) {
      Span judged = groups.get(group);
      add(train, from, judged.from() - gap.horizon());
      test.add(judged);
      from = judged.to() + gap.after();
    }
    add(train, from, groups.getLast().to());
    return new Fold(train, test);
  }

  private static void add(List<Span> train, int from, int to) {
    if (to > from) {
      train.add(new Span(from, to));
    }
  }
}
