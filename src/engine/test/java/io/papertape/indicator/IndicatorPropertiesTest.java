package io.papertape.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.papertape.market.BarColumns;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every indicator, shown on seeded random bars.
class IndicatorPropertiesTest {
  private static final BarColumns BARS = RandomBars.walk(7, 700);

  /// One fresh indicator of each name.
  static Stream<Supplier<Indicator>> indicators() {
    Map<String, Supplier<Indicator>> byName = new LinkedHashMap<>();
    for (KnownColumns.Known known : KnownColumns.all()) {
      byName.putIfAbsent(known.indicator().get().name(), known.indicator());
    }
    return byName.values().stream();
  }

  @ParameterizedTest
  @MethodSource("indicators")
  void columnsEqualTheStreamBitForBit(Supplier<Indicator> fresh) {
    Indicator stream = fresh.get();
    double[][] columns = IndicatorColumns.of(fresh.get(), BARS);
    for (int i = 0; i < BARS.size(); i++) {
      RandomBars.feed(stream, BARS, i);
      for (int j = 0; j < stream.outputs(); j++) {
        double value = stream.isReady(j) ? stream.value(j) : Double.NaN;
        assertThat(Double.doubleToLongBits(columns[j][i]))
            .as("%s %s, bar %d", stream.name(), stream.outputName(j), i)
            .isEqualTo(Double.doubleToLongBits(value));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("indicators")
  void aFilledColumnEqualsTheStreamAndLeavesItsState(Supplier<Indicator> fresh) {
    for (int cut : new int[] {0, 1, 40, 300}) {
      Indicator stream = fresh.get();
      Indicator filled = fresh.get();
      double[] column = new double[BARS.size()];
      int firstReady = filled.fill(BARS, 0, cut, column);
      if (cut > 0) {
        filled.rescale(2, 3);
      }
      firstReady = Math.min(firstReady, filled.fill(BARS, cut, BARS.size() - 1, column));
      RandomBars.feed(filled, BARS, BARS.size() - 1);
      column[BARS.size() - 1] = filled.value();
      assertThat(firstReady).isEqualTo(stream.warmUpBars() - 1);
      for (int i = 0; i < BARS.size(); i++) {
        if (i == cut && i > 0) {
          stream.rescale(2, 3);
        }
        RandomBars.feed(stream, BARS, i);
        double value = stream.isReady(0) ? stream.value() : Double.NaN;
        assertThat(Double.doubleToLongBits(column[i]))
            .as("%s, cut %d, bar %d", stream.name(), cut, i)
            .isEqualTo(Double.doubleToLongBits(value));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("indicators")
  void everyValueIsFiniteFromTheWarmUpOn(Supplier<Indicator> fresh) {
    Indicator indicator = fresh.get();
    for (int i = 0; i < BARS.size(); i++) {
      RandomBars.feed(indicator, BARS, i);
      assertThat(indicator.isReady()).as("bar %d", i).isEqualTo(i + 1 >= indicator.warmUpBars());
      for (int j = 0; j < indicator.outputs(); j++) {
        if (i + 1 >= indicator.warmUpBars(j)) {
          assertThat(indicator.value(j)).as("%s, bar %d", indicator.outputName(j), i).isFinite();
        }
      }
    }
    assertThat(indicator.isReady()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("indicators")
  void aValueTooEarlyIsRefused(Supplier<Indicator> fresh) {
    Indicator indicator = fresh.get();
    assertThatThrownBy(indicator::value)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Indicator has no value yet: name=%s, output=%s, bars=0, warmUpBars=%d. Ask"
                + " isReady first.",
            indicator.name(), indicator.outputName(0), indicator.warmUpBars(0));
  }

  @ParameterizedTest
  @MethodSource("indicators")
  void rescaledPastEqualsBarsAdjustedFromTheStart(Supplier<Indicator> fresh) {
    double[] scale = scales(IndicatorColumns.of(fresh.get(), BARS));
    for (int split : new int[] {1, 2, 5, 13, 27, 60, 95, 200, 400}) {
      BarColumns raw = RandomBars.beforeSplit(BARS, split);
      Indicator rescaled = fresh.get();
      Indicator adjusted = fresh.get();
      for (int i = 0; i < BARS.size(); i++) {
        if (i == split) {
          rescaled.rescale(2, 3);
          assertSame(rescaled, adjusted, scale, split, i - 1);
        }
        RandomBars.feed(rescaled, raw, i);
        RandomBars.feed(adjusted, BARS, i);
        if (i >= split) {
          assertSame(rescaled, adjusted, scale, split, i);
        }
      }
    }
  }

  private static double[] scales(double[][] columns) {
    return Arrays.stream(columns)
        .mapToDouble(
            column -> Arrays.stream(column).map(Math::abs).filter(v -> v >= 0).max().orElse(0))
        .toArray();
  }

  private static void assertSame(
      Indicator rescaled, Indicator adjusted, double[] scale, int split, int bar) {
    for (int j = 0; j < adjusted.outputs(); j++) {
      if (adjusted.isReady(j)) {
        double expected = adjusted.value(j);
        assertThat(Math.abs(rescaled.value(j) - expected))
            .as(
                "%s %s, split %d, bar %d: %s, adjusted %s",
                adjusted.name(), adjusted.outputName(j), split, bar, rescaled.value(j), expected)
            .isLessThanOrEqualTo(1e-12 * scale[j]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("indicators")
  void updatesAllocateNothing(Supplier<Indicator> fresh) {
    Indicator indicator = fresh.get();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double sum = run(indicator);
    long before = threads.getCurrentThreadAllocatedBytes();
    sum += run(indicator);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(sum).isNotNaN();
    assertThat(bytes).as("bytes for %d bars", BARS.size()).isLessThan(2_000);
  }

  private static double run(Indicator indicator) {
    double sum = 0;
    for (int i = 0; i < BARS.size(); i++) {
      RandomBars.feed(indicator, BARS, i);
      for (int j = 0; j < indicator.outputs(); j++) {
        sum += indicator.isReady(j) ? indicator.value(j) : 0;
      }
    }
    return sum;
  }
}
