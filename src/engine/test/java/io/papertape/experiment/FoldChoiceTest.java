package io.papertape.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.experiment.Fold.Span;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FoldChoiceTest {
  /// The first trial gains in the first half, the second in the second half; the third does
  /// nothing.
  private static final TrialReturns FLIPPING =
      new TrialReturns(
          new double[][] {
            {0.01, 0.02, 0.03, 0.04, -0.05, -0.06, -0.07, -0.08},
            {-0.01, -0.02, -0.03, -0.04, 0.05, 0.06, 0.07, 0.08},
            {0, 0, 0, 0, 0, 0, 0, 0}
          });

  private static OptionalDouble sum(double[] returns, List<Span> spans) {
    assertThat(returns).hasSize(spans.stream().mapToInt(Span::length).sum());
    return Arrays.stream(returns).allMatch(r -> r == 0)
        ? OptionalDouble.empty()
        : OptionalDouble.of(Arrays.stream(returns).sum());
  }

  private static List<FoldChoice> choose(List<Fold> folds) {
    return folds.stream().map(fold -> FoldChoice.of(FLIPPING, fold, FoldChoiceTest::sum)).toList();
  }

  @Test
  void theBestOfTheTrainingIsJudgedInTheTest() {
    List<FoldChoice> choices = choose(WalkForward.rolling(8, 2, 2, Gap.NONE));

    // Trained on 0-1, 2-3, 4-5; judged on 2-3, 4-5, 6-7.
    assertThat(choices).extracting(FoldChoice::trial).containsExactly(0, 0, 1);
    assertThat(choices.get(1).inSample()).hasValue(0.03 + 0.04);
    assertThat(choices.get(1).outOfSample()).hasValue(-0.05 + -0.06);
    assertThat(choices.get(1).trained(FLIPPING)).containsExactly(0.03, 0.04);
    assertThat(FoldChoice.stitched(FLIPPING, choices))
        .containsExactly(0.03, 0.04, -0.05, -0.06, 0.07, 0.08);
  }

  @Test
  void onlyCandidatesCanBeChosen() {
    Fold fold = new Fold(List.of(new Span(0, 4)), List.of(new Span(4, 8)));

    FoldChoice choice = FoldChoice.of(FLIPPING, new int[] {1, 2}, fold, FoldChoiceTest::sum);

    // The first trial was better, the third does nothing.
    assertThat(choice.trial()).isEqualTo(1);
    assertThat(choice.judged(FLIPPING)).containsExactly(0.05, 0.06, 0.07, 0.08);
  }

  @Test
  void whereTestsOverlapTheLaterChoiceHasTheWord() {
    List<Fold> folds =
        List.of(
            new Fold(List.of(new Span(0, 3)), List.of(new Span(3, 7))),
            new Fold(List.of(new Span(2, 6)), List.of(new Span(6, 8))));

    // The second trains on 0.03 + 0.04 - 0.05 - 0.06 of the first trial: the other is better.
    assertThat(choose(folds)).extracting(FoldChoice::trial).containsExactly(0, 1);
    assertThat(FoldChoice.stitched(FLIPPING, choose(folds)))
        .containsExactly(0.04, -0.05, -0.06, 0.07, 0.08);
  }

  @Test
  void withoutAScoreNothingIsChosenAndNothingEarned() {
    TrialReturns idle = new TrialReturns(new double[][] {{0, 0, 0.5, 0.5}, {0, 0, -1, -1}});
    Fold fold = new Fold(List.of(new Span(0, 2)), List.of(new Span(2, 4)));

    FoldChoice choice = FoldChoice.of(idle, fold, FoldChoiceTest::sum);

    assertThat(choice.trial()).isEqualTo(FoldChoice.NONE);
    assertThat(choice.outOfSample()).isEmpty();
    assertThat(choice.judged(idle)).containsExactly(0, 0);
  }

  @Test
  void aPathTakesEachGroupFromAFoldThatDidNotTrainOnIt() {
    PurgedFolds cut = PurgedFolds.combinatorial(8, 4, 2, Gap.NONE);
    List<FoldChoice> choices = choose(cut.folds());

    // Tests 01, 02, 03, 12, 13, 23. All but the last leave losses of the first trial to train on
    // that exceed its gains there: 03 trains on 0.03 + 0.04 - 0.05 - 0.06.
    assertThat(choices).extracting(FoldChoice::trial).containsExactly(1, 1, 1, 1, 1, 0);
    assertThat(cut.paths()).isEqualTo(3);
    assertThat(FoldChoice.path(FLIPPING, cut, choices, 0))
        .containsExactly(-0.01, -0.02, -0.03, -0.04, 0.05, 0.06, 0.07, 0.08);
    // The third path judges groups 2 and 3 by the fold that trained on the first half.
    assertThat(FoldChoice.path(FLIPPING, cut, choices, 2))
        .containsExactly(-0.01, -0.02, -0.03, -0.04, -0.05, -0.06, -0.07, -0.08);
  }
}
