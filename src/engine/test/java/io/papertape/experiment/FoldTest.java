package io.papertape.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.experiment.Fold.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldTest {
  @Test
  void sixGroupsOfWhichTwoAreTestedGiveFivePaths() {
    PurgedFolds found = PurgedFolds.combinatorial(60, 6, 2, Gap.NONE);
    assertThat(found.folds()).hasSize(15);
    assertThat(found.paths()).isEqualTo(5);
    assertThat(found.tested().subList(0, 3))
        .containsExactly(List.of(0, 1), List.of(0, 2), List.of(0, 3));
    // The figure of chapter 12: path 1 takes group 1 and 2 from split 1, group 3 from split 2, …
    assertThat(found.path(0)).containsExactly(0, 0, 1, 2, 3, 4);
    assertThat(found.path(1)).containsExactly(1, 5, 5, 6, 7, 8);
  }

  @Test
  void purgesBeforeAndEmbargoesAfterATest() {
    Fold middle = PurgedFolds.kFold(30, 3, new Gap(2, 3)).folds().get(1);
    assertThat(middle.test()).containsExactly(new Span(10, 20));
    assertThat(middle.train()).containsExactly(new Span(0, 8), new Span(25, 30));
    assertThat(middle.trainIndexes()).hasSize(13).startsWith(0, 1).endsWith(28, 29);
    assertThat(middle.testIndexes()).containsExactly(10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    assertThat(Gap.ofShare(2, 0.01, 250)).isEqualTo(new Gap(2, 3));
  }

  @Test
  void noLabelOfTrainingAndTestOverlapsAndTheEmbargoIsKept() {
    SplittableRandom random = new SplittableRandom(8);
    for (int round = 0; round < 60; round++) {
      int groups = random.nextInt(2, 8);
      int tests = random.nextInt(1, groups);
      int n = random.nextInt(groups, 90);
      Gap gap = new Gap(random.nextInt(6), random.nextInt(6));
      for (Fold fold : PurgedFolds.combinatorial(n, groups, tests, gap).folds()) {
        assertApart(fold, gap, n, true);
      }
    }
  }

  /// By definition, pair by pair: `[i, i + horizon]` and `[j, j + horizon]` have no bar in
  /// common,
  /// and whoever is kept out has a reason.
  private static void assertApart(Fold fold, Gap gap, int n, boolean complete) {
    boolean[] trained = new boolean[n];
    boolean[] tested = new boolean[n];
    Arrays.stream(fold.trainIndexes()).forEach(i -> trained[i] = true);
    Arrays.stream(fold.testIndexes()).forEach(j -> tested[j] = true);
    for (int i = 0; i < n; i++) {
      int at = i;
      boolean overlaps =
          IntStream.range(0, n)
              .anyMatch(j -> tested[j] && at <= j + gap.horizon() && j <= at + gap.horizon());
      boolean embargoed =
          IntStream.range(0, n)
              .anyMatch(j -> tested[j] && at > j && at <= j + gap.horizon() + gap.embargo());
      if (complete) {
        assertThat(trained[i]).isEqualTo(!overlaps && !embargoed);
      } else {
        assertThat(trained[i] && (overlaps || embargoed)).isFalse();
      }
    }
  }

  @Test
  void eachPathCoversEachGroupOnceAndEachTestIsOnOnePath() {
    for (int groups = 2; groups <= 7; groups++) {
      for (int tests = 1; tests < groups; tests++) {
        PurgedFolds found = PurgedFolds.combinatorial(5 * groups + 1, groups, tests, Gap.NONE);
        List<List<Integer>> used = new ArrayList<>();
        for (int p = 0; p < found.paths(); p++) {
          int[] path = found.path(p);
          for (int group = 0; group < groups; group++) {
            assertThat(found.tested().get(path[group])).contains(group);
            used.add(List.of(path[group], group));
          }
        }
        assertThat(used).doesNotHaveDuplicates().hasSize(found.folds().size() * tests);
      }
    }
  }

  @Test
  void groupsCoverTheHistoryInNearlyEqualParts() {
    assertThat(PurgedFolds.kFold(11, 4, Gap.NONE).groups())
        .containsExactly(new Span(0, 2), new Span(2, 5), new Span(5, 8), new Span(8, 11));
  }

  @Test
  void windowsWalkForwardWithoutAHole() {
    Gap gap = new Gap(2, 5);
    assertThat(WalkForward.anchored(25, 10, 6, gap))
        .containsExactly(fold(0, 8, 10, 16), fold(0, 14, 16, 22), fold(0, 20, 22, 25));
    assertThat(WalkForward.rolling(25, 10, 6, gap))
        .containsExactly(fold(0, 8, 10, 16), fold(6, 14, 16, 22), fold(12, 20, 22, 25));
  }

  @Test
  void walkingForwardLearnsFromThePastOnly() {
    SplittableRandom random = new SplittableRandom(9);
    for (int round = 0; round < 100; round++) {
      Gap gap = new Gap(random.nextInt(5), 0);
      int window = gap.horizon() + random.nextInt(1, 20);
      int n = window + random.nextInt(1, 60);
      int test = random.nextInt(1, 15);
      int next = window;
      for (Fold fold :
          round % 2 == 0
              ? WalkForward.anchored(n, window, test, gap)
              : WalkForward.rolling(n, window, test, gap)) {
        assertApart(fold, gap, n, false);
        assertThat(fold.train().getLast().to()).isLessThanOrEqualTo(fold.test().getFirst().from());
        assertThat(fold.test().getFirst().from()).isEqualTo(next);
        next = fold.test().getFirst().to();
      }
      assertThat(next).isEqualTo(n);
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> WalkForward.rolling(10, 2, 3, new Gap(2, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Windows do not fit: observations=10, window=2, test=3, horizon=2."
                + " Train on more than the horizon, and leave something to test.");
    assertThatThrownBy(() -> PurgedFolds.kFold(3, 4, Gap.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Groups do not fit: observations=3, groups=4, tests=1."
                + " Test fewer groups than there are, each with an observation.");
    assertThatThrownBy(() -> PurgedFolds.kFold(9, 3, Gap.NONE).path(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No such path: number=1, paths=1. Count from 0.");
    assertThatThrownBy(() -> new Gap(-1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Gap is negative: horizon=-1, embargo=0. Give at least 0.");
    assertThatThrownBy(() -> Gap.ofShare(0, 1, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Embargo is no share: embargoFraction=1.0. Give a number from 0 to below 1.");
    assertThatThrownBy(() -> new Span(3, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Span is empty: from=3, to=3. Give an end after the start.");
  }

  private static Fold fold(int from, int to, int testFrom, int testTo) {
    return new Fold(List.of(new Span(from, to)), List.of(new Span(testFrom, testTo)));
  }
}
