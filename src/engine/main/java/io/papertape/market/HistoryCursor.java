package io.papertape.market;

/// Walks through the bars of several instruments in the order in which they became known; ties in
/// the
/// order of the instruments.
public final class HistoryCursor {
  private static final long AT_END = Long.MAX_VALUE;

  private final BarColumns[] columns;
  private final BarHistory[] histories;
  private final int[] position;
  private final long[] nextNanos;

  public HistoryCursor(BarColumns... columns) {
    this.columns = columns.clone();
    int count = columns.length;
    histories = new BarHistory[count];
    position = new int[count];
    nextNanos = new long[count];
    for (int i = 0; i < count; i++) {
      histories[i] = new BarHistory(columns[i]);
      nextNanos[i] = columns[i].size() == 0 ? AT_END : columns[i].closeTimeNanos()[0];
    }
  }

  /// When the next bar becomes known; [Long#MAX_VALUE] at the end.
  public long nextNanos() {
    long earliest = AT_END;
    for (long nanos : nextNanos) {
      earliest = Math.min(earliest, nanos);
    }
    return earliest;
  }

  /// Applies all bars of the next moment.
  public void advance(MutableMarket market, long nanos) {
    market.beginMoment(nanos);
    for (int i = 0; i < nextNanos.length; i++) {
      if (nextNanos[i] == nanos) {
        take(market, i);
      }
    }
  }

  private void take(MutableMarket market, int instrument) {
    BarColumns bars = columns[instrument];
    int index = position[instrument]++;
    market.closeBar(
        instrument,
        bars.openTimeNanos()[index],
        bars.open()[index],
        bars.high()[index],
        bars.low()[index],
        bars.close()[index],
        bars.volume()[index]);
    histories[instrument].advance();
    int following = index + 1;
    nextNanos[instrument] = following < bars.size() ? bars.closeTimeNanos()[following] : AT_END;
  }

  /// Restates an instrument's history for a split that takes effect before its next bar.
  public void split(int instrument, long newShares, long oldShares) {
    histories[instrument].split(newShares, oldShares);
  }

  /// The bars of an instrument up to now.
  public BarHistory history(int instrument) {
    return histories[instrument];
  }

  /// Bars of all instruments together.
  public long totalBars() {
    long sum = 0;
    for (BarColumns one : columns) {
      sum += one.size();
    }
    return sum;
  }
}
