package io.papertape.market;

import java.util.Arrays;

/// Bars of one instrument and resolution as columns of primitives, oldest first.
///
/// The arrays are shared, not copied: whoever receives one reads it and never writes. Strategies
/// do not see this class, because it can be indexed ahead.
public final class BarColumns {
  private final int size;
  private final long[] openTimeNanos;
  private final long[] closeTimeNanos;
  private final long[] open;
  private final long[] high;
  private final long[] low;
  private final long[] close;
  private final long[] volume;

  /// Lowest and highest close, found when first asked for; twice comes to the same.
  private volatile Range closes;

  private volatile Range prices;

  /// Largest change from one close to the next; −1: not yet found.
  private volatile long largestChange = -1;

  /// Columns of the same times, as last found by [#closesWith].
  private volatile BarColumns together = this;

  private record Range(long lowest, long highest) {
    static Range of(long[] values, int size) {
      long lowest = size == 0 ? 0 : values[0];
      long highest = lowest;
      for (int i = 1; i < size; i++) {
        lowest = Math.min(lowest, values[i]);
        highest = Math.max(highest, values[i]);
      }
      return new Range(lowest, highest);
    }

    Range with(Range other) {
      return new Range(Math.min(lowest, other.lowest), Math.max(highest, other.highest));
    }

    long magnitude() {
      return Math.max(Math.abs(lowest), Math.abs(highest));
    }
  }

  /// Wraps the arrays; each holds at least `size` values in the meaning of [Bar].
  public BarColumns(
      int size,
      long[] openTimeNanos,
      long[] closeTimeNanos,
      long[] open,
      long[] high,
      long[] low,
      long[] close,
      long[] volume) {
    this.size = size;
    this.openTimeNanos = openTimeNanos;
    this.closeTimeNanos = closeTimeNanos;
    this.open = open;
    this.high = high;
    this.low = low;
    this.close = close;
    this.volume = volume;
  }

  /// Columns of the given bars, in their order.
  public static BarColumns of(Iterable<Bar> bars) {
    Builder builder = new Builder();
    bars.forEach(builder::add);
    return builder.build();
  }

  public int size() {
    return size;
  }

  public long[] openTimeNanos() {
    return openTimeNanos;
  }

  public long[] closeTimeNanos() {
    return closeTimeNanos;
  }

  public long[] open() {
    return open;
  }

  public long[] high() {
    return high;
  }

  public long[] low() {
    return low;
  }

  public long[] close() {
    return close;
  }

  public long[] volume() {
    return volume;
  }

  /// The lowest close of all bars; 0 without bars.
  public long lowestClose() {
    return closes().lowest();
  }

  /// The highest close of all bars; 0 without bars.
  public long highestClose() {
    return closes().highest();
  }

  /// The largest close in magnitude.
  public long largestClose() {
    return closes().magnitude();
  }

  /// The largest price of all bars in magnitude: open, high, low or close.
  public long largestPrice() {
    Range known = prices;
    if (known == null) {
      known =
          closes().with(Range.of(open, size)).with(Range.of(high, size)).with(Range.of(low, size));
      prices = known;
    }
    return known.magnitude();
  }

  /// True if the squares of so many changes from one close to the next, whichever, have a sum that
  /// is a `long`.
  public boolean squaredChangesFit(int count) {
    return 2 * Long.numberOfLeadingZeros(largestChange()) + Integer.numberOfLeadingZeros(count)
        >= Long.SIZE + Integer.SIZE + 1;
  }

  private long largestChange() {
    long known = largestChange;
    if (known < 0) {
      known = 0;
      for (int i = 1; i < size; i++) {
        known = Math.max(known, Math.abs(close[i] - close[i - 1]));
      }
      largestChange = known;
    }
    return known;
  }

  private Range closes() {
    Range known = closes;
    if (known == null) {
      known = Range.of(close, size);
      closes = known;
    }
    return known;
  }

  /// True if these bars and those of other columns close at the same times. Two columns are
  /// compared once, for each run over many instruments asks it of all of them.
  public boolean closesWith(BarColumns other) {
    if (this == other || together == other) {
      return true;
    }
    boolean isTogether =
        size == other.size && Arrays.equals(closeTimeNanos, 0, size, other.closeTimeNanos, 0, size);
    if (isTogether) {
      together = other;
    }
    return isTogether;
  }

  /// The bar at an index, as a value; for tests and edges, not for loops over history.
  public Bar bar(int index) {
    return new Bar(
        openTimeNanos[index],
        closeTimeNanos[index],
        open[index],
        high[index],
        low[index],
        close[index],
        volume[index]);
  }

  /// Bars with `fromNanos <= openTime` and `closeTime <= toNanos`.
  public BarColumns between(long fromNanos, long toNanos) {
    int from = firstAtOrAfter(openTimeNanos, fromNanos);
    int to = from;
    while (to < size && closeTimeNanos[to] <= toNanos) {
      to++;
    }
    return slice(from, to);
  }

  /// Bars `[from, to)`, copied.
  public BarColumns slice(int from, int to) {
    return new BarColumns(
        to - from,
        Arrays.copyOfRange(openTimeNanos, from, to),
        Arrays.copyOfRange(closeTimeNanos, from, to),
        Arrays.copyOfRange(open, from, to),
        Arrays.copyOfRange(high, from, to),
        Arrays.copyOfRange(low, from, to),
        Arrays.copyOfRange(close, from, to),
        Arrays.copyOfRange(volume, from, to));
  }

  private int firstAtOrAfter(long[] times, long nanos) {
    int found = Arrays.binarySearch(times, 0, size, nanos);
    return found >= 0 ? found : -found - 1;
  }

  /// Collects bars in time order; a bar that opens before the one before it is refused.
  public static final class Builder {
    private final LongColumn openTimeNanos = new LongColumn();
    private final LongColumn closeTimeNanos = new LongColumn();
    private final LongColumn open = new LongColumn();
    private final LongColumn high = new LongColumn();
    private final LongColumn low = new LongColumn();
    private final LongColumn close = new LongColumn();
    private final LongColumn volume = new LongColumn();

    public Builder add(Bar bar) {
      int size = openTimeNanos.size();
      if (size > 0 && bar.openTimeNanos() <= openTimeNanos.get(size - 1)) {
        throw new IllegalArgumentException(
            "Bars go back in time: openTimeNanos=%d, previous=%d. Sort the source by time."
                .formatted(bar.openTimeNanos(), openTimeNanos.get(size - 1)));
      }
      openTimeNanos.add(bar.openTimeNanos());
      closeTimeNanos.add(bar.closeTimeNanos());
      open.add(bar.open());
      high.add(bar.high());
      low.add(bar.low());
      close.add(bar.close());
      volume.add(bar.volume());
      return this;
    }

    public BarColumns build() {
      return new BarColumns(
          openTimeNanos.size(),
          openTimeNanos.toArray(),
          closeTimeNanos.toArray(),
          open.toArray(),
          high.toArray(),
          low.toArray(),
          close.toArray(),
          volume.toArray());
    }
  }
}
