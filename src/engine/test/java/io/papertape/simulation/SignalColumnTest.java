package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.BarColumns;
import io.papertape.market.MutableMarket;
import io.papertape.strategy.Series;
import io.papertape.strategy.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/// Signals as bits against the plain definition, bar by bar.
class SignalColumnTest {
  private static Series series(double[] values) {
    return new ColumnSeries(new MutableMarket(), 0, new IndicatorColumn("x", values, 0));
  }

  /// Whole numbers so that ties are common; NaN at the start and now and then.
  private static double[] random(long seed, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[size];
    double level = 5;
    for (int i = 0; i < size; i++) {
      level += random.nextInt(-1, 2);
      values[i] = i < 7 || random.nextInt(300) == 0 ? Double.NaN : level;
    }
    return values;
  }

  /// Bars of one price; bar `i` closes on day `i + 1`.
  private static BarColumns bars(int size) {
    double[] prices = new double[4 * size];
    Arrays.fill(prices, 100);
    return Bars.of(prices);
  }

  private static void assertBits(Signal signal, int size, IntPredicate isOn) {
    SignalColumn column = new SignalWords(0, bars(size), new RunMemory()).column(signal);
    int next = size;
    for (int i = size - 1; i >= 0; i--) {
      assertThat(column.isOn(i)).as("%s, bar %d of %d", signal, i, size).isEqualTo(isOn.test(i));
      next = isOn.test(i) ? i : next;
      assertThat(column.next(i, size)).isEqualTo(next);
    }
    assertThat(column.next(size, size)).isEqualTo(size);
  }

  @Test
  void signalsEqualTheirDefinitionAtEveryBar() {
    for (int size : new int[] {0, 1, 63, 64, 65, 128, 1_000}) {
      for (long seed = 1; seed <= 20; seed++) {
        double[] a = random(seed, size);
        double[] b = random(seed + 100, size);
        Series left = series(a);
        Series right = series(b);
        boolean[] crossed = crossings(a, b);
        assertBits(Signal.crossing(left, right), size, i -> crossed[i]);
        assertBits(new Signal.Above(left, right), size, i -> a[i] > b[i]);
        assertBits(new Signal.AboveLevel(left, 4), size, i -> a[i] > 4);
        assertBits(new Signal.BelowLevel(left, 4), size, i -> a[i] < 4);
        assertBits(Signal.everyBars(3, 7), size, i -> i >= 3 && (i - 3) % 7 == 0);
        assertBits(Signal.everyBars(70, 1), size, i -> i >= 70);
        Signal above = new Signal.AboveLevel(left, 4);
        Signal below = new Signal.BelowLevel(right, 6);
        assertBits(new Signal.Not(above), size, i -> !(a[i] > 4));
        assertBits(new Signal.AnyOf(List.of(above, below)), size, i -> a[i] > 4 || b[i] < 6);
        assertBits(new Signal.AllOf(List.of(above, below)), size, i -> a[i] > 4 && b[i] < 6);
        assertBits(Signal.always(), size, _ -> true);
        assertBits(new Signal.AnyOf(List.of()), size, _ -> false);
      }
    }
  }

  @Test
  void computedSeriesAndTurnsEqualTheirDefinitionAtEveryBar() {
    for (int size : new int[] {0, 1, 63, 64, 65, 200}) {
      for (long seed = 1; seed <= 10; seed++) {
        double[] a = random(seed, size);
        double[] b = random(seed + 100, size);
        Series sum = new Series.Computed(Double::sum, series(a), series(b));
        Series twice = new Series.Computed((x, y) -> x * y, series(a), new Series.Constant(2));
        assertBits(new Signal.AboveLevel(sum, 9), size, i -> a[i] + b[i] > 9);
        assertBits(new Signal.Above(sum, twice), size, i -> a[i] + b[i] > a[i] * 2);
        assertBits(
            new Signal.TurnedOn(new Signal.AboveLevel(series(a), 5)),
            size,
            i -> a[i] > 5 && (i == 0 || !(a[i - 1] > 5)));
      }
    }
  }

  @Test
  void aPeriodBeginsAtItsFirstBar() {
    long firstDay = bars(1).closeTimeNanos()[0] / Bars.DAY;
    for (int size : new int[] {0, 1, 64, 65, 200}) {
      assertBits(
          new Signal.NewPeriod(nanos -> nanos / (7 * Bars.DAY)),
          size,
          i -> i == 0 || (firstDay + i) % 7 == 0);
    }
  }

  private static boolean[] crossings(double[] a, double[] b) {
    boolean[] crossed = new boolean[a.length];
    int side = 0;
    for (int i = 0; i < a.length; i++) {
      int now = a[i] > b[i] ? 1 : a[i] < b[i] ? -1 : side;
      crossed[i] = side != 0 && now != side;
      side = now;
    }
    return crossed;
  }

  @Test
  void aSeriesOfAnotherInstrumentIsRefused() {
    Signal signal = new Signal.AboveLevel(series(random(1, 5)), 4);
    assertThatThrownBy(() -> new SignalWords(1, bars(5), new RunMemory()).column(signal))
        .hasMessage(
            "Signal rests on a series of another instrument: series=x, instrument=1. Use series of"
                + " the instrument that it wakes.");
  }

  @Test
  void aSignalThatCountsWronglyIsRefused() {
    assertThatThrownBy(() -> Signal.everyBars(-1, 5))
        .hasMessage("Signal counts wrongly: first=-1, every=5. Use first from 0 and every from 1.");
    assertThatThrownBy(() -> Signal.everyBars(1, 0))
        .hasMessage("Signal counts wrongly: first=1, every=0. Use first from 0 and every from 1.");
  }
}
