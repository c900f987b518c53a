package io.papertape.simulation;

import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.LongRows;

/// Equity after each moment's fills and marks, before the strategy acts.
///
/// The moments that are known ahead have their place in one array; from the first that was not
/// known, the rest are rows of a table that grows without copies. In a [RunMemory#deferring] memory
/// stretches at which the account stays as it is are kept as such, and the array is written when a
/// value is asked for.
public final class EquityCurve {
  private static final long NANOS_PER_MINUTE = 60_000_000_000L;

  /// Columns of the table.
  static final int TIME = 0;

  static final int EQUITY = 1;
  static final int WIDTH = 2;

  /// The known times, which are read and never written.
  private final long[] knownTimes;

  private final long[] equity;
  private final LongRows further;

  /// Index of the first moment that is a row of the table; it has not come yet if it is beyond
  /// `size`.
  private int firstFurther = Integer.MAX_VALUE;

  private int size;
  private final BlockEquity block;
  private final EquityStretches stretches;
  private final boolean isDeferring;
  private boolean isFollowing;

  /// Values of stretches are still to be written.
  private boolean isDeferred;

  private int sizeOfMinute = -1;
  private long minuteStart;

  /// @param knownTimes times of the moments to come; as long as they come, they are not copied
  /// @param memory     holds the values
  EquityCurve(long[] knownTimes, RunMemory memory) {
    this.knownTimes = knownTimes;
    equity = memory.equity(knownTimes.length);
    further = memory.furtherEquity();
    block = memory.block();
    stretches = memory.stretches();
    isDeferring = memory.isDeferring();
  }

  /// From now on values may be given as cash and units of the one instrument with these bars, of
  /// which each moment shows one.
  void follow(BarColumns bars) {
    isFollowing = true;
    if (isDeferring) {
      stretches.follow(bars);
    } else {
      block.follow(bars);
    }
  }

  /// Takes moments at which the account stays as it is, if it follows bars.
  ///
  /// @return false if it does not: the caller is to [#extend] the curve and write the values
  boolean stay(int count, long cash, long units) {
    if (!isFollowing || !isKnown() || size + count > equity.length) {
      return false;
    }
    if (isDeferring) {
      stretches.from(size, cash, units);
      isDeferred = true;
    } else {
      block.from(size, cash, units, equity);
    }
    size += count;
    return true;
  }

  /// Works out what is still to be written, unless that is to wait until it is asked for.
  void complete() {
    complete(size);
  }

  /// @param index values from there on come one by one, until the account stays again
  private void complete(int index) {
    if (isFollowing && isDeferring) {
      stretches.leave(index);
    } else if (isFollowing) {
      block.leave(index, equity);
    }
  }

  private void writeDeferred() {
    stretches.write(Math.min(size, firstFurther), equity);
    isDeferred = false;
  }

  void add(long nanos, long value) {
    complete();
    if (isKnown()) {
      if (size < knownTimes.length && knownTimes[size] == nanos) {
        equity[size++] = value;
        return;
      }
      firstFurther = size;
    }
    int row = further.add();
    further.set(row, TIME, nanos);
    further.set(row, EQUITY, value);
    size++;
  }

  private boolean isKnown() {
    return firstFurther == Integer.MAX_VALUE;
  }

  /// Takes moments whose times are known; their values are still to be written.
  ///
  /// @return the values of the curve, to be filled in from the former size on
  long[] extend(int count) {
    if (!isKnown() || size + count > equity.length) {
      throw new IllegalStateException("Moments are not known: size=%d.".formatted(size));
    }
    complete();
    size += count;
    return equity;
  }

  /// Takes values back: so many stay.
  void shrink(int newSize) {
    size = newSize;
  }

  /// True if a time lies in another minute than the last value.
  boolean isNextMinute(long nanos) {
    if (size == 0) {
      return true;
    }
    if (size != sizeOfMinute) {
      sizeOfMinute = size;
      long last = timeNanos(size - 1);
      minuteStart = last - Math.floorMod(last, NANOS_PER_MINUTE);
    }
    return nanos < minuteStart || nanos - minuteStart >= NANOS_PER_MINUTE;
  }

  /// End of the minute in which the last value lies; [Long#MIN_VALUE] before the first.
  long minuteEndNanos() {
    if (size == 0) {
      return Long.MIN_VALUE;
    }
    long last = timeNanos(size - 1);
    return last - Math.floorMod(last, NANOS_PER_MINUTE) + NANOS_PER_MINUTE;
  }

  /// Ends the curve with what the books say.
  void end(long nanos, long value) {
    if (size == 0 || timeNanos(size - 1) != nanos) {
      add(nanos, value);
    } else if (size <= firstFurther) {
      complete(isDeferring ? size - 1 : size);
      equity[size - 1] = value;
    } else {
      further.set(size - 1 - firstFurther, EQUITY, value);
    }
  }

  public int size() {
    return size;
  }

  public long timeNanos(int index) {
    return index < firstFurther ? knownTimes[index] : further.get(index - firstFurther, TIME);
  }

  /// Account currency, fixed point.
  public long equity(int index) {
    if (isDeferred) {
      writeDeferred();
    }
    return index < firstFurther ? equity[index] : further.get(index - firstFurther, EQUITY);
  }

  /// What takes each value to find; of a curve that is kept by stretches it does not.
  public CurveFigures figures() {
    CurveWalk walk = new CurveWalk();
    int first = 0;
    if (isFollowing && isDeferring) {
      first = Math.min(size, firstFurther);
      stretches.walk(walk, first, equity);
    }
    for (int i = first; i < size; i++) {
      walk.step(equity(i));
    }
    return walk.isExceeded() ? walk.figures(roundedSquares()) : walk.figures();
  }

  private double roundedSquares() {
    double sum = 0;
    for (int i = 1; i < size; i++) {
      double change = FixedPoint.toDouble(equity(i) - equity(i - 1));
      sum += change * change;
    }
    return sum;
  }

  /// All moments, nanoseconds since 1970-01-01 UTC.
  public long[] times() {
    long[] times = new long[size];
    for (int i = 0; i < times.length; i++) {
      times[i] = timeNanos(i);
    }
    return times;
  }

  /// All values in account currency.
  public double[] values() {
    double[] values = new double[size];
    for (int i = 0; i < values.length; i++) {
      values[i] = FixedPoint.toDouble(equity(i));
    }
    return values;
  }
}
