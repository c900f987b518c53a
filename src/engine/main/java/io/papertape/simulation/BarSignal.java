package io.papertape.simulation;

/// A signal over the bars of an instrument.
interface BarSignal {
  /// @param bar not beyond the market's last
  boolean isOn(int bar);

  /// The first bar from an index on, and before a limit, that is on; the limit if none is. Of
  /// histories known as a whole.
  int next(int from, int limit);
}
