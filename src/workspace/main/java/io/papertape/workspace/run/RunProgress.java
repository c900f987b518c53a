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

  /// The data are there: their time range and their number of bars.
  void starts(long firstNanos, long lastNanos, long bars);

  /// The simulation has come to this moment; called every 65 536 moments.
  void reached(long nanos);
}
