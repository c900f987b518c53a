package io.papertape.workspace.report;

import io.papertape.market.BarColumns;
import java.util.Arrays;
import java.util.List;

/// The same bars, each known one bar later: just after the next bar of the instrument has opened.
///
/// So an order that would have met bar n + 1 meets bar n + 2, over nights and weekends too. A
/// fixed latency cannot do this: what is long enough to miss the next open of a weekday is too
/// short on a Friday, and what is long enough on a Friday misses several opens on a Monday.
final class DelayedBars {
  private DelayedBars() {}

  static List<BarColumns> of(List<BarColumns> bars) {
    return bars.stream().map(DelayedBars::delayed).toList();
  }

  /// The last bar has no successor and is known at its close.
  private static BarColumns delayed(BarColumns bars) {
    int size = bars.size();
    long[] known = Arrays.copyOf(bars.closeTimeNanos(), size);
    for (int i = 0; i + 1 < size; i++) {
      known[i] = Math.max(known[i], bars.openTimeNanos()[i + 1] + 1);
    }
    return new BarColumns(
        size,
        bars.openTimeNanos(),
        known,
        bars.open(),
        bars.high(),
        bars.low(),
        bars.close(),
        bars.volume());
  }
}
