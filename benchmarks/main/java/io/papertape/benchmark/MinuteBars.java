package io.papertape.benchmark;

import io.papertape.market.BarColumns;

/// The bars of the workloads with one instrument.
///
/// @param isReference true if others have computed the answers for these bars
record MinuteBars(BarColumns bars, boolean isReference) {
  static final int MILLION = 1_000_000;

  /// The first bars of the reference input where it is present, else a seeded series.
  static MinuteBars first(int size) {
    return ReferenceFiles.hasMinutes()
        ? new MinuteBars(ReferenceFiles.minutes(size), true)
        : random(size);
  }

  static MinuteBars random(int size) {
    return new MinuteBars(RandomBars.minutes(size), false);
  }

  String origin() {
    return isReference ? "reference bars" : "seeded synthetic bars";
  }
}
