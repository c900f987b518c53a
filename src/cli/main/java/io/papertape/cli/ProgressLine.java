package io.papertape.cli;

import io.papertape.workspace.run.RunProgress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/// Progress of a run: a bar on a terminal, now and then a line in a pipe. Runs too short to tell
/// print nothing.
final class ProgressLine implements RunProgress {
  private static final int CELLS = 30;
  private static final int STEP_PERCENT = 10;

  private final PrintWriter err;
  private final boolean isTerminal;
  private final LongSupplier nanoTime;
  private long startedNanos;
  private long firstNanos;
  private long lastNanos;
  private long bars;
  private int told = -1;

  /// @param nanoTime a clock that only runs forward
  ProgressLine(PrintWriter err, boolean isTerminal, LongSupplier nanoTime) {
    this.err = err;
    this.isTerminal = isTerminal;
    this.nanoTime = nanoTime;
  }

  @Override
  public void starts(long first, long last, long count) {
    firstNanos = first;
    lastNanos = last;
    bars = count;
    startedNanos = nanoTime.getAsLong();
  }

  @Override
  public void reached(long nanos) {
    double part = (double) (nanos - firstNanos) / Math.max(1, lastNanos - firstNanos);
    int percent = (int) (100 * part);
    boolean isDue = isTerminal ? percent > told : percent >= told + STEP_PERCENT;
    if (!isDue) {
      return;
    }
    told = isTerminal ? percent : percent / STEP_PERCENT * STEP_PERCENT;
    double seconds = Math.max(1, nanoTime.getAsLong() - startedNanos) / 1e9;
    String rate = String.format(Locale.ROOT, "%.1f M bars/s", part * bars / seconds / 1e6);
    if (isTerminal) {
      int full = Math.clamp((int) (part * CELLS), 0, CELLS);
      String cells = "#".repeat(full) + ".".repeat(CELLS - full);
      err.print("\r[%s] %3d %%  %s".formatted(cells, percent, rate));
    } else {
      err.print("Simulated %d %%, %s\n".formatted(percent, rate));
    }
    err.flush();
  }

  /// Leaves a clean line behind.
  void end() {
    if (isTerminal && told >= 0) {
      err.print("\r" + " ".repeat(CELLS + 40) + "\r");
      err.flush();
    }
  }
}
