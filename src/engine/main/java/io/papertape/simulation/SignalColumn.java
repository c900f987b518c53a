package io.papertape.simulation;

import io.papertape.market.BarColumns;
import io.papertape.strategy.Series;
import io.papertape.strategy.Signal;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongUnaryOperator;

/// A signal over a whole history as bits: bit i of word i / 64 is bar i.
final class SignalColumn {
  private static final int WORD = 64;

  private final long[] words;
  private final int bars;

  private SignalColumn(long[] words, int bars) {
    this.words = words;
    this.bars = bars;
  }

  /// @throws IllegalArgumentException if the signal is made of series of another instrument
  static SignalColumn of(Signal signal, int instrument, BarColumns history) {
    return new SignalColumn(words(signal, instrument, history), history.size());
  }

  boolean isOn(int bar) {
    return ((words[bar / WORD] >>> bar) & 1) != 0;
  }

  /// The first bar from an index on that is on; the number of bars if none is.
  int next(int from) {
    if (from >= bars) {
      return bars;
    }
    int word = from / WORD;
    long bits = words[word] & (-1L << from);
    while (bits == 0) {
      if (++word == words.length) {
        return bars;
      }
      bits = words[word];
    }
    return word * WORD + Long.numberOfTrailingZeros(bits);
  }

  private static long[] words(Signal signal, int instrument, BarColumns history) {
    int bars = history.size();
    return switch (signal) {
      case Signal.Crossing(Series left, Series right) ->
          crossings(values(left, instrument, bars), values(right, instrument, bars));
      case Signal.Above(Series left, Series right) ->
          above(values(left, instrument, bars), values(right, instrument, bars));
      case Signal.AboveLevel(Series series, double level) ->
          above(values(series, instrument, bars), level);
      case Signal.BelowLevel(Series series, double level) ->
          below(values(series, instrument, bars), level);
      case Signal.EveryBars(int first, int every) -> everyBars(first, every, bars);
      case Signal.NewPeriod(var periodOfNanos) -> newPeriods(periodOfNanos, history);
      case Signal.TurnedOn(Signal inner) -> turnedOn(words(inner, instrument, history));
      case Signal.AnyOf(var signals) -> {
        long[] any = new long[length(bars)];
        for (Signal one : signals) {
          long[] its = words(one, instrument, history);
          for (int i = 0; i < any.length; i++) {
            any[i] |= its[i];
          }
        }
        yield any;
      }
      case Signal.AllOf(var signals) -> {
        long[] all = inverted(new long[length(bars)], bars);
        for (Signal one : signals) {
          long[] its = words(one, instrument, history);
          for (int i = 0; i < all.length; i++) {
            all[i] &= its[i];
          }
        }
        yield all;
      }
      case Signal.Not(Signal inner) -> inverted(words(inner, instrument, history), bars);
    };
  }

  private static double[] values(Series series, int instrument, int bars) {
    return switch (series) {
      case ColumnSeries known when known.instrument() == instrument -> known.column().values();
      case Series.Constant(double value) -> {
        double[] values = new double[bars];
        Arrays.fill(values, value);
        yield values;
      }
      case Series.Computed(var function, Series left, Series right) ->
          computed(function, values(left, instrument, bars), values(right, instrument, bars));
      default ->
          throw new IllegalArgumentException(
              "Signal rests on a series of another instrument: series=%s, instrument=%d."
                      .formatted(series.name(), instrument)
                  + " Use series of the instrument that it wakes.");
    };
  }

  private static double[] computed(DoubleBinaryOperator function, double[] left, double[] right) {
    double[] values = new double[left.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = function.applyAsDouble(left[i], right[i]);
    }
    return values;
  }

  private static int length(int bars) {
    return (bars + WORD - 1) / WORD;
  }

  private static long[] inverted(long[] words, int bars) {
    for (int i = 0; i < words.length; i++) {
      words[i] = ~words[i];
    }
    int rest = bars % WORD;
    if (rest != 0) {
      words[words.length - 1] &= (1L << rest) - 1;
    }
    return words;
  }

  private static long[] everyBars(int first, int every, int bars) {
    long[] words = new long[length(bars)];
    for (long bar = first; bar < bars; bar += every) {
      words[(int) bar / WORD] |= 1L << bar;
    }
    return words;
  }

  private static long[] newPeriods(LongUnaryOperator periodOfNanos, BarColumns history) {
    long[] words = new long[length(history.size())];
    long before = 0;
    for (int bar = 0; bar < history.size(); bar++) {
      long period = periodOfNanos.applyAsLong(history.closeTimeNanos()[bar]);
      words[bar / WORD] |= (bar == 0 || period != before ? 1L : 0L) << bar;
      before = period;
    }
    return words;
  }

  private static long[] turnedOn(long[] words) {
    long carry = 0;
    for (int w = 0; w < words.length; w++) {
      long on = words[w];
      words[w] = on & ~(on << 1 | carry);
      carry = on >>> (WORD - 1);
    }
    return words;
  }

  private static long[] above(double[] left, double[] right) {
    long[] words = new long[length(left.length)];
    for (int w = 0; w < words.length; w++) {
      words[w] = aboveWord(left, right, w * WORD);
    }
    return words;
  }

  private static long aboveWord(double[] left, double[] right, int from) {
    long bits = 0;
    int count = Math.min(WORD, left.length - from);
    for (int i = 0; i < count; i++) {
      bits |= (left[from + i] > right[from + i] ? 1L : 0L) << i;
    }
    return bits;
  }

  private static long[] above(double[] values, double level) {
    long[] words = new long[length(values.length)];
    for (int i = 0; i < values.length; i++) {
      words[i / WORD] |= (values[i] > level ? 1L : 0L) << i;
    }
    return words;
  }

  private static long[] below(double[] values, double level) {
    long[] words = new long[length(values.length)];
    for (int i = 0; i < values.length; i++) {
      words[i / WORD] |= (values[i] < level ? 1L : 0L) << i;
    }
    return words;
  }

  /// Word by word: without a tie, the side has turned where its bit differs from the bit before.
  private static long[] crossings(double[] left, double[] right) {
    long[] words = new long[length(left.length)];
    int side = 0;
    for (int w = 0; w < words.length; w++) {
      int from = w * WORD;
      int count = Math.min(WORD, left.length - from);
      long up = 0;
      long down = 0;
      for (int i = 0; i < count; i++) {
        double a = left[from + i];
        double b = right[from + i];
        up |= (a > b ? 1L : 0L) << i;
        down |= (a < b ? 1L : 0L) << i;
      }
      boolean hasTie = (up ^ down) != -1L;
      if (side == 0 || hasTie) {
        side = crossingsWithTies(words, w, count, up, down, side);
      } else {
        words[w] = up ^ ((up << 1) | (side > 0 ? 1L : 0L));
        side = up < 0 ? 1 : -1;
      }
    }
    return words;
  }

  private static int crossingsWithTies(
      long[] words, int word, int count, long up, long down, int sideBefore) {
    int side = sideBefore;
    for (int i = 0; i < count; i++) {
      int now = ((up >>> i) & 1) != 0 ? 1 : ((down >>> i) & 1) != 0 ? -1 : side;
      words[word] |= (side != 0 && now != side ? 1L : 0L) << i;
      side = now;
    }
    return side;
  }
}
