package io.papertape.simulation;

import io.papertape.market.BarColumns;
import io.papertape.strategy.Series;
import io.papertape.strategy.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongUnaryOperator;

/// Makes the signals of one instrument computable over its history; what two of them compare is
/// compared once.
final class SignalWords {
  private static final int WORD = 64;

  private final int instrument;
  private final BarColumns history;
  private final int bars;
  private final RunMemory memory;
  private final List<Sides> compared = new ArrayList<>();

  SignalWords(int instrument, BarColumns history, RunMemory memory) {
    this.instrument = instrument;
    this.history = history;
    this.memory = memory;
    bars = history.size();
  }

  /// @throws IllegalArgumentException if the signal is made of series of another instrument
  SignalColumn column(Signal signal) {
    return new SignalColumn(part(signal), bars);
  }

  private SignalPart part(Signal signal) {
    return switch (signal) {
      case Signal.Crossing(Series left, Series right) -> new Crossings(sides(left, right));
      case Signal.Above(Series left, Series right) -> above(sides(left, right));
      case Signal.AboveLevel(Series series, double level) -> above(values(series), level);
      case Signal.BelowLevel(Series series, double level) -> below(values(series), level);
      case Signal.EveryBars(int first, int every) -> everyBars(first, every);
      case Signal.NewPeriod(var periodOfNanos) -> newPeriods(periodOfNanos);
      case Signal.TurnedOn(Signal inner) -> new TurnedOn(part(inner));
      case Signal.AnyOf(var signals) -> new Combined(parts(signals), false);
      case Signal.AllOf(var signals) -> new Combined(parts(signals), true);
      case Signal.Not(Signal inner) -> not(part(inner));
    };
  }

  private SignalPart[] parts(List<Signal> signals) {
    return signals.stream().map(this::part).toArray(SignalPart[]::new);
  }

  private Sides sides(Series left, Series right) {
    IndicatorColumn first = column(left);
    IndicatorColumn second = column(right);
    for (Sides known : compared) {
      if (known.compares(first, second)) {
        return known;
      }
    }
    Sides sides = new Sides(first, second, bars, memory);
    compared.add(sides);
    return sides;
  }

  private double[] values(Series series) {
    return column(series).values();
  }

  private IndicatorColumn column(Series series) {
    return switch (series) {
      case ColumnSeries known when known.instrument() == instrument -> known.column();
      case Series.Constant(double value) -> {
        double[] values = new double[bars];
        Arrays.fill(values, value);
        yield new IndicatorColumn(series.name(), values, 0);
      }
      case Series.Computed(var function, Series left, Series right) ->
          new IndicatorColumn(series.name(), computed(function, values(left), values(right)), 0);
      default -> throw foreign(series, instrument);
    };
  }

  static IllegalArgumentException foreign(Series series, int instrument) {
    return new IllegalArgumentException(
        "Signal rests on a series of another instrument: series=%s, instrument=%d."
                .formatted(series.name(), instrument)
            + " Use series of the instrument that it wakes.");
  }

  private static double[] computed(DoubleBinaryOperator function, double[] left, double[] right) {
    double[] values = new double[left.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = function.applyAsDouble(left[i], right[i]);
    }
    return values;
  }

  private static SignalPart above(Sides sides) {
    return (from, to, into) -> {
      sides.computeTo(to);
      System.arraycopy(sides.above(), from, into, 0, to - from);
    };
  }

  private SignalPart above(double[] values, double level) {
    return (from, to, into) -> {
      for (int word = from; word < to; word++) {
        long bits = 0;
        int count = Math.min(WORD, bars - word * WORD);
        for (int i = 0; i < count; i++) {
          bits |= (values[word * WORD + i] > level ? 1L : 0L) << i;
        }
        into[word - from] = bits;
      }
    };
  }

  private SignalPart below(double[] values, double level) {
    return (from, to, into) -> {
      for (int word = from; word < to; word++) {
        long bits = 0;
        int count = Math.min(WORD, bars - word * WORD);
        for (int i = 0; i < count; i++) {
          bits |= (values[word * WORD + i] < level ? 1L : 0L) << i;
        }
        into[word - from] = bits;
      }
    };
  }

  private static SignalPart everyBars(int first, int every) {
    return every == 1 ? barsFrom(first) : everyOf(first, every);
  }

  private static SignalPart barsFrom(int first) {
    return (from, to, into) -> {
      for (int word = from; word < to; word++) {
        long before = Math.clamp(first - (long) word * WORD, 0, WORD);
        into[word - from] = before == WORD ? 0 : -1L << before;
      }
    };
  }

  private static SignalPart everyOf(int first, int every) {
    return (from, to, into) -> {
      long begin = (long) from * WORD;
      long end = (long) to * WORD;
      Arrays.fill(into, 0, to - from, 0);
      long past = Math.max(0, begin - first);
      for (long bar = first + (past + every - 1) / every * every; bar < end; bar += every) {
        into[(int) ((bar - begin) / WORD)] |= 1L << bar;
      }
    };
  }

  private SignalPart newPeriods(LongUnaryOperator periodOfNanos) {
    long[] closes = history.closeTimeNanos();
    return (from, to, into) -> {
      Arrays.fill(into, 0, to - from, 0);
      int first = from * WORD;
      long before = first == 0 ? 0 : periodOfNanos.applyAsLong(closes[first - 1]);
      for (int bar = first; bar < Math.min(bars, to * WORD); bar++) {
        long period = periodOfNanos.applyAsLong(closes[bar]);
        into[bar / WORD - from] |= (bar == 0 || period != before ? 1L : 0L) << bar;
        before = period;
      }
    };
  }

  private static SignalPart not(SignalPart part) {
    return (from, to, into) -> {
      part.fill(from, to, into);
      for (int i = 0; i < to - from; i++) {
        into[i] = ~into[i];
      }
    };
  }

  /// All or any of several parts.
  private record Combined(SignalPart[] parts, boolean isAll, long[] one) implements SignalPart {
    Combined(SignalPart[] parts, boolean isAll) {
      this(parts, isAll, new long[SignalColumn.BLOCK]);
    }

    @Override
    public void fill(int from, int to, long[] into) {
      Arrays.fill(into, 0, to - from, isAll ? -1 : 0);
      for (SignalPart part : parts) {
        part.fill(from, to, one);
        for (int i = 0; i < to - from; i++) {
          into[i] = isAll ? into[i] & one[i] : into[i] | one[i];
        }
      }
    }
  }

  /// Where a part is on and was off before.
  private static final class TurnedOn implements SignalPart {
    private final SignalPart part;
    private long last;

    TurnedOn(SignalPart part) {
      this.part = part;
    }

    @Override
    public void fill(int from, int to, long[] into) {
      part.fill(from, to, into);
      for (int i = 0; i < to - from; i++) {
        long on = into[i];
        into[i] = on & ~(on << 1 | last);
        last = on >>> (WORD - 1);
      }
    }
  }

  /// Where the side of two series turns; a tie changes nothing.
  private static final class Crossings implements SignalPart {
    private final Sides sides;
    private int side;

    Crossings(Sides sides) {
      this.sides = sides;
    }

    @Override
    public void fill(int from, int to, long[] into) {
      sides.computeTo(to);
      for (int w = from; w < to; w++) {
        into[w - from] = word(sides.above()[w], sides.below()[w]);
      }
    }

    /// Without a tie, the side has turned where its bit differs from the bit before.
    private long word(long up, long down) {
      boolean hasTie = (up ^ down) != -1L;
      if (side == 0 || hasTie) {
        return wordWithTies(up, down);
      }
      long turned = up ^ ((up << 1) | (side > 0 ? 1L : 0L));
      side = up < 0 ? 1 : -1;
      return turned;
    }

    private long wordWithTies(long up, long down) {
      long turned = 0;
      for (int i = 0; i < WORD; i++) {
        int now = ((up >>> i) & 1) != 0 ? 1 : ((down >>> i) & 1) != 0 ? -1 : side;
        turned |= (side != 0 && now != side ? 1L : 0L) << i;
        side = now;
      }
      return turned;
    }
  }
}
