package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.papertape.market.BarColumns;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Figures of curves against their definition, from value to value and by stretches.
class CurveFiguresTest {
  private static final long UNIT = 100_000_000;

  private static EquityCurve curve(RunMemory memory, long... values) {
    memory.begin();
    long[] times = new long[values.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = i;
    }
    EquityCurve curve = new EquityCurve(times, memory);
    for (int i = 0; i < values.length; i++) {
      curve.add(i, values[i]);
    }
    return curve;
  }

  /// 10, 12, 9, 11, 8: falls of 3 and 4, changes of 2, −3, 2 and −3.
  @Test
  void theDeepestFallIsFromThePeakAndChangesAreFromValueToValue() {
    EquityCurve curve = curve(new RunMemory(), 10 * UNIT, 12 * UNIT, 9 * UNIT, 11 * UNIT, 8 * UNIT);
    assertThat(curve.figures()).isEqualTo(new CurveFigures(-2 * UNIT, 4 * UNIT, 26));
    assertThat(curve(new RunMemory()).figures()).isEqualTo(new CurveFigures(0, 0, 0));
    assertThat(curve(new RunMemory(), -UNIT).figures()).isEqualTo(new CurveFigures(0, 0, 0));
  }

  /// The closes are 10, 12, 9, 11, 8. Flat at 100, then 2 units from 80 on, kept one by one for a
  /// bar, short 1 unit at the end.
  @Test
  void aCurveByStretchesHasTheFiguresOfItsValues() {
    BarColumns bars = bars(10, 12, 9, 11, 8);
    EquityCurve curve = curve(RunMemory.deferring(), bars);
    assertThat(curve.stay(1, 100 * UNIT, 0)).isTrue();
    assertThat(curve.stay(2, 80 * UNIT, 2)).isTrue();
    curve.add(bars.closeTimeNanos()[3], 103 * UNIT);
    assertThat(curve.stay(1, 110 * UNIT, -1)).isTrue();
    CurveFigures figures = curve.figures();
    assertThat(curve.values()).containsExactly(100, 104, 98, 103, 102);
    assertThat(figures).isEqualTo(new CurveFigures(2 * UNIT, 6 * UNIT, 16 + 36 + 25 + 1));
    assertThat(curve.figures()).isEqualTo(figures);
    curve.end(bars.closeTimeNanos()[4], 90 * UNIT);
    assertThat(curve.values()).containsExactly(100, 104, 98, 103, 90);
    assertThat(curve.figures())
        .isEqualTo(new CurveFigures(-10 * UNIT, 14 * UNIT, 16 + 36 + 25 + 169));
  }

  private static EquityCurve curve(RunMemory memory, BarColumns bars) {
    memory.begin();
    EquityCurve curve = new EquityCurve(bars.closeTimeNanos(), memory);
    curve.follow(bars);
    return curve;
  }

  private static BarColumns bars(double... closes) {
    double[] prices = new double[4 * closes.length];
    for (int i = 0; i < prices.length; i++) {
      prices[i] = closes[i / 4];
    }
    return Bars.of(prices);
  }

  /// Few and many units, so that squares fit into a `long`, into two of them, or into neither.
  @Test
  void randomStretchesHaveTheFiguresOfTheirValues() {
    SplittableRandom random = new SplittableRandom(3);
    for (long most : new long[] {10, 1L << 29, 1L << 33}) {
      double[] closes = new double[500];
      for (int i = 0; i < closes.length; i++) {
        closes[i] = random.nextInt(1, 4_000) / (most < 1L << 31 ? 100.0 : 10_000.0);
      }
      BarColumns bars = bars(closes);
      EquityCurve deferred = curve(RunMemory.deferring(), bars);
      EquityCurve written = curve(new RunMemory(), bars);
      for (int at = 0; at < closes.length; ) {
        int count = Math.min(closes.length - at, random.nextInt(1, 40));
        long units = random.nextInt(3) == 0 ? 0 : random.nextLong(-most, most);
        long cash = random.nextLong(1L << 50);
        deferred.stay(count, cash, units);
        written.stay(count, cash, units);
        at += count;
      }
      written.complete();
      CurveFigures figures = deferred.figures();
      assertThat(figures).isEqualTo(written.figures());
      BigInteger squares = BigInteger.ZERO;
      for (int i = 1; i < closes.length; i++) {
        BigInteger change = BigInteger.valueOf(deferred.equity(i) - deferred.equity(i - 1));
        squares = squares.add(change.multiply(change));
      }
      double expected = new BigDecimal(squares).movePointLeft(16).doubleValue();
      assertThat(figures.squaredChanges()).isCloseTo(expected, within(1e-14 * expected));
      assertThat(deferred.values()).isEqualTo(written.values());
      assertThat(deferred.figures()).isEqualTo(figures);
    }
  }
}
