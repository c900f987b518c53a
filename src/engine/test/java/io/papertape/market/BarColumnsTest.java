package io.papertape.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BarColumnsTest {
  @Test
  void columnsCloseTogetherIfAllTheirTimesAreEqual() {
    BarColumns columns = closingAt(10, 20, 30);
    BarColumns equal = closingAt(10, 20, 30);

    assertThat(columns.closesWith(columns)).isTrue();
    assertThat(columns.closesWith(equal)).isTrue();
    assertThat(columns.closesWith(equal)).isTrue();
    assertThat(columns.closesWith(closingAt(10, 20, 31))).isFalse();
    assertThat(columns.closesWith(closingAt(10, 20))).isFalse();
    assertThat(columns.closesWith(equal)).isTrue();
  }

  @Test
  void columnsCloseTogetherWhateverLiesBeyondTheirSize() {
    BarColumns columns = closingAt(10, 20);
    BarColumns longer = closingAt(10, 20, 30);
    long[] times = longer.closeTimeNanos();
    BarColumns prefix = new BarColumns(2, times, times, times, times, times, times, times);

    assertThat(columns.closesWith(prefix)).isTrue();
    assertThat(prefix.closesWith(longer)).isFalse();
  }

  private static BarColumns closingAt(long... times) {
    BarColumns.Builder builder = new BarColumns.Builder();
    for (long time : times) {
      builder.add(new Bar(time - 1, time, 1, 1, 1, 1, 0));
    }
    return builder.build();
  }

  @Test
  void rangesOfNoBarsAreZero() {
    BarColumns none = BarColumns.of(List.of());
    assertThat(none.lowestClose()).isZero();
    assertThat(none.largestPrice()).isZero();
  }
}
