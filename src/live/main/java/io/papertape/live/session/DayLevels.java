package io.papertape.live.session;

import io.papertape.live.tape.TapeMoment;
import io.papertape.live.tape.TapeReader;
import io.papertape.model.ModelAnswer;
import io.papertape.model.RemoteVersion;
import io.papertape.simulation.RunView;
import java.util.Arrays;
import java.util.Optional;

/// The moments of a tape, and equity at the last of each day on the way, UTC; a moment exactly at
/// midnight ends the day before. So a tape of any length takes memory by the day alone.
final class DayLevels implements SessionSource.Moments {
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;

  private final TapeReader tape;
  private Optional<RunView> run = Optional.empty();
  private long[] times = new long[64];
  private long[] levels = new long[64];
  private int size;
  private boolean hasBegun;

  DayLevels(TapeReader tape) {
    this.tape = tape;
  }

  /// The day of a moment, counted from 1970-01-01.
  static long day(long nanos) {
    return Math.floorDiv(nanos - 1, NANOS_PER_DAY);
  }

  @Override
  public void begin(RunView view) {
    run = Optional.of(view);
  }

  @Override
  public Optional<TapeMoment> next() {
    look();
    return tape.next();
  }

  @Override
  public void minuteOver() {
    look();
  }

  @Override
  public ModelAnswer answer(RemoteVersion version, double[][] rows) {
    return TapedAnswers.required(tape, version, rows);
  }

  private void look() {
    RunView view = run.orElseThrow();
    if (hasBegun) {
      add(view.timeNanos(), view.equity());
    }
    hasBegun = true;
  }

  /// The run is over: its last moment counts too.
  void end() {
    look();
  }

  /// The account was worth so much at a time; the last of each day stays.
  void add(long nanos, long equity) {
    if (size == 0 || day(nanos) != day(times[size - 1])) {
      size++;
    }
    if (size > times.length) {
      times = Arrays.copyOf(times, 2 * size);
      levels = Arrays.copyOf(levels, 2 * size);
    }
    times[size - 1] = nanos;
    levels[size - 1] = equity;
  }

  long[] times() {
    return Arrays.copyOf(times, size);
  }

  /// Account currency, fixed point.
  long[] levels() {
    return Arrays.copyOf(levels, size);
  }
}
