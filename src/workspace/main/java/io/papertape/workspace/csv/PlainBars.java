package io.papertape.workspace.csv;

import io.papertape.market.BarColumns;
import io.papertape.workspace.check.FarReach;
import io.papertape.workspace.store.SeriesWriter;
import java.util.OptionalDouble;

/// Places plain rows in time and checks them against those before.
///
/// It lets a row pass only if the general way would take it without a word; all others are left
/// to that.
final class PlainBars {
  private static final long NEAR = 32;

  private final BarSpan span;
  private final boolean isZoned;
  private final double mostMove;

  /// @param isZoned times are written in UTC
  /// @param maxMove the factor from which a move of the close is refused
  PlainBars(BarSpan span, boolean isZoned, OptionalDouble maxMove) {
    this.span = span;
    this.isZoned = isZoned;
    mostMove = Math.min(maxMove.orElse(CsvImport.ABSURD_MOVE), CsvImport.ABSURD_MOVE);
  }

  /// Gives the next rows their times and volumes their unit.
  ///
  /// @return the row after the last that can be added as it is
  int place(PlainRows rows, SymbolImport target) {
    SeriesWriter before = target.writer();
    BarColumns bars = rows.bars();
    long[] times = rows.times();
    long[] closes = bars.close();
    long stepUnits = target.volumeStepUnits();
    long lastOpenNanos = before.lastOpenNanos();
    long lastCloseNanos = before.rows() == 0 ? Long.MIN_VALUE : before.lastCloseNanos();
    long lastClose = before.lastClose();
    int row = rows.next();
    while (row < rows.size()
        && span.placeQuickly(times[row], isZoned)
        && span.openNanos() > lastOpenNanos
        && span.openNanos() >= lastCloseNanos
        && rows.isConsistent(row)
        && isUsual(bars, row, lastClose)
        && countVolume(bars.volume(), row, stepUnits)) {
      lastOpenNanos = span.openNanos();
      lastCloseNanos = span.closeNanos();
      lastClose = closes[row];
      bars.openTimeNanos()[row] = lastOpenNanos;
      bars.closeTimeNanos()[row] = lastCloseNanos;
      row++;
    }
    return row;
  }

  private boolean isUsual(BarColumns bars, int row, long lastClose) {
    long close = bars.close()[row];
    return !FarReach.in(bars.open()[row], bars.high()[row], bars.low()[row], close)
        && (isNear(close, lastClose)
            || lastClose == 0
            || PriceFindings.factor(close, lastClose) < mostMove);
  }

  /// Spares almost every row the exact factor.
  private boolean isNear(long close, long lastClose) {
    return mostMove > 1 + NEAR && close / NEAR < lastClose && lastClose / NEAR < close;
  }

  private static boolean countVolume(long[] volumes, int row, long stepUnits) {
    if (stepUnits == 1) {
      return true;
    }
    if (stepUnits == 0) {
      return volumes[row] == 0;
    }
    long count = volumes[row] / stepUnits;
    boolean isWhole = count * stepUnits == volumes[row];
    volumes[row] = isWhole ? count : volumes[row];
    return isWhole;
  }
}
