package io.papertape.strategy;

import java.util.function.DoubleBinaryOperator;

/// One output of an indicator as a column, read as of now: there is no index into the future.
///
/// The engine computes it over a known history at once, and parameter sets of a sweep share it;
/// the values are those of the streaming indicator, bit for bit.
public interface Series {
  /// Name of the indicator, such as `sma(10)`.
  String name();

  /// Value at the instrument's last bar; NaN before the indicator has one.
  double value();

  /// Value at the bar before the last, as it was then: a split since has not restated it.
  double previous();

  /// The same number at each bar.
  record Constant(double value) implements Series {
    @Override
    public String name() {
      return Double.toString(value);
    }

    @Override
    public double previous() {
      return value;
    }
  }

  /// Worked out from two series of an instrument, bar by bar.
  ///
  /// @param function of the two values of one bar, and of nothing else
  record Computed(DoubleBinaryOperator function, Series left, Series right) implements Series {
    @Override
    public String name() {
      return "computed(%s,%s)".formatted(left.name(), right.name());
    }

    @Override
    public double value() {
      return function.applyAsDouble(left.value(), right.value());
    }

    @Override
    public double previous() {
      return function.applyAsDouble(left.previous(), right.previous());
    }
  }
}
