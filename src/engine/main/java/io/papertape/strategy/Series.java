package io.papertape.strategy;

/// One output of an indicator as a column, read as of now: there is no index into the future.
///
/// The engine computes it over a known history at once, and parameter sets of a sweep share it;
/// the values are those of the streaming indicator, bit for bit.
public interface Series {
  /// Name of the indicator, such as `sma(10)`.
  String name();

  /// Value at the instrument's last bar; NaN before the indicator has one.
  double value();
}
