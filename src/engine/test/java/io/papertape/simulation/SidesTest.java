package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.indicator.Indicator;
import io.papertape.indicator.Price;
import io.papertape.indicator.PriceField;
import io.papertape.indicator.Sma;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateActions;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Exact comparison of two columns against the comparison of their values.
class SidesTest {
  /// Prices of few levels, so that means tie often.
  private static BarColumns bars(int size, long unit, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BarColumns.Builder builder = new BarColumns.Builder();
    for (int i = 0; i < size; i++) {
      long price = unit * random.nextInt(1, 4);
      builder.add(new Bar(i, i + 1L, price, price, price, price, 1));
    }
    return builder.build();
  }

  private static void assertSame(
      BarColumns bars, Supplier<Indicator> left, Supplier<Indicator> right) {
    assertSame(bars, new SharedColumns(), left, right);
    assertSame(bars, SharedColumns.ofOneRun(), left, right);
  }

  private static void assertSame(
      BarColumns bars, SharedColumns columns, Supplier<Indicator> left, Supplier<Indicator> right) {
    CorporateActions none = CorporateActions.none("X");
    IndicatorColumn one = columns.of(bars, none, left.get());
    IndicatorColumn other = columns.of(bars, none, right.get());
    Sides exact = new Sides(one, other, bars.size(), new RunMemory());
    Sides rounded = new Sides(plain(one), plain(other), bars.size(), new RunMemory());
    int words = SignalColumn.words(bars.size());
    for (int word = 0; word < words; word++) {
      exact.computeTo(word + 1);
      rounded.computeTo(word + 1);
    }
    assertThat(exact.above())
        .as("%s above %s", one.name(), other.name())
        .isEqualTo(rounded.above());
    assertThat(exact.below())
        .as("%s below %s", one.name(), other.name())
        .isEqualTo(rounded.below());
  }

  /// The same values, known only as `double`s.
  private static IndicatorColumn plain(IndicatorColumn column) {
    return new IndicatorColumn(column.name(), column.values(), column.firstReady());
  }

  @Test
  void comparingExactlyIsComparingTheValues() {
    List<Supplier<Indicator>> indicators =
        List.of(
            () -> new Sma(1),
            () -> new Sma(3),
            () -> new Sma(6),
            () -> new Sma(70, PriceField.HIGH),
            () -> new Sma(5, PriceField.TYPICAL),
            () -> new Price(PriceField.OPEN));
    for (int size : new int[] {0, 2, 64, 100, 4_096, 9_000}) {
      BarColumns bars = bars(size, 12_345_678, size);
      for (Supplier<Indicator> left : indicators) {
        for (Supplier<Indicator> right : indicators) {
          assertSame(bars, left, right);
        }
      }
    }
  }

  /// Up to six million whole units: the sum of all bars is beyond what a `long` holds.
  @Test
  void runningSumsMayOverflow() {
    BarColumns bars = bars(30_000, 200_000_000_000_000L, 5);
    assertThat(new RunningSums(bars.close(), 30_000, true).kept()[30_000]).isNegative();
    assertSame(bars, () -> new Sma(3), () -> new Sma(6));
  }

  /// 3 × 10⁹ whole units: the sums of 200 bars times 300 leave what `double` tells apart.
  @Test
  void numbersTooLargeToTellApartAreComparedAsTheyAreRounded() {
    BarColumns bars = bars(5_000, 300_000_000_000_000_000L, 7);
    assertSame(bars, () -> new Sma(2), () -> new Sma(3));
    assertSame(bars, () -> new Sma(7), () -> new Sma(1));
  }

  @Test
  void tiesAreNeitherAboveNorBelow() {
    BarColumns bars = bars(1_000, 100, 3);
    IndicatorColumn column = new SharedColumns().of(bars, CorporateActions.none("X"), new Sma(4));
    Sides sides = new Sides(column, column, bars.size(), new RunMemory());
    sides.computeTo(SignalColumn.words(bars.size()));
    assertThat(sides.above()).containsOnly(0);
    assertThat(sides.below()).containsOnly(0);
  }
}
