package io.papertape.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.indicator.Indicator;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossSectionTest {
  private final CrossSection section =
      new CrossSection(List.of(Feature.parse("rank(return(1))"), Feature.parse("return(1)")), 4);

  @Test
  void ranksSpreadEvenlyAndEqualsShareOne() {
    close(100, 100, 100, 100);
    close(110, 90, 110, 130);
    section.rank();

    assertThat(ranks()).containsExactly(0, -0.5, 0, 0.5);
    assertThat(section.values(1)[1]).isEqualTo(-0.1);
  }

  @Test
  void onlyInstrumentsTakenAreRanked() {
    close(100, 100, 100, 100);
    close(110, 90, 120, 130);
    section.clear();
    section.take(0);
    section.take(2);
    section.rank();

    assertThat(section.values(0)[0]).isEqualTo(-0.5);
    assertThat(section.values(2)[0]).isEqualTo(0.5);
    assertThat(section.isPresent(1)).isFalse();
  }

  @Test
  void oneAloneHasRankZero() {
    close(100, 100, 100, 100);
    close(110, 90, 120, 130);
    section.clear();
    section.take(3);
    section.rank();

    assertThat(section.values(3)[0]).isZero();
  }

  @Test
  void anInstrumentIsNotTakenWhileAFeatureHasNoValue() {
    close(100, 100, 100, 100);
    section.clear();

    assertThat(section.take(0)).isFalse();
    assertThat(section.isPresent(0)).isFalse();
  }

  private void close(long... prices) {
    section.clear();
    for (int i = 0; i < prices.length; i++) {
      for (Indicator indicator : section.indicators(i)) {
        indicator.update(prices[i], prices[i], prices[i], prices[i], 1);
      }
      section.take(i);
    }
  }

  private double[] ranks() {
    double[] ranks = new double[section.instruments()];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = section.values(i)[0];
    }
    return ranks;
  }
}
