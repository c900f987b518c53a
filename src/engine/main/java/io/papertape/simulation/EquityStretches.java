package io.papertape.simulation;

import io.papertape.market.BarColumns;
import io.papertape.market.LongRows;
import java.util.List;

/// A curve as the stretches of bars over which the account stays as it is: equity is
/// `cash + units × close` there. Between them may lie values that are kept one by one.
///
/// `SweepBenchmark` pays for it: most runs of a sweep are asked for figures of their curve and not
/// for its values, and a stretch without a position has one value, however long it is.
final class EquityStretches {
  private static final int FROM = 0;
  private static final int CASH = 1;
  private static final int UNITS = 2;
  private static final int WIDTH = 3;

  /// Units of a stretch whose values are kept one by one.
  private static final long WRITTEN = Long.MIN_VALUE;

  private final LongRows rows = new LongRows(WIDTH);
  private BarColumns bars = BarColumns.of(List.of());
  private long lastCash;
  private long lastUnits;

  /// Starts with a history; what was before is forgotten.
  void follow(BarColumns followed) {
    bars = followed;
    rows.clear();
    add(0, 0, WRITTEN);
  }

  /// The account from a bar on. Bars come in order.
  void from(int bar, long cash, long units) {
    if (cash != lastCash || units != lastUnits) {
      add(bar, cash, units);
    }
  }

  /// Values from an index on are kept one by one, until the next call of [#from].
  void leave(int index) {
    int row = rows.size() - 1;
    int begin = (int) rows.get(row, FROM);
    if (lastUnits == WRITTEN || begin >= index) {
      set(row, Math.min(begin, index), 0, WRITTEN);
    } else {
      add(index, 0, WRITTEN);
    }
  }

  private void add(int bar, long cash, long units) {
    set(rows.add(), bar, cash, units);
  }

  private void set(int row, int bar, long cash, long units) {
    rows.set(row, FROM, bar);
    rows.set(row, CASH, cash);
    rows.set(row, UNITS, units);
    lastCash = cash;
    lastUnits = units;
  }

  /// Writes all values that are not kept.
  ///
  /// @param size of the curve
  void write(int size, long[] into) {
    long[] closes = bars.close();
    for (int row = 0; row < rows.size(); row++) {
      long units = rows.get(row, UNITS);
      if (units != WRITTEN) {
        long cash = rows.get(row, CASH);
        int end = end(row, size);
        for (int i = (int) rows.get(row, FROM); i < end; i++) {
          into[i] = cash + closes[i] * units;
        }
      }
    }
  }

  /// Walks along all values.
  ///
  /// @param size of the curve
  /// @param kept values that are kept one by one
  void walk(CurveWalk walk, int size, long[] kept) {
    for (int row = 0; row < rows.size(); row++) {
      int begin = (int) rows.get(row, FROM);
      int end = end(row, size);
      long units = rows.get(row, UNITS);
      if (units == WRITTEN) {
        for (int i = begin; i < end; i++) {
          walk.step(kept[i]);
        }
      } else if (begin < end) {
        walk.stretch(bars, begin, end, rows.get(row, CASH), units);
      }
    }
  }

  private int end(int row, int size) {
    return row + 1 < rows.size() ? (int) rows.get(row + 1, FROM) : size;
  }
}
