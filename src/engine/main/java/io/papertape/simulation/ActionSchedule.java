package io.papertape.simulation;

import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The corporate actions of a run in the order they take effect; ties in the order of the
/// instruments. Actions before an instrument's first bar or after its last concern nobody and are
/// left out.
final class ActionSchedule {
  record Due(int instrument, CorporateAction action) {}

  private final List<Due> dues = new ArrayList<>();
  private int next;
  private long nextNanos;

  /// @param firstNanos when the first event of all becomes known; actions of an instrument that has
  ///     quotes or trade ticks and no bars count from there on
  ActionSchedule(List<CorporateActions> actions, List<BarColumns> bars, long firstNanos) {
    for (int i = 0; i < actions.size(); i++) {
      BarColumns columns = bars.get(i);
      boolean hasBars = columns.size() > 0;
      long first = hasBars ? columns.openTimeNanos()[0] : firstNanos;
      long last = hasBars ? columns.closeTimeNanos()[columns.size() - 1] : Long.MAX_VALUE;
      for (CorporateAction action : actions.get(i).between(first, last)) {
        dues.add(new Due(i, action));
      }
    }
    dues.sort(Comparator.comparingLong(due -> due.action().exTimeNanos()));
    nextNanos = exTime();
  }

  /// Whether an action takes effect ahead of a moment. A bar that closes exactly at the ex time
  /// lies before it: around the clock, days end when the next begin.
  boolean isDue(long nanos) {
    return nextNanos < nanos;
  }

  /// Ex time of the next action; [Long#MAX_VALUE] if there is none.
  long nextNanos() {
    return nextNanos;
  }

  Due take() {
    Due due = dues.get(next++);
    nextNanos = exTime();
    return due;
  }

  private long exTime() {
    return next < dues.size() ? dues.get(next).action().exTimeNanos() : Long.MAX_VALUE;
  }
}
