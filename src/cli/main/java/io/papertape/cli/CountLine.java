package io.papertape.cli;

import io.papertape.workspace.Counted;
import io.papertape.workspace.experiment.SweepProgress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/// Progress of work that is counted, such as the trials of a sweep, with the time left: a bar on a
/// terminal, now and then a line in a pipe.
final class CountLine implements SweepProgress {
  private static final int CELLS = 30;
  private static final int WIDTH = 78;
  private static final long REDRAW_NANOS = 100_000_000;
  private static final int STEP_PERCENT = 10;

  private final Words words;
  private final PrintWriter err;
  private final boolean isTerminal;
  private final LongSupplier nanoTime;
  private long startedNanos;
  private long drawnNanos;
  private int most;
  private int restored;
  private int told;

  /// @param what is under way, such as `Walk-forward`
  /// @param thing it counts, such as `trial`
  /// @param did what is done to each, such as `Tried`
  record Words(String what, String thing, String did) {
    static final Words SWEEP = new Words("Sweep", "trial", "Tried");
    static final Words WALK_FORWARD = new Words("Walk-forward", "trial", "Tried");
    static final Words SIMULATION = new Words("Simulation", "session", "Simulated");
  }

  /// @param nanoTime a clock that only runs forward
  CountLine(Words words, PrintWriter err, boolean isTerminal, LongSupplier nanoTime) {
    this.words = words;
    this.err = err;
    this.isTerminal = isTerminal;
    this.nanoTime = nanoTime;
  }

  @Override
  public void starts(String id, int trials, int before) {
    most = trials;
    restored = before;
    startedNanos = nanoTime.getAsLong();
    drawnNanos = startedNanos;
    err.print("%s %s: %s\n".formatted(words.what, id, Counted.of(trials, words.thing)));
    if (before > 0) {
      err.print(
          "Taken up again: %s done before\n"
              .formatted(Counted.of(before, words.thing + " was", words.thing + "s were")));
    }
    err.flush();
  }

  @Override
  public void done(int trials) {
    long now = nanoTime.getAsLong();
    int percent = (int) (100L * trials / most);
    boolean isDue =
        isTerminal
            ? now - drawnNanos >= REDRAW_NANOS || trials == most
            : percent >= told + STEP_PERCENT;
    if (!isDue) {
      return;
    }
    drawnNanos = now;
    told = percent / STEP_PERCENT * STEP_PERCENT;
    String left = left(trials, now - startedNanos);
    if (isTerminal) {
      int full = Math.clamp((long) CELLS * trials / most, 0, CELLS);
      String cells = "#".repeat(full) + ".".repeat(CELLS - full);
      err.print("\r[%s] %3d %%  %d of %d, %s  ".formatted(cells, percent, trials, most, left));
    } else {
      err.print("%s %d of %d, %s\n".formatted(words.did, trials, most, left));
    }
    err.flush();
  }

  /// Trials that an earlier process did take no time and say nothing about the others.
  private String left(int trials, long nanos) {
    int own = trials - restored;
    if (own <= 0) {
      return "time left unknown";
    }
    long seconds = Math.round((double) nanos / own * (most - trials) / 1e9);
    return String.format(
        Locale.ROOT, "%d:%02d:%02d left", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  @Override
  public void step(String what) {
    if (isTerminal) {
      err.print("\r" + " ".repeat(WIDTH) + "\r" + what + " …");
      err.flush();
    }
  }

  /// Leaves a clean line behind.
  void end() {
    if (isTerminal) {
      err.print("\r" + " ".repeat(WIDTH) + "\r");
      err.flush();
    }
  }
}
