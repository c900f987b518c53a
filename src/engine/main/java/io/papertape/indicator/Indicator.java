package io.papertape.indicator;

import io.papertape.market.BarColumns;
import java.util.Optional;

/// A streaming indicator over the bars of one instrument: one formula, causal, no allocation per
/// bar.
///
/// Prices are fixed point ([io.papertape.market.FixedPoint]), volumes count volume steps. An
/// indicator has one or more outputs; output 0 is the primary one.
public interface Indicator {
  /// Kind and parameters, such as `sma(10)`: what decisions record it by. Of the indicators that
  /// come with Papertape two of one name give the same values; of [own][IndicatorOrigin] ones the
  /// second is recorded as `my#2`.
  String name();

  /// Takes the next finished bar.
  void update(long open, long high, long low, long close, long volume);

  /// Number of bars until every output has a value: 10 for `sma(10)`, 15 for `rsi(14)`.
  int warmUpBars();

  /// Number of bars until this output has a value; differs between outputs only where said.
  default int warmUpBars(int output) {
    return warmUpBars();
  }

  /// Whether every output has a value.
  boolean isReady();

  /// Whether this output has a value.
  default boolean isReady(int output) {
    return isReady();
  }

  /// The primary output.
  ///
  /// @throws IllegalStateException before there is a value
  default double value() {
    return value(0);
  }

  /// One of the outputs.
  ///
  /// @throws IllegalStateException before there is a value
  double value(int output);

  /// Number of outputs.
  default int outputs() {
    return 1;
  }

  /// Name of an output, such as `upper`; `value` if there is only one.
  default String outputName(int output) {
    return "value";
  }

  /// Takes the bars `[from, to)` in turn and writes an output after each, NaN while it has none.
  /// Override only to be faster: the values must not differ by a bit. The engine does not call the
  /// overrides of an [own][IndicatorOrigin] indicator, for the bars hold those after `to` too.
  ///
  /// @param into takes the value after bar i at `at + i − from`
  /// @return index of the first bar after which every output has a value; [Integer#MAX_VALUE] if
  ///     none has one
  default int fill(BarColumns bars, int from, int to, int output, double[] into, int at) {
    int firstReady = Integer.MAX_VALUE;
    for (int i = from; i < to; i++) {
      update(bars.open()[i], bars.high()[i], bars.low()[i], bars.close()[i], bars.volume()[i]);
      if (isReady()) {
        firstReady = Math.min(firstReady, i);
      }
      into[at + i - from] = isReady(output) ? value(output) : Double.NaN;
    }
    return firstReady;
  }

  /// The primary output as exact ratios, if it is one.
  default Optional<ExactColumn> exact() {
    return Optional.empty();
  }

  /// The same of the primary output; the value after bar i goes to index i.
  default int fill(BarColumns bars, int from, int to, double[] into) {
    return fill(bars, from, to, 0, into, from);
  }

  /// The same with all outputs, `[output][bar]`.
  default int fillOutputs(BarColumns bars, int from, int to, double[][] into) {
    return IndicatorColumns.stream(this, bars, from, to, into);
  }

  /// Restates the past after a split, before the next bar: every price taken so far becomes
  /// `price × numerator / denominator`, every volume the inverse. A 4-for-1 split is `(1, 4)`.
  void rescale(long numerator, long denominator);
}
