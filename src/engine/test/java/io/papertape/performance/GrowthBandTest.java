package io.papertape.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GrowthBandTest {
  private static double[] returns(long seed, int count, double mean) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] returns = new double[count];
    for (int i = 0; i < count; i++) {
      returns[i] = mean + 0.01 * random.nextGaussian();
    }
    return returns;
  }

  @Test
  void theBandOfIndependentReturnsHasTheWidthOfTheirSum() {
    GrowthBand band = GrowthBand.of(returns(1, 2_000, 0), 25, 4_000, 0.9, 7);
    Interval last = band.within().getLast();
    assertThat(last.high() - last.low()).isCloseTo(2 * 1.645 * 0.05, within(0.012));
    assertThat(band.within()).hasSize(25);
  }

  @Test
  void pathsOfTheSameLawAreInsideAsOftenAsStatedAndOthersAreNot() {
    GrowthBand band = GrowthBand.of(returns(1, 4_000, 0), 60, 2_000, 0.9, 7);
    int same = 0;
    int fallen = 0;
    for (int s = 0; s < 500; s++) {
      same += band.holds(60, Growth.total(returns(100 + s, 60, 0))) ? 1 : 0;
      fallen += band.holds(60, Growth.total(returns(100 + s, 60, -0.004))) ? 1 : 0;
    }
    assertThat(same / 500.0).isBetween(0.83, 0.97);
    assertThat(fallen / 500.0).isLessThan(0.2);
  }

  @Test
  void aSessionMayBeLongerThanItsBacktest() {
    assertThat(GrowthBand.of(returns(1, 30, 0), 100, 100, 0.9, 7).within()).hasSize(100);
    assertThatThrownBy(() -> GrowthBand.of(new double[0], 5, 100, 0.9, 7))
        .hasMessage(
            "Band needs returns and paths: returns=0, resamples=100. Give some, and 100 or more.");
  }
}
