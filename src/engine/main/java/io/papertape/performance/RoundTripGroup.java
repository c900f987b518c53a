package io.papertape.performance;

import java.util.List;

/// Round trips that belong together, and their figures.
///
/// @param name    `all`, `long`, `short`, or the symbol of an instrument
/// @param figures as [RoundTripStatistics] names them
public record RoundTripGroup(String name, List<Measure> figures) {
  public RoundTripGroup {
    figures = List.copyOf(figures);
  }
}
