package io.papertape.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LambdaSearchTest {
  private static final List<Double> GRID = List.of(0.001, 0.1, 10.0, 1000.0);

  @Test
  void aClearSignalTakesTheSmallestPenalty() {
    assertThat(search(rows(1)).lambda()).isEqualTo(0.001);
  }

  @Test
  void noiseTakesTheLargestPenalty() {
    assertThat(search(rows(0)).lambda()).isEqualTo(1000);
  }

  @Test
  void twoSearchesAreEqualBitForBit() {
    assertThat(search(rows(0.1))).isEqualTo(search(rows(0.1)));
  }

  /// A target that came from the future of its fold is never learned from: here the features of
  /// each row equal the target of the row four later, so a leak would forecast it.
  @Test
  void foldsAreForecastFromTheirPastAlone() {
    TrainingRows rows = rows(1);
    int at = rows.cut(0.5);
    double[] before = rows.targets().clone();
    double[] scores =
        FittedModel.fit(ModelKind.RIDGE, Scaler.Method.STANDARD, rows.knownBefore(at), 0.1)
            .scores(rows.slice(at, rows.size()));
    for (int i = at; i < rows.size(); i++) {
      rows.targets()[i] = -7;
    }
    double[] again =
        FittedModel.fit(ModelKind.RIDGE, Scaler.Method.STANDARD, rows.knownBefore(at), 0.1)
            .scores(rows.slice(at, rows.size()));

    assertThat(again).containsExactly(scores);
    assertThat(rows.targets()).isNotEqualTo(before);
  }

  @Test
  void tooFewRowsAreRefused() {
    TrainingRows few = rows(1).slice(0, 8);

    assertThatThrownBy(() -> search(few))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Too few rows for the folds: rows=8, folds=4."
                + " Give a longer window or fewer folds.");
  }

  @Test
  void theShiftTestTellsASignalFromNoise() {
    TrainingRows signal = rows(1);
    double[] scores = new double[signal.size()];
    double[] noise = new double[signal.size()];
    Random random = new Random(5);
    for (int i = 0; i < scores.length; i++) {
      scores[i] = signal.features()[i][0];
      noise[i] = random.nextGaussian();
    }

    assertThat(ShiftTest.of(scores, signal.targets(), 99, 1).pValue()).isEqualTo(0.01);
    assertThat(ShiftTest.of(noise, signal.targets(), 99, 1).pValue()).isBetween(0.05, 1.0);
    assertThat(ShiftTest.of(noise, signal.targets(), 99, 1))
        .isEqualTo(ShiftTest.of(noise, signal.targets(), 99, 1));
  }

  private static LambdaSearch.Choice search(TrainingRows rows) {
    return LambdaSearch.search(ModelKind.RIDGE, Scaler.Method.STANDARD, rows, GRID, 4);
  }

  /// 300 rows of two features; the target is the first of them, `strength` strong, in noise.
  private static TrainingRows rows(double strength) {
    Random random = new Random(11);
    int size = 300;
    long[] times = new long[size];
    long[] known = new long[size];
    double[][] features = new double[size][2];
    double[] targets = new double[size];
    for (int i = 0; i < size; i++) {
      times[i] = i;
      known[i] = i + 4L;
      features[i][0] = random.nextGaussian();
      features[i][1] = random.nextGaussian();
      targets[i] = strength * features[i][0] + 0.1 * random.nextGaussian();
    }
    return new TrainingRows(times, known, features, targets);
  }
}
