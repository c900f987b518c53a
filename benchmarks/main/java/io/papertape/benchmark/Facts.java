package io.papertape.benchmark;

import java.util.List;
import java.util.Locale;

/// What one invocation of a workload is: printed beside its figures, so that nobody compares
/// runs of different trade density.
///
/// @param origin where the input came from
/// @param event  what is counted: `bar`, `quote`
/// @param orders placed in one invocation
/// @param notes  differences between the programs compared, measured and explained
record Facts(
    String origin, String event, long events, long orders, long fills, List<String> notes) {
  Facts {
    notes = List.copyOf(notes);
  }

  String density() {
    return fills == 0
        ? "no fills"
        : String.format(Locale.ROOT, "1 fill per %.1f %ss", events / (double) fills, event);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%,d %ss (%s), %,d orders, %,d fills", events, event, origin, orders, fills);
  }
}
