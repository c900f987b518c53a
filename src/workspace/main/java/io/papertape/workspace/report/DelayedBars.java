package io.papertape.workspace.report;

import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The same bars, each known one bar later: just after the next bar of the instrument has opened.
///
/// So an order that would have met bar n + 1 meets bar n + 2, over nights and weekends too. A
/// fixed latency cannot do this: what is long enough to miss the next open of a weekday is too
/// short on a Friday, and what is long enough on a Friday misses several opens on a Monday.
public final class DelayedBars {
  private DelayedBars() {}

  public static List<BarColumns> of(List<BarColumns> bars) {
    return bars.stream().map(DelayedBars::delayed).toList();
  }

  /// The same splits and dividends, each after the delayed last bar of the day before and ahead
  /// of the delayed first bar of its own day. At their own times the bar before a split would
  /// still be to come, at a price of the old shares.
  public static List<CorporateActions> actions(
      List<BarColumns> bars, List<CorporateActions> actions) {
    List<CorporateActions> late = new ArrayList<>();
    for (int i = 0; i < actions.size(); i++) {
      BarColumns columns = bars.get(i);
      late.add(
          new CorporateActions(
              actions.get(i).symbol(),
              actions.get(i).actions().stream().map(one -> delayed(one, columns)).toList()));
    }
    return late;
  }

  private static CorporateAction delayed(CorporateAction action, BarColumns bars) {
    int next = Arrays.binarySearch(bars.openTimeNanos(), 0, bars.size(), action.exTimeNanos());
    next = next < 0 ? -next - 1 : next;
    if (next == 0 || next == bars.size()) {
      return action;
    }
    long after = bars.openTimeNanos()[next] + 2;
    return switch (action) {
      case CorporateAction.Split split ->
          new CorporateAction.Split(split.exDate(), after, split.numerator(), split.denominator());
      case CorporateAction.CashDividend paid ->
          new CorporateAction.CashDividend(paid.exDate(), after, paid.amountPerShare());
    };
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
