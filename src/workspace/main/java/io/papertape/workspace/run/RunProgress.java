package io.papertape.workspace.run;

/// Hears how far a run is.
public interface RunProgress {
  /// Hears nothing.
  RunProgress SILENT =
      new RunProgress() {
        @Override
        public void starts(long firstNanos, long lastNanos, long bars) {}

        @Override
        public void reached(long nanos) {}
      };

  /// The manifest is known, and with it the run's id.
  default void isOf(String run) {}

  /// The data are there: their time range and their number of bars.
  void starts(long firstNanos, long lastNanos, long bars);

  /// The simulation has come to this moment; called every 65 536 moments.
  void reached(long nanos);

  /// The simulation is over; figures and report come next, for which it is repeated in part.
  default void isSimulated() {}

  /// All is computed, and the next step keeps it. Whoever throws here leaves nothing behind: no
  /// run, no part of one.
  default void keeps() {}
}
