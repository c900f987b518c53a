package io.papertape.journal;

/// How much of what was evaluated is kept; not part of a manifest.
public enum RecordLevel {
  /// Nothing: rows of a sweep.
  NONE,
  /// Runs of HOLD with one reason are one entry: backtests.
  FOLDED,
  /// Every HOLD is an entry: paper sessions.
  EACH
}
