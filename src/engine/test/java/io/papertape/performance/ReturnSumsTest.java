package io.papertape.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The fused passes give the bits of the plain functions.
class ReturnSumsTest {
  static Stream<double[]> series() {
    SplittableRandom random = new SplittableRandom(5);
    double[] wild = random.doubles(1_000).map(u -> (u - 0.5) / 20).toArray();
    double[] rising = Arrays.stream(wild).map(Math::abs).toArray();
    double[] ruined = wild.clone();
    ruined[400] = -1;
    double[] owing = wild.clone();
    owing[3] = -1.5;
    double[] idle = wild.clone();
    Arrays.fill(idle, 0, 600, 0);
    double[] steady = new double[40];
    Arrays.fill(steady, 0.1);
    return Stream.of(
        wild, rising, ruined, owing, idle, steady, new double[] {-0.0, 0.2}, new double[] {-0.3});
  }

  @ParameterizedTest
  @MethodSource("series")
  void aSeriesKeepsItsBits(double[] returns) {
    for (double threshold : new double[] {0, 0.001, -0.002}) {
      ReturnSums sums = new ReturnSums(returns, threshold);
      assertThat(
              new double[] {
                sums.total,
                sums.mean,
                sums.deviation,
                sums.downside,
                sums.gains,
                sums.losses,
                sums.pain,
                sums.growth - 1,
                sums.lowest,
                sums.deepestFall
              })
          .containsExactly(
              Sample.sum(returns),
              Sample.mean(returns),
              Sample.deviation(returns, 1),
              Sample.downside(returns, threshold),
              Sample.gains(returns, threshold),
              Sample.losses(returns, threshold),
              Sample.losses(returns, 0),
              Growth.total(returns),
              Sample.minimum(returns),
              Drawdowns.maximum(Growth.wealth(1, returns)));
    }
  }

  @ParameterizedTest
  @MethodSource("series")
  void aPairKeepsItsBits(double[] returns) {
    double[] benchmark = returns.clone();
    for (int i = 0; i < benchmark.length; i += 2) {
      benchmark[i] *= 0.5;
    }
    double[] active = Sample.minus(returns, benchmark);
    PairSums sums = new PairSums(returns, Sample.mean(returns), benchmark);
    assertThat(
            new double[] {
              sums.mean,
              sums.benchmarkMean,
              sums.benchmarkVariance,
              sums.covariance,
              sums.activeMean,
              sums.activeVariance
            })
        .containsExactly(
            Sample.mean(returns),
            Sample.mean(benchmark),
            Sample.variance(benchmark, 1),
            Sample.covariance(returns, benchmark),
            Sample.mean(active),
            Sample.variance(active, 1));
  }
}
