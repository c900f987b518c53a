package io.papertape.workspace.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.experiment.Fold;
import io.papertape.experiment.Fold.Span;
import io.papertape.experiment.Gap;
import io.papertape.workspace.WorkspaceException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryCutTest {
  /// Every day from 2020-01-01 on; 2020 has 366.
  private static List<LocalDate> days(int count) {
    return IntStream.range(0, count).mapToObj(LocalDate.of(2020, 1, 1)::plusDays).toList();
  }

  private static HistoryCut.Windows windows(
      boolean isAnchored, String train, String test, String step, int purge) {
    return new HistoryCut.Windows(
        isAnchored,
        WindowLength.parse("--train", train),
        WindowLength.parse("--test", test),
        WindowLength.parse("--step", step),
        purge);
  }

  private static Fold fold(int from, int to, int testFrom, int testTo) {
    return new Fold(List.of(new Span(from, to)), List.of(new Span(testFrom, testTo)));
  }

  @Test
  void calendarWindowsBeginOnTheirDays() {
    // 2020-02-01 is day 31, 03-01 day 60, 04-01 day 91.
    assertThat(windows(false, "1m", "1m", "1m", 0).folds(days(100)))
        .containsExactly(fold(0, 31, 31, 60), fold(31, 60, 60, 91), fold(60, 91, 91, 100));
    assertThat(windows(true, "1m", "1m", "1m", 0).folds(days(100)))
        .containsExactly(fold(0, 31, 31, 60), fold(0, 60, 60, 91), fold(0, 91, 91, 100));
  }

  @Test
  void yearsKnowLeapYears() {
    assertThat(windows(false, "1y", "1y", "1y", 0).folds(days(366 + 365)))
        .containsExactly(fold(0, 366, 366, 731));
  }

  @Test
  void aPurgeEndsTheTrainingEarly() {
    assertThat(windows(false, "1m", "1m", "1m", 5).folds(days(60)))
        .containsExactly(fold(0, 26, 31, 60));
    assertThat(windows(true, "10", "5", "5", 2).folds(days(18)))
        .containsExactly(fold(0, 8, 10, 15), fold(0, 13, 15, 18));
  }

  @Test
  void testsMayOverlap() {
    assertThat(windows(false, "10", "6", "3", 0).folds(days(18)))
        .containsExactly(fold(0, 10, 10, 16), fold(3, 13, 13, 18));
    assertThat(windows(false, "2w", "2w", "1w", 0).folds(days(35)))
        .containsExactly(fold(0, 14, 14, 28), fold(7, 21, 21, 35));
  }

  @Test
  void everyPeriodAfterTheFirstTrainingIsTestedOnce() {
    for (int count = 40; count < 80; count++) {
      List<Fold> folds = windows(false, "30d", "7d", "7d", 0).folds(days(count));
      int expected = 30;
      for (Fold fold : folds) {
        assertThat(fold.test().getFirst().from()).isEqualTo(expected);
        expected = fold.test().getLast().to();
      }
      assertThat(expected).isEqualTo(count);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3y | 252 | 252 | Lengths are of two kinds: train=3y, test=252, step=252. Give all by the"
            + " calendar or all in periods, test and step in one unit.",
        "3y | 1y | 6m | Lengths are of two kinds: train=3y, test=1y, step=6m. Give all by the"
            + " calendar or all in periods, test and step in one unit.",
        "3y | 1y | 2y | Steps leave holes between tests: test=1y, step=2y. Do not step further than"
            + " a test.",
        "3y | 0y | 1y | Not a length: --test 0y. Write 3y, 18m, 26w, 90d, or a number of periods"
            + " such as 756.",
        "3x | 1y | 1y | Not a length: --train 3x. Write 3y, 18m, 26w, 90d, or a number of periods"
            + " such as 756.",
        "1y | 1y | 1y | History is too short: periods=100, from=2020-01-01, to=2020-04-09,"
            + " train=1y, purge=0. Train on less, or on more history."
      })
  void whatCannotBeCutIsNamed(String train, String test, String step, String message) {
    assertThatThrownBy(() -> windows(false, train, test, step, 0).folds(days(100)))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(message);
  }

  /// Training on less would make it worse.
  @ParameterizedTest
  @CsvSource({"false, 20, 20, 20", "true, 20, 20, 25", "false, 1m, 1m, 31", "true, 2w, 1w, 14"})
  void aPurgeThatLeavesNothingToTrainOnIsNamed(
      boolean isAnchored, String train, String test, int purge) {
    assertThatThrownBy(() -> windows(isAnchored, train, test, test, purge).folds(days(100)))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            ("Purge leaves nothing to train on: periods=100, train=%s, purge=%d. Give a smaller"
                    + " --purge or a longer --train.")
                .formatted(train, purge));
  }

  /// A hole in the data as long as a training.
  @Test
  void aTrainingWithoutAPeriodIsNamed() {
    List<LocalDate> days = new ArrayList<>(days(40));
    days.add(LocalDate.of(2020, 6, 15));
    assertThatThrownBy(() -> windows(false, "1m", "1m", "1m", 0).folds(days))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Training has no period: train=1m, before=2020-06-01. Give a longer --train, or data"
                + " without the hole.");
  }

  @Test
  void groupsThatDoNotFitAreNamed() {
    assertThatThrownBy(() -> new HistoryCut.Combinations(4, 4, Gap.NONE))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Groups do not fit: --cpcv 4,4. Test fewer groups than there are, of at most 30,"
                + " with at most 5000 choices.");
    assertThatThrownBy(() -> new HistoryCut.Combinations(6, 2, Gap.NONE).folds(days(5)))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage("History is too short: periods=5, groups=6. Cut it into fewer.");
    assertThatThrownBy(() -> new HistoryCut.Combinations(3, 1, new Gap(50, 0)).folds(days(30)))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Purge and embargo leave nothing to train on: periods=30, purge=50, embargo=0."
                + " Give a smaller --purge or --embargo, fewer groups, or a longer history.");
  }
}
