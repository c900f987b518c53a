package io.papertape.workspace.experiment;

/// Ends a search after so many trials, as a kill would.
final class StoppingProgress implements SweepProgress {
  private final int after;
  private int restored;

  StoppingProgress(int after) {
    this.after = after;
  }

  /// Trials that were done before.
  int restored() {
    return restored;
  }

  @Override
  public void starts(String id, int most, int before) {
    restored = before;
  }

  @Override
  public void done(int trials) {
    if (trials == after) {
      throw new IllegalStateException("stopped by the test");
    }
  }

  @Override
  public void step(String what) {}
}
