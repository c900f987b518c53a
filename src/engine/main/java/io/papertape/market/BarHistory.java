package io.papertape.market;

import java.math.RoundingMode;
import java.util.Arrays;

/// The bars of one instrument up to now. There is no index into the future: 0 is the last
/// finished bar,
/// 1 the one before. Prices are as known now: a split since then has rescaled them.
public final class BarHistory {
  /// How many bars a run that goes on for weeks keeps at least.
  public static final int KEPT = 1 << 14;

  private BarColumns columns;
  private int last = -1;

  /// Bars that were let go, before those of the columns.
  private int dropped;

  private int[] splitBar = new int[0];
  private long[] numerator = new long[0];
  private long[] denominator = new long[0];

  public BarHistory(BarColumns columns) {
    this.columns = columns;
  }

  /// Moves on by one bar; called by the event source alone.
  ///
  /// @return its index
  int advance() {
    return ++last;
  }

  /// Moves on by one bar, the last of the columns.
  void grow(BarColumns grown) {
    columns = grown;
    last++;
    dropped = last + 1 - grown.size();
  }

  /// Moves on to the bar at an index.
  void skipTo(int bar) {
    last = bar;
  }

  /// Takes a split that lies before the next bar.
  void split(long newShares, long oldShares) {
    int count = splitBar.length;
    splitBar = Arrays.copyOf(splitBar, count + 1);
    numerator = Arrays.copyOf(numerator, count + 1);
    denominator = Arrays.copyOf(denominator, count + 1);
    splitBar[count] = last;
    numerator[count] = newShares;
    denominator[count] = oldShares;
  }

  /// How many bars are known.
  public int size() {
    return last + 1;
  }

  public long open(int barsAgo) {
    return price(columns.open(), barsAgo);
  }

  public long high(int barsAgo) {
    return price(columns.high(), barsAgo);
  }

  public long low(int barsAgo) {
    return price(columns.low(), barsAgo);
  }

  public long close(int barsAgo) {
    return price(columns.close(), barsAgo);
  }

  /// Volume in volume steps, as it was traded.
  public long volume(int barsAgo) {
    return columns.volume()[index(barsAgo) - dropped];
  }

  public long openTimeNanos(int barsAgo) {
    return columns.openTimeNanos()[index(barsAgo) - dropped];
  }

  public long closeTimeNanos(int barsAgo) {
    return columns.closeTimeNanos()[index(barsAgo) - dropped];
  }

  private long price(long[] column, int barsAgo) {
    int index = index(barsAgo);
    long price = column[index - dropped];
    for (int i = 0; i < splitBar.length; i++) {
      if (index <= splitBar[i]) {
        price = FixedPoint.ratio(price, denominator[i], numerator[i], RoundingMode.HALF_UP);
      }
    }
    return price;
  }

  private int index(int barsAgo) {
    if (barsAgo > last - dropped && barsAgo <= last) {
      throw new IndexOutOfBoundsException(
          "Bar is no longer kept: barsAgo=%d, kept=%d, known=%d. Keep what you need of it yourself."
              .formatted(barsAgo, last + 1 - dropped, last + 1));
    }
    if (barsAgo < 0 || barsAgo > last) {
      throw new IndexOutOfBoundsException(
          "No such bar: barsAgo=%d, known=%d. Count from 0, the last finished bar, backwards."
              .formatted(barsAgo, last + 1));
    }
    return last - barsAgo;
  }
}
