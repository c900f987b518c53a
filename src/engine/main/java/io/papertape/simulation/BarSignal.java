package io.papertape.simulation;

/// A signal over the bars of an instrument.
interface BarSignal {
  /// @param bar not beyond the market's last
  boolean isOn(int bar);

  /// The first bar from an index on, and before a limit, that is on; the limit if none is. Of
  /// histories known as a whole.
  int next(int from, int limit);

  /// Adds the bars of whole words to a set of bars as bits: bit i of word i / 64 is bar i. Of
  /// histories known as a whole.
  ///
  /// @param from first word, whose bits go into `set[0]`
  /// @param to   word after the last
  void addTo(long[] set, int from, int to);
}
