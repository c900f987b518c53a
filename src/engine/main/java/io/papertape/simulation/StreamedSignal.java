package io.papertape.simulation;

import io.papertape.market.MutableMarket;
import io.papertape.strategy.Series;
import io.papertape.strategy.Signal;
import java.util.List;

/// A signal worked out bar by bar: what [SignalWords] gives over a whole history.
final class StreamedSignal implements BarSignal {
  private final Part part;
  private boolean isOn;

  /// Part of a signal; asked once a bar, from the first on.
  private interface Part {
    boolean at(int bar);
  }

  /// One value a bar.
  private interface Values {
    double at(int bar);

    /// Index of the first bar that may be compared.
    default int firstReady() {
      return 0;
    }
  }

  private StreamedSignal(Part part) {
    this.part = part;
  }

  /// @throws IllegalArgumentException if the signal is made of series of another instrument
  static StreamedSignal of(MutableMarket market, int instrument, Signal signal) {
    return new StreamedSignal(new Maker(market, instrument).part(signal));
  }

  /// Works the signal out at the next bar.
  void update(int bar) {
    isOn = part.at(bar);
  }

  @Override
  public boolean isOn(int bar) {
    return isOn;
  }

  @Override
  public int next(int from, int limit) {
    throw unknown(from);
  }

  @Override
  public void addTo(long[] set, int from, int to) {
    throw unknown(from * Long.SIZE);
  }

  private static UnsupportedOperationException unknown(int from) {
    return new UnsupportedOperationException(
        "Bars to come are not known: from=%d. Step through each.".formatted(from));
  }

  private record Maker(MutableMarket market, int instrument) {
    Part part(Signal signal) {
      return switch (signal) {
        case Signal.Crossing(Series left, Series right) -> new Turn(values(left), values(right));
        case Signal.Above(Series left, Series right) -> above(values(left), values(right));
        case Signal.AboveLevel(Series series, double level) -> above(values(series), level);
        case Signal.BelowLevel(Series series, double level) -> below(values(series), level);
        case Signal.EveryBars(int first, int every) ->
            bar -> bar >= first && (bar - first) % every == 0;
        case Signal.NewPeriod(var periodOfNanos) ->
            bar ->
                bar == 0
                    || periodOfNanos.applyAsLong(market.closeTimeNanos(instrument))
                        != periodOfNanos.applyAsLong(market.previousCloseTimeNanos(instrument));
        case Signal.TurnedOn(Signal inner) -> new TurnedOn(part(inner));
        case Signal.AnyOf(var signals) -> combined(parts(signals), false);
        case Signal.AllOf(var signals) -> combined(parts(signals), true);
        case Signal.Not(Signal inner) -> not(part(inner));
      };
    }

    private Part[] parts(List<Signal> signals) {
      return signals.stream().map(this::part).toArray(Part[]::new);
    }

    private Values values(Series series) {
      return switch (series) {
        case ColumnSeries known when known.instrument() == instrument -> new Known(known.column());
        case Series.Constant(double value) -> _ -> value;
        case Series.Computed(var function, Series left, Series right) -> {
          Values first = values(left);
          Values second = values(right);
          yield bar -> function.applyAsDouble(first.at(bar), second.at(bar));
        }
        default -> throw SignalWords.foreign(series, instrument);
      };
    }
  }

  private record Known(IndicatorColumn column) implements Values {
    @Override
    public double at(int bar) {
      return column.at(bar);
    }

    @Override
    public int firstReady() {
      return column.firstReady();
    }
  }

  private static Part above(Values left, Values right) {
    return bar -> side(left, right, bar) > 0;
  }

  private static Part above(Values values, double level) {
    return bar -> values.at(bar) > level;
  }

  private static Part below(Values values, double level) {
    return bar -> values.at(bar) < level;
  }

  private static Part not(Part part) {
    return bar -> !part.at(bar);
  }

  /// Asks every part, whatever the others say.
  private static Part combined(Part[] parts, boolean isAll) {
    return bar -> {
      boolean isOn = isAll;
      for (Part part : parts) {
        if (part.at(bar) != isAll) {
          isOn = !isAll;
        }
      }
      return isOn;
    };
  }

  /// Sign of `left − right`; 0 at a tie and where a value is missing.
  private static int side(Values left, Values right, int bar) {
    if (bar < left.firstReady() || bar < right.firstReady()) {
      return 0;
    }
    double one = left.at(bar);
    double other = right.at(bar);
    return one > other ? 1 : one < other ? -1 : 0;
  }

  private static final class Turn implements Part {
    private final Values left;
    private final Values right;
    private int side;

    Turn(Values left, Values right) {
      this.left = left;
      this.right = right;
    }

    @Override
    public boolean at(int bar) {
      int now = side(left, right, bar);
      boolean hasTurned = side != 0 && now != 0 && now != side;
      side = now == 0 ? side : now;
      return hasTurned;
    }
  }

  private static final class TurnedOn implements Part {
    private final Part part;
    private boolean wasOn;

    TurnedOn(Part part) {
      this.part = part;
    }

    @Override
    public boolean at(int bar) {
      boolean isOn = part.at(bar);
      boolean hasTurned = isOn && !wasOn;
      wasOn = isOn;
      return hasTurned;
    }
  }
}
