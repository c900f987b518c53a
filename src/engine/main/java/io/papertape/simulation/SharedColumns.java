package io.papertape.simulation;

import io.papertape.indicator.Indicator;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Indicator columns that several runs over the same history share; each is computed once.
///
/// Safe for several threads: a column does not depend on who computes it. Keep one for as long as
/// the histories are in use, and no longer: it holds every column that was asked for.
public final class SharedColumns {
  private record Key(History history, String indicator) {}

  /// Tells histories apart by identity, not by their million values.
  private record History(BarColumns bars, CorporateActions actions) {
    @Override
    public boolean equals(Object other) {
      return other instanceof History(BarColumns b, CorporateActions a)
          && b == bars
          && a.equals(actions);
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(bars);
    }
  }

  private final Map<Key, IndicatorColumn> columns = new ConcurrentHashMap<>();

  /// @param fresh an indicator that has seen no bar
  IndicatorColumn of(BarColumns bars, CorporateActions actions, Indicator fresh) {
    return columns.computeIfAbsent(
        new Key(new History(bars, actions), fresh.name()), _ -> compute(bars, actions, fresh));
  }

  private static IndicatorColumn compute(
      BarColumns bars, CorporateActions actions, Indicator indicator) {
    double[] values = new double[bars.size()];
    CorporateAction.Split[] splits =
        actions.actions().stream()
            .filter(CorporateAction.Split.class::isInstance)
            .map(CorporateAction.Split.class::cast)
            .filter(split -> bars.size() > 0 && split.exTimeNanos() > bars.openTimeNanos()[0])
            .toArray(CorporateAction.Split[]::new);
    int firstReady = bars.size();
    int from = 0;
    for (CorporateAction.Split split : splits) {
      int to = firstAfter(bars, split.exTimeNanos());
      firstReady = Math.min(firstReady, indicator.fill(bars, from, to, values));
      indicator.rescale(split.denominator(), split.numerator());
      from = to;
    }
    firstReady = Math.min(firstReady, indicator.fill(bars, from, bars.size(), values));
    return new IndicatorColumn(indicator.name(), values, firstReady);
  }

  /// The first bar that becomes known after a time: the one ahead of which the split takes
  /// effect.
  private static int firstAfter(BarColumns bars, long nanos) {
    long[] closes = bars.closeTimeNanos();
    int bar = 0;
    while (bar < bars.size() && closes[bar] <= nanos) {
      bar++;
    }
    return bar;
  }
}
