package io.papertape.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.papertape.experiment.Verdict.Grade;
import io.papertape.performance.Measure;
import io.papertape.performance.StationaryBootstrap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final SelectionOptions DAILY = SelectionOptions.standard(252);

  /// A history of noise, drawn so that the means of all trials are about 0.
  private static double[][] noise(int trials, int periods) {
    double[][] columns = new double[trials][];
    for (int j = 0; j < trials; j++) {
      columns[j] = SymmetricSplitsTest.random(1, periods, j + 1).column(0).clone();
      for (int t = 0; t < periods; t++) {
        columns[j][t] -= 0.0002;
      }
    }
    return columns;
  }

  @Test
  void nothingIsLeftOfTheBestOfNoise() {
    Selection found = Selection.of(new TrialReturns(noise(40, 500)), DAILY);
    assertThat(found.verdict().grade()).isEqualTo(Grade.FAILS);
    assertThat(found.verdict().summary())
        .startsWith("Nothing proven is left of the best of 40 trials: it shows a Sharpe ratio of ");
    assertThat(found.verdict().findings()).hasSize(3);
    assertThat(value(found, "superiorAbility")).isGreaterThan(0.1);
  }

  @Test
  void aTrialThatEarnsSteadilyStandsOutOfNoise() {
    double[][] columns = noise(40, 500);
    for (int t = 0; t < 500; t++) {
      columns[7][t] += 0.003;
    }
    Selection found = Selection.of(new TrialReturns(columns), DAILY);
    assertThat(found.best()).isEqualTo(7);
    assertThat(found.verdict().grade()).isEqualTo(Grade.HOLDS);
    assertThat(value(found, "backtestOverfitting")).isZero();
    assertThat(value(found, "superiorAbility")).isZero();
    assertThat(value(found, "realityCheck")).isZero();
    assertThat(found.verdict().findings().get(1).text())
        .isEqualTo(
            "In 0.0 % of the splits the best of one half ends in the worse half of the other;"
                + " up to 5 % is good, 50 % is what choosing blindly gives.");
  }

  @Test
  void ofTrialsThatNeverTradedNothingCanBeSaid() {
    Selection found = Selection.of(new TrialReturns(new double[5][100]), DAILY);

    assertThat(found.verdict().grade()).isEqualTo(Grade.UNKNOWN);
    assertThat(found.figure("superiorAbility").orElseThrow().reason())
        .contains("no trial has returns that vary");
    assertThat(found.figure("realityCheck").orElseThrow().reason())
        .contains("no trial has returns that vary");
    assertThat(found.verdict().findings())
        .extracting(Verdict.Finding::grade)
        .doesNotContain(Grade.HOLDS);
  }

  @Test
  void withOneTrialThatTradedThereIsNothingToCrossExamine() {
    double[][] columns = new double[5][];
    Arrays.setAll(columns, _ -> new double[300]);
    columns[2] = noise(1, 300)[0];

    Selection found = Selection.of(new TrialReturns(columns), DAILY);

    assertThat(found.splits()).isEmpty();
    assertThat(found.verdict().findings().get(1))
        .isEqualTo(
            new Verdict.Finding(
                Grade.UNKNOWN,
                "backtestOverfitting",
                "The choice cannot be cross-examined: only one trial has returns that vary, which"
                    + " leaves nothing to choose."));
    assertThat(
            Selection.of(new TrialReturns(new double[5][300]), DAILY).verdict().findings().get(1))
        .isEqualTo(
            new Verdict.Finding(
                Grade.UNKNOWN,
                "backtestOverfitting",
                "The choice cannot be cross-examined: no trial has returns that vary."));
  }

  /// Parameters that decide nothing: all tie in each half, which is no sign of overfitting.
  @Test
  void ofTrialsThatAreAllTheSameNoneWasChosen() {
    double[][] columns = new double[5][];
    Arrays.fill(columns, noise(1, 300)[0]);

    Selection same = Selection.of(new TrialReturns(columns), DAILY);

    assertThat(same.splits()).isEmpty();
    assertThat(same.verdict().findings().get(1))
        .isEqualTo(
            new Verdict.Finding(
                Grade.UNKNOWN,
                "backtestOverfitting",
                "The choice cannot be cross-examined: all trials have the same returns, which"
                    + " leaves nothing to choose."));
    columns[4] = new double[300];
    assertThat(
            Selection.of(new TrialReturns(columns), DAILY)
                .figure("outOfSampleLoss")
                .flatMap(Measure::reason))
        .contains(
            "all trials with returns that vary have the same returns, which leaves nothing to"
                + " choose");
    columns[3] = columns[3].clone();
    columns[3][200] += 0.01;
    assertThat(Selection.of(new TrialReturns(columns), DAILY).splits()).isPresent();
  }

  /// Its ratio of 0 is higher than that of any loser, in the whole and in each half.
  @Test
  void aTrialThatNeverTradedIsNotTheBestOfLosers() {
    double[][] losers = noise(6, 300);
    for (double[] column : losers) {
      for (int t = 0; t < 300; t++) {
        column[t] -= 0.003;
      }
    }
    double[][] columns = new double[8][300];
    System.arraycopy(losers, 0, columns, 1, 6);

    Selection found = Selection.of(new TrialReturns(columns), DAILY);
    Selection without = Selection.of(new TrialReturns(losers), DAILY);

    assertThat(found.best()).isEqualTo(without.best() + 1);
    for (String name :
        List.of("sharpe", "backtestOverfitting", "degradationSlope", "superiorAbility")) {
      assertThat(value(found, name)).as(name).isEqualTo(value(without, name));
    }
    assertThat(found.splits().orElseThrow().trials()).isEqualTo(6);
    assertThat(found.splits().orElseThrow().outcomes())
        .extracting(SplitOutcome::best)
        .containsExactlyElementsOf(
            without.splits().orElseThrow().outcomes().stream().map(one -> one.best() + 1).toList());
    assertThat(found.verdict().grade()).isEqualTo(Grade.FAILS);
  }

  /// The rule that stops a trial looks at what it earned in either half.
  @Test
  void whereATrialWasStoppedEarlyNoneIsComparedWithAnother() {
    double[][] columns = noise(8, 300);
    for (int t = 0; t < 300; t++) {
      columns[2][t] += 0.004;
      columns[5][t] += t < 150 ? 0.02 : 0;
    }
    TrialReturns returns = new TrialReturns(columns);
    assertThat(Selection.of(returns, DAILY).best()).isEqualTo(5);

    Selection found = Selection.of(returns, DAILY.stopping(List.of(3, 5)));

    assertThat(found.best()).isEqualTo(2);
    assertThat(found.splits()).isEmpty();
    String why =
        "2 of 8 trials were stopped early, and what they would have earned then is not known";
    for (String name : List.of("backtestOverfitting", "superiorAbility", "realityCheck")) {
      assertThat(found.figure(name).flatMap(Measure::reason)).as(name).contains(why);
    }
    assertThat(value(found, "deflatedSharpe")).isGreaterThan(0.95);
    assertThat(found.verdict().findings())
        .extracting(Verdict.Finding::grade)
        .containsExactly(Grade.HOLDS, Grade.UNKNOWN, Grade.UNKNOWN);
    assertThat(found.verdict().findings().get(1).text())
        .isEqualTo("The choice cannot be cross-examined: %s.".formatted(why));
    assertThat(found.verdict().grade()).isEqualTo(Grade.DOUBTFUL);
  }

  @Test
  void oneThatWasStoppedIsOne() {
    assertThat(Selection.incomparable(1, 8))
        .isEqualTo(
            "1 of 8 trials was stopped early, and what it would have earned then is not known");
    assertThat(Selection.incomparable(1, 1)).startsWith("1 of 1 trial was stopped early, ");
  }

  /// Tests that need returns know those at hand only.
  @Test
  void fewOfManyTrialsCannotHold() {
    double[][] columns = noise(40, 500);
    for (int t = 0; t < 500; t++) {
      columns[7][t] += 0.003;
    }
    TrialReturns returns = new TrialReturns(columns);
    Trials all = Trials.of(returns.sharpes());

    Selection half = Selection.of(returns, DAILY.since(all.counting(80)));
    assertThat(half.verdict().findings())
        .extracting(Verdict.Finding::grade)
        .containsOnly(Grade.HOLDS);
    Selection few = Selection.of(returns, DAILY.since(all.counting(81)));
    assertThat(few.verdict().findings())
        .extracting(Verdict.Finding::grade)
        .containsExactly(Grade.HOLDS, Grade.DOUBTFUL, Grade.DOUBTFUL);
    assertThat(few.verdict().grade()).isEqualTo(Grade.DOUBTFUL);
    assertThat(few.verdict().findings().getLast().text())
        .endsWith(
            "above 10 % does not. It is about 40 of the 81 trials ever made and knows"
                + " nothing of the others.");
  }

  @Test
  void earlierTrialsDeflateToo() {
    TrialReturns few = new TrialReturns(noise(5, 200));
    Trials atHand = Trials.of(few.sharpes());
    double alone = value(Selection.of(few, DAILY), "deflatedSharpe");
    Selection after = Selection.of(few, DAILY.since(atHand.counting(5_000)));
    assertThat(value(after, "deflatedSharpe")).isLessThan(alone);
    assertThat(after.verdict().summary())
        .contains("the best of these 5 trials, of 5000 ever made: it shows");
    Selection fewer = Selection.of(few, DAILY.since(atHand.counting(2)));
    assertThat(value(fewer, "deflatedSharpe")).isEqualTo(alone);
  }

  @Test
  void aSingleTrialIsJudgedWithoutSplits() {
    double[][] one = noise(1, 300);
    for (int t = 0; t < 300; t++) {
      one[0][t] += 0.004;
    }
    Selection found = Selection.of(new TrialReturns(one), DAILY);
    assertThat(found.verdict().grade()).isEqualTo(Grade.HOLDS);
    assertThat(found.verdict().summary()).contains("left of the only trial");
    assertThat(value(found, "luckySharpe")).isZero();
    assertThat(found.verdict().findings().get(1).text())
        .isEqualTo("The choice cannot be cross-examined: one trial leaves nothing to choose.");
  }

  @Test
  void whatIsUndefinedIsAbsentWithItsReason() {
    Selection idle = Selection.of(new TrialReturns(new double[2][40]), DAILY);
    assertThat(idle.verdict().grade()).isEqualTo(Grade.UNKNOWN);
    assertThat(idle.verdict().summary()).isEqualTo("Nothing can be said of the best of 2 trials.");
    assertThat(idle.figure("sharpe").flatMap(Measure::reason)).contains("returns do not vary");
    assertThat(idle.figure("degradationSlope").flatMap(Measure::reason))
        .contains("no trial has returns that vary");

    Selection brief = Selection.of(new TrialReturns(noise(3, 20)), DAILY);
    assertThat(brief.splits()).isEmpty();
    assertThat(brief.figure("backtestOverfitting").flatMap(Measure::reason))
        .contains("needs 32 periods, has 20");

    SelectionOptions none = new SelectionOptions(252, Optional.empty(), 4, 0, 1);
    assertThat(
            Selection.of(new TrialReturns(noise(3, 20)), none)
                .figure("realityCheck")
                .flatMap(Measure::reason))
        .contains("no resamples asked for");
  }

  @Test
  void oneSeedGivesOneSelection() {
    TrialReturns returns = new TrialReturns(noise(6, 100));
    assertThat(Selection.of(returns, DAILY)).isEqualTo(Selection.of(returns, DAILY));
  }

  @Test
  void whoDoesWhichPartChangesNothing() {
    TrialReturns returns = new TrialReturns(noise(300, 200));
    Workers backwards =
        new Workers() {
          @Override
          public <T> List<T> all(int parts, IntFunction<T> work) {
            assertThat(parts).isGreaterThan(1);
            return Workers.ONE.all(parts, i -> work.apply(parts - 1 - i)).reversed();
          }
        };
    assertThat(Selection.of(returns, DAILY, backwards)).isEqualTo(Selection.of(returns, DAILY));
  }

  @Test
  void everyTrialThatBeatsTheBenchmarkIsFoundStepByStep() {
    double[][] columns = noise(30, 400);
    for (int t = 0; t < 400; t++) {
      columns[3][t] += 0.004;
      columns[20][t] += 0.003;
    }
    TrialReturns returns = new TrialReturns(columns);
    int[][] resamples = new StationaryBootstrap(new SplittableRandom(2), 2).resamples(400, 300);
    for (SuperiorAbility.Variant variant : SuperiorAbility.Variant.values()) {
      assertThat(SuperiorAbility.superior(returns, resamples, 2, variant, 0.05))
          .containsExactly(3, 20);
    }
    assertThat(
            SuperiorAbility.superior(
                new TrialReturns(noise(30, 400)),
                resamples,
                2,
                SuperiorAbility.Variant.STUDENTISED,
                0.05))
        .isEmpty();
  }

  /// A trial that never varies proves nothing, and does not win by a division by zero.
  @Test
  void constantReturnsDoNotWinTheStudentisedTest() {
    double[][] columns = noise(2, 60);
    Arrays.fill(columns[0], 0.01);
    int[][] asIs = {IntStream.range(0, 60).toArray()};
    SuperiorAbility found =
        SuperiorAbility.of(new TrialReturns(columns), asIs, 1, SuperiorAbility.Variant.STUDENTISED);
    assertThat(found.statistic()).isBetween(0.0, 5.0);
  }

  /// √n·mean/ω with ω² the plain variance where blocks have length 1: by hand for 1, 2, 6.
  @Test
  void theStudentisedStatisticIsTheRatioOfMeanToItsError() {
    int[][] asIs = {{0, 1, 2}};
    SuperiorAbility found =
        SuperiorAbility.of(
            new TrialReturns(new double[][] {{1, 2, 6}}),
            asIs,
            1,
            SuperiorAbility.Variant.STUDENTISED);
    assertThat(found.statistic()).isCloseTo(Math.sqrt(3) * 3 / Math.sqrt(14 / 3.0), within(1e-12));
    assertThat(found.upper().get()).isZero();
  }

  /// The statistic and its maxima are then 0 alike, which proves nothing.
  @Test
  void ofTrialsThatAllClearlyLoseNoneIsTakenForAble() {
    double[][] columns = noise(20, 500);
    for (double[] column : columns) {
      for (int t = 0; t < 500; t++) {
        column[t] -= 0.01;
      }
    }
    Selection found = Selection.of(new TrialReturns(columns), DAILY);

    for (String name :
        List.of(
            "superiorAbilityLower", "superiorAbility", "superiorAbilityUpper", "realityCheck")) {
      assertThat(value(found, name)).as(name).isEqualTo(1);
    }
    assertThat(found.verdict().findings().getLast())
        .isEqualTo(
            new Verdict.Finding(
                Grade.FAILS,
                "superiorAbility",
                "If no trial were worth anything, the best of them would look this good with a"
                    + " probability of 100.0 %; up to 5 % rules that out, above 10 % does not."));
  }

  @Test
  void refusesResamplesThatDoNotFit() {
    TrialReturns three = new TrialReturns(new double[][] {{1, 2, 6}});
    assertThatThrownBy(
            () -> SuperiorAbility.of(three, new int[][] {{0, 1}}, 1, SuperiorAbility.Variant.PLAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Resample has another length: places=2, periods=3. Draw as many rows as there are.");
    assertThatThrownBy(
            () ->
                SuperiorAbility.of(
                    three, new int[][] {{0, 1, 3}}, 1, SuperiorAbility.Variant.PLAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Resample leaves the series: resample=0, place=2, row=3, rows=3. Draw rows below.");
    assertThatThrownBy(() -> new SelectionOptions(252, Optional.empty(), 3, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Options make no sense: periodsPerYear=252.0, blocks=3, resamples=0."
                + " Blocks are even, the others not negative.");
  }

  private static double value(Selection found, String name) {
    return found.figure(name).orElseThrow().get();
  }
}
