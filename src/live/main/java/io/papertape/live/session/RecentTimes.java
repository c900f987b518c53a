package io.papertape.live.session;

import java.util.Arrays;

/// The last so many durations, and quantiles of them: kept in their order, as they are asked for
/// with each thing that is published.
final class RecentTimes {
  private final long[] asTheyCame;
  private final long[] rising;
  private long added;

  RecentTimes(int kept) {
    asTheyCame = new long[kept];
    rising = new long[kept];
  }

  void add(long nanos) {
    int place = (int) (added % asTheyCame.length);
    int size = size();
    if (size == asTheyCame.length) {
      size--;
      int gone = Arrays.binarySearch(rising, asTheyCame[place]);
      System.arraycopy(rising, gone + 1, rising, gone, size - gone);
    }
    int found = Arrays.binarySearch(rising, 0, size, nanos);
    int to = found < 0 ? -found - 1 : found;
    System.arraycopy(rising, to, rising, to + 1, size - to);
    rising[to] = nanos;
    asTheyCame[place] = nanos;
    added++;
  }

  private int size() {
    return (int) Math.min(added, asTheyCame.length);
  }

  /// The smallest of them that so many of a hundred do not exceed; 0 if there are none.
  long quantile(int percent) {
    int place = (size() * percent + 99) / 100;
    return size() == 0 ? 0 : rising[place - 1];
  }
}
