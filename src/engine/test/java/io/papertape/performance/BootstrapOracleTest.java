package io.papertape.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapOracleTest {
  @Test
  @SuppressWarnings("unchecked")
  void blockLengthsAreThoseOfArch() throws IOException {
    var folder = Oracles.folder();
    double[] spy =
        Oracles.column(Oracles.rows(folder.resolve("metrics/series/spy_1993_2018.csv.gz")), 1);
    double[] recent = Arrays.copyOfRange(spy, spy.length - 1000, spy.length);
    Map<String, double[]> series =
        Map.of(
            "spy_returns", spy,
            "spy_returns_squared", Arrays.stream(spy).map(r -> r * r).toArray(),
            "spy_abs_returns_last1000", Arrays.stream(recent).map(Math::abs).toArray());
    var file =
        (Map<String, Object>) Oracles.json(folder.resolve("overfitting/optimal_block_length.json"));
    var expected = (Map<String, Map<String, Double>>) file.get("values");
    assertThat(expected.keySet()).containsExactlyInAnyOrderElementsOf(series.keySet());
    expected.forEach(
        (name, values) -> {
          BlockLength found = BlockLength.of(series.get(name));
          near(found.stationary(), values.get("stationary"));
          near(found.circular(), values.get("circular"));
        });
  }

  @Test
  @SuppressWarnings("unchecked")
  void resamplesWalkAsArchWalks() throws IOException {
    var recorded =
        (Map<String, Object>)
            Oracles.json(
                Oracles.folder().resolve("overfitting/stationary_bootstrap_mechanics.json"));
    var starts = (List<Double>) recorded.get("start");
    var uniforms = (List<Double>) recorded.get("u");
    var expected = (List<Double>) recorded.get("index");
    double restart = (Double) recorded.get("p");
    int n = starts.size();
    int at = 0;
    for (int i = 0; i < n; i++) {
      int start = starts.get(i).intValue();
      at = StationaryBootstrap.next(i, at, start, uniforms.get(i), restart, n);
      assertThat(at).as("place %d", i).isEqualTo(expected.get(i).intValue());
    }
  }

  @Test
  void oneSeedGivesOneResample() {
    assertThat(resample(7)).containsExactly(resample(7));
    assertThat(resample(7)).isNotEqualTo(resample(8));
  }

  @Test
  void blocksHaveTheExpectedLength() {
    int[] index = new int[200_000];
    new StationaryBootstrap(new SplittableRandom(1), 20).resample(index);
    int blocks = 1;
    for (int i = 1; i < index.length; i++) {
      blocks += index[i] == (index[i - 1] + 1) % index.length ? 0 : 1;
    }
    assertThat(index.length / (double) blocks).isCloseTo(20, within(0.6));
  }

  /// The mean of n unit normals lies within ±1.96/√n of the truth in 95 of 100 cases.
  @Test
  void theIntervalOfAMeanHasTheWidthOfTheory() {
    SplittableRandom random = new SplittableRandom(3);
    double[] noise = random.doubles(2_500).map(u -> (u - 0.5) * Math.sqrt(12)).toArray();
    Interval found =
        new StationaryBootstrap(random, 1)
            .interval(
                noise.length,
                2_000,
                0.95,
                at -> Arrays.stream(at).mapToDouble(i -> noise[i]).average().orElseThrow())
            .orElseThrow();
    assertThat(found.high() - found.low()).isCloseTo(2 * 1.96 / 50, within(0.005));
    assertThat(found.low()).isLessThan(Sample.mean(noise));
    assertThat(found.high()).isGreaterThan(Sample.mean(noise));
  }

  @Test
  void aStatisticMostResamplesLackHasNoInterval() {
    assertThat(StationaryBootstrap.percentiles(new double[] {1, Double.NaN, 2}, 0.95)).isEmpty();
  }

  @Test
  void refusesBlocksShorterThanOneAndSeriesThatDoNotVary() {
    assertThatThrownBy(() -> new StationaryBootstrap(new SplittableRandom(1), 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Block is too short: blockLength=0.5. Give at least 1.");
    assertThatThrownBy(() -> BlockLength.of(new double[10]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Series has no block length: n=10, range=0.0. Give at least 8 values that vary.");
  }

  private static int[] resample(long seed) {
    int[] index = new int[50];
    new StationaryBootstrap(new SplittableRandom(seed), 5).resample(index);
    return index;
  }

  private static void near(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(expected * 1e-9));
  }
}
