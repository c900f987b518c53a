package io.papertape.workspace.experiment;

/// Hears how far a sweep is; called by several threads, one at a time.
public interface SweepProgress {
  /// Hears nothing.
  SweepProgress SILENT =
      new SweepProgress() {
        @Override
        public void starts(String id, int most, int restored) {}

        @Override
        public void done(int trials) {}

        @Override
        public void step(String what) {}
      };

  /// @param most     trials at most
  /// @param restored of them done by an earlier process that was stopped
  void starts(String id, int most, int restored);

  /// @param trials done so far, restored ones included
  void done(int trials);

  /// All trials are done; something else begins, such as `statistics`.
  void step(String what);
}
