package io.papertape.strategy;

import java.util.List;
import java.util.function.LongUnaryOperator;

/// At which bars of an instrument a strategy has something to decide; see [Context#wakeOn].
///
/// A signal is made of series, so it can be computed for a whole history ahead of the run without
/// showing any of it to the strategy. A comparison with NaN is off.
public sealed interface Signal {
  /// On at the bar at which one series has passed the other: the sign of `left − right` differs
  /// from that of the last bar at which the two were not equal. A tie changes nothing.
  record Crossing(Series left, Series right) implements Signal {}

  /// On while one series is above the other.
  record Above(Series left, Series right) implements Signal {}

  /// On while a series is above a level.
  record AboveLevel(Series series, double level) implements Signal {}

  /// On while a series is below a level.
  record BelowLevel(Series series, double level) implements Signal {}

  /// On at bar `first` and then at each `every`-th; bars count from 0.
  record EveryBars(int first, int every) implements Signal {
    public EveryBars {
      if (first < 0 || every < 1) {
        throw new IllegalArgumentException(
            "Signal counts wrongly: first=%d, every=%d. Use first from 0 and every from 1."
                .formatted(first, every));
      }
    }
  }

  /// On at the first bar of each period, such as a week, and at the first bar of all.
  ///
  /// @param periodOfNanos number of the period that a bar's close time lies in
  record NewPeriod(LongUnaryOperator periodOfNanos) implements Signal {}

  /// On at a bar at which another is on and was off at the bar before, or there was none.
  record TurnedOn(Signal signal) implements Signal {}

  /// On where one of several is.
  record AnyOf(List<Signal> signals) implements Signal {
    public AnyOf {
      signals = List.copyOf(signals);
    }
  }

  /// On where all of several are.
  record AllOf(List<Signal> signals) implements Signal {
    public AllOf {
      signals = List.copyOf(signals);
    }
  }

  /// On where another is off.
  record Not(Signal signal) implements Signal {}

  /// On at every bar.
  static Signal always() {
    return new AllOf(List.of());
  }

  /// See [Crossing].
  static Signal crossing(Series left, Series right) {
    return new Crossing(left, right);
  }

  /// See [EveryBars].
  static Signal everyBars(int first, int every) {
    return new EveryBars(first, every);
  }
}
