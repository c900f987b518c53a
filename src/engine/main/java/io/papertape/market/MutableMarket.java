package io.papertape.market;

import java.math.RoundingMode;
import java.util.Arrays;

/// The market as of now, one slot an instrument: its last bar and what changed at this moment.
///
/// Owned by one simulation and written by its event source alone; everyone else reads.
public final class MutableMarket {
  private final Instrument[] instruments;
  private final long[] openTimeNanos;
  private final long[] closeTimeNanos;
  private final long[] open;
  private final long[] high;
  private final long[] low;
  private final long[] close;
  private final long[] volume;
  private final long[] previousClose;
  private final long[] previousCloseTimeNanos;
  private final int[] barIndex;
  private final boolean[] isFresh;
  private final int[] changed;
  private int changedCount;
  private long timeNanos;

  public MutableMarket(Instrument... instruments) {
    int count = instruments.length;
    this.instruments = instruments.clone();
    openTimeNanos = new long[count];
    closeTimeNanos = new long[count];
    open = new long[count];
    high = new long[count];
    low = new long[count];
    close = new long[count];
    volume = new long[count];
    previousClose = new long[count];
    previousCloseTimeNanos = new long[count];
    barIndex = new int[count];
    Arrays.fill(barIndex, -1);
    isFresh = new boolean[count];
    changed = new int[count];
  }

  /// Starts a moment: nothing has changed yet.
  public void beginMoment(long nanos) {
    timeNanos = nanos;
    for (int i = 0; i < changedCount; i++) {
      isFresh[changed[i]] = false;
    }
    changedCount = 0;
  }

  /// Takes a finished bar of an instrument, known at this moment.
  public void closeBar(
      int instrument,
      long barOpenTime,
      long barOpen,
      long barHigh,
      long barLow,
      long barClose,
      long barVolume) {
    previousClose[instrument] = close[instrument];
    previousCloseTimeNanos[instrument] = closeTimeNanos[instrument];
    openTimeNanos[instrument] = barOpenTime;
    closeTimeNanos[instrument] = timeNanos;
    open[instrument] = barOpen;
    high[instrument] = barHigh;
    low[instrument] = barLow;
    close[instrument] = barClose;
    volume[instrument] = barVolume;
    barIndex[instrument]++;
    isFresh[instrument] = true;
    changed[changedCount++] = instrument;
  }

  /// Rescales what is remembered of prices by a split: new price = price × denominator /
  /// numerator.
  public void split(int instrument, long newShares, long oldShares) {
    close[instrument] =
        FixedPoint.ratio(close[instrument], oldShares, newShares, RoundingMode.HALF_UP);
  }

  public int instruments() {
    return instruments.length;
  }

  public Instrument instrument(int index) {
    return instruments[index];
  }

  /// The moment, nanoseconds since 1970-01-01 UTC.
  public long timeNanos() {
    return timeNanos;
  }

  /// How many instruments have a new bar at this moment.
  public int changedCount() {
    return changedCount;
  }

  /// The instrument at a position among those that changed, in the source's order.
  public int changed(int position) {
    return changed[position];
  }

  /// True if the instrument's bar became known at this moment.
  public boolean isFresh(int instrument) {
    return isFresh[instrument];
  }

  /// Number of the last bar, from 0; −1 before the first.
  public int barIndex(int instrument) {
    return barIndex[instrument];
  }

  public long openTimeNanos(int instrument) {
    return openTimeNanos[instrument];
  }

  public long closeTimeNanos(int instrument) {
    return closeTimeNanos[instrument];
  }

  public long open(int instrument) {
    return open[instrument];
  }

  public long high(int instrument) {
    return high[instrument];
  }

  public long low(int instrument) {
    return low[instrument];
  }

  public long close(int instrument) {
    return close[instrument];
  }

  public long volume(int instrument) {
    return volume[instrument];
  }

  /// Close of the bar before the last; 0 before there are two.
  public long previousClose(int instrument) {
    return previousClose[instrument];
  }

  /// End of the bar before the last; 0 before there are two.
  public long previousCloseTimeNanos(int instrument) {
    return previousCloseTimeNanos[instrument];
  }
}
