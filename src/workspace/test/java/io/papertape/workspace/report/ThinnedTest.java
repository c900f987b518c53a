package io.papertape.workspace.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.performance.Series;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ThinnedTest {
  @Test
  void aShortSeriesStaysAsItIs() {
    Series series = series(1_600);
    assertThat(Thinned.of(series).points()).isSameAs(series);
    assertThat(Thinned.of(series).isThinned()).isFalse();
  }

  @Test
  void aSpikeOfOneValueSurvives() {
    Series series = series(1_000_000);
    series.values()[777_777] = 5;
    series.values()[123_456] = -5;
    Thinned thinned = Thinned.of(series);
    assertThat(thinned.isThinned()).isTrue();
    assertThat(thinned.points().size()).isBetween(Thinned.COLUMNS, 2 * Thinned.COLUMNS + 2);
    assertThat(Arrays.stream(thinned.points().values()).max().getAsDouble()).isEqualTo(5);
    assertThat(Arrays.stream(thinned.points().values()).min().getAsDouble()).isEqualTo(-5);
  }

  @Test
  void firstAndLastPointStayAndTimeRises() {
    Series points = Thinned.of(series(5_000)).points();
    assertThat(points.timeNanos()[0]).isZero();
    assertThat(points.timeNanos()[points.size() - 1]).isEqualTo(4_999);
    for (int i = 1; i < points.size(); i++) {
      assertThat(points.timeNanos()[i]).isGreaterThan(points.timeNanos()[i - 1]);
    }
  }

  private static Series series(int size) {
    long[] times = new long[size];
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      times[i] = i;
      values[i] = StrictMath.sin(i / 50.0);
    }
    return new Series(times, values);
  }
}
