package io.papertape.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SymmetricSplitsTest {
  /// The golden matrix published beside the definitions.
  private static TrialReturns golden() {
    double[][] columns = new double[5][24];
    for (int j = 0; j < 5; j++) {
      for (int t = 0; t < 24; t++) {
        columns[j][t] = ((7 * t + 13 * j + 3 * t * j + t * t % 5) % 11 - 5) / 1000.0;
      }
    }
    return new TrialReturns(columns);
  }

  @Test
  void everySplitOfTheGoldenMatrixIsReproduced() {
    BacktestOverfitting found = new SymmetricSplits(golden(), 4).all();
    double[][] expected = {
      {0, 1, 1, 0.1837023584, 0.0523098309, 5, 1.6094379124},
      {0, 2, 4, 0.2365080824, -0.2322101820, 2, -0.6931471806},
      {0, 3, 1, 0.1201486394, 0.1172486697, 5, 1.6094379124},
      {1, 2, 1, 0.1172486697, 0.1201486394, 5, 1.6094379124},
      {1, 3, 1, 0.4207702687, -0.0938834520, 3, 0},
      {2, 3, 1, 0.0523098309, 0.1837023584, 5, 1.6094379124}
    };
    assertThat(found.outcomes()).hasSize(expected.length);
    for (int k = 0; k < expected.length; k++) {
      SplitOutcome ours = found.outcomes().get(k);
      double[] wanted = expected[k];
      assertThat(ours.inSample()).containsExactly((int) wanted[0], (int) wanted[1]);
      assertThat(ours.best()).isEqualTo((int) wanted[2]);
      assertThat(ours.inSampleSharpe()).isCloseTo(wanted[3], within(1e-10));
      assertThat(ours.outOfSampleSharpe()).isCloseTo(wanted[4], within(1e-10));
      assertThat(ours.rank()).isEqualTo(wanted[5]);
      assertThat(ours.logit()).isCloseTo(wanted[6], within(1e-10));
    }
  }

  /// A logit of exactly 0 counts: a strict reading would give 1/6.
  @Test
  void theMiddleCountsAsOverfit() {
    BacktestOverfitting found = new SymmetricSplits(golden(), 4).all();
    assertThat(found.probability().get()).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(found.lossProbability().get()).isCloseTo(1 / 3.0, within(1e-15));
    double[] full = {-0.11292735, 0.12026382, -0.3359771, 0.01314879, -0.04035957};
    assertThat(golden().sharpes()).containsExactly(full, within(5e-9));
    assertThat(golden().best()).isEqualTo(1);
  }

  @Test
  void partsJoinToTheSameResult() {
    SymmetricSplits splits = new SymmetricSplits(random(7, 120, 3), 8);
    List<SplitOutcome> joined = new ArrayList<>();
    for (int from = 0; from < splits.pairs(); from += 4) {
      joined.addAll(splits.outcomes(from, Math.min(splits.pairs(), from + 4)));
    }
    assertThat(splits.of(joined)).isEqualTo(splits.all());
  }

  @Test
  void splitsAgreeWithPlainSlicing() {
    TrialReturns returns = random(6, 61, 5);
    for (SplitOutcome ours : new SymmetricSplits(returns, 6).all().outcomes()) {
      double[] in = plainSharpes(returns, 6, ours.inSample(), true);
      double[] out = plainSharpes(returns, 6, ours.inSample(), false);
      assertThat(ours.inSampleSharpe()).isCloseTo(in[ours.best()], within(1e-12));
      assertThat(ours.outOfSampleSharpe()).isCloseTo(out[ours.best()], within(1e-12));
      for (double other : in) {
        assertThat(other).isLessThanOrEqualTo(in[ours.best()] + 1e-12);
      }
    }
  }

  /// Two trials that differ in one block only: where that block is not judged they are equal.
  @Test
  void equalReturnsInAHalfTieWhateverTheOtherHalfHolds() {
    double[][] columns = new double[3][];
    columns[0] = random(1, 64, 11).column(0);
    columns[1] = columns[0].clone();
    columns[2] = random(1, 64, 12).column(0);
    for (int t = 0; t < 16; t++) {
      columns[1][t] += 0.05 + t;
    }
    for (SplitOutcome ours : new SymmetricSplits(new TrialReturns(columns), 4).all().outcomes()) {
      boolean judgedAlike = ours.inSample().contains(0) && ours.best() != 2;
      assertThat(ours.rank() % 1 != 0).isEqualTo(judgedAlike);
    }
  }

  @Test
  void aTrialThatNeverTradedCountsAsZero() {
    double[][] columns = {new double[40], random(1, 40, 2).column(0)};
    columns[1][0] -= 10;
    BacktestOverfitting found = new SymmetricSplits(new TrialReturns(columns), 2).all();
    assertThat(found.outcomes().getFirst().best()).isEqualTo(0);
    assertThat(found.outcomes().getFirst().inSampleSharpe()).isEqualTo(0);
    assertThat(new TrialReturns(columns).sharpes()[0]).isEqualTo(0);
  }

  /// Constant returns are no ratio made of rounding, either.
  @Test
  void constantReturnsCountAsZero() {
    double[][] columns = {new double[44], random(1, 44, 2).column(0)};
    Arrays.fill(columns[0], 0.1 + 0.2);
    for (SplitOutcome ours : new SymmetricSplits(new TrialReturns(columns), 4).all().outcomes()) {
      assertThat(ours.best() == 0 ? ours.inSampleSharpe() : 0).isEqualTo(0);
      assertThat(Math.abs(ours.outOfSampleSharpe())).isLessThan(2);
    }
  }

  @Test
  void oneTrialLeavesNothingToChoose() {
    BacktestOverfitting found = new SymmetricSplits(random(1, 40, 2), 4).all();
    assertThat(
            List.of(
                found.probability(),
                found.lossProbability(),
                found.degradationSlope(),
                found.degradationIntercept(),
                found.degradationFit()))
        .allSatisfy(one -> assertThat(one.reason()).contains("one trial leaves nothing to choose"));
  }

  @Test
  void halvesComeInOrderAndMirrorTheirComplements() {
    int count = Halves.count(8);
    assertThat(count).isEqualTo(70);
    assertThat(Halves.at(8, 0)).containsExactly(0, 1, 2, 3);
    assertThat(Halves.at(8, 69)).containsExactly(4, 5, 6, 7);
    for (int k = 0; k < count; k++) {
      int[] mirrored = Halves.at(8, count - 1 - k);
      assertThat(Halves.rest(8, Halves.at(8, k))).containsExactly(mirrored);
    }
    assertThat(Halves.count(16)).isEqualTo(12_870);
  }

  @Test
  void refusesWhatCannotBeSplit() {
    assertThatThrownBy(() -> new SymmetricSplits(random(2, 40, 1), 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Blocks do not fit: blocks=5, periods=40. Give an even number up to 20,"
                + " and at least 2 periods a block.");
    SymmetricSplits splits = new SymmetricSplits(random(2, 40, 1), 4);
    assertThatThrownBy(() -> splits.of(splits.outcomes(0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Splits are missing: outcomes=2, expected=6. Join the parts of all pairs.");
    assertThatThrownBy(() -> new TrialReturns(new double[][] {{1, 2}, {1, Double.NaN}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Return is no number: trial=1, period=1, value=NaN. Leave the trial out.");
    assertThatThrownBy(() -> new TrialReturns(new double[][] {{1, 2}, {1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Trials differ in length: trial=1, periods=1, expected=2. Align them by period.");
    assertThatThrownBy(() -> new TrialReturns(new double[0][]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Trials have too few returns: trials=0, periods=0."
                + " Give at least 1 trial, 2 periods.");
  }

  private static double[] plainSharpes(
      TrialReturns returns, int blocks, List<Integer> chosen, boolean inside) {
    int each = returns.periods() / blocks;
    int dropped = returns.periods() % blocks;
    double[][] columns = new double[returns.trials()][];
    for (int j = 0; j < columns.length; j++) {
      List<Double> kept = new ArrayList<>();
      for (int t = dropped; t < returns.periods(); t++) {
        if (chosen.contains((t - dropped) / each) == inside) {
          kept.add(returns.column(j)[t]);
        }
      }
      columns[j] = kept.stream().mapToDouble(Double::doubleValue).toArray();
    }
    return new TrialReturns(columns).sharpes();
  }

  static TrialReturns random(int trials, int periods, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] columns = new double[trials][];
    for (int j = 0; j < trials; j++) {
      columns[j] = random.doubles(periods).map(u -> (u - 0.49) / 50).toArray();
    }
    return new TrialReturns(columns);
  }
}
