package io.papertape.simulation;

import io.papertape.indicator.ExactColumn;
import io.papertape.indicator.Indicator;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Indicator columns that several runs over the same history share; each is computed once.
///
/// Safe for several threads: a column does not depend on who computes it. Keep one for as long as
/// the histories are in use, and no longer: it holds every column that was asked for.
public final class SharedColumns {
  private record History(
      BarColumns bars, CorporateActions actions, Map<String, IndicatorColumn> columns) {}

  private final List<History> histories = new CopyOnWriteArrayList<>();
  private final SharedScores scores = new SharedScores();

  /// @param fresh an indicator that has seen no bar
  IndicatorColumn of(BarColumns bars, CorporateActions actions, Indicator fresh) {
    return columns(bars, actions).computeIfAbsent(fresh.name(), _ -> column(bars, actions, fresh));
  }

  SharedScores scores() {
    return scores;
  }

  /// The columns of a history; of the same arrays, not of equal ones.
  private Map<String, IndicatorColumn> columns(BarColumns bars, CorporateActions actions) {
    return find(bars, actions).orElseGet(() -> add(bars, actions));
  }

  private Optional<Map<String, IndicatorColumn>> find(BarColumns bars, CorporateActions actions) {
    for (History known : histories) {
      if (known.bars() == bars && known.actions().equals(actions)) {
        return Optional.of(known.columns());
      }
    }
    return Optional.empty();
  }

  private synchronized Map<String, IndicatorColumn> add(BarColumns bars, CorporateActions actions) {
    return find(bars, actions)
        .orElseGet(
            () -> {
              History added = new History(bars, actions, new ConcurrentSkipListMap<>());
              histories.add(added);
              return added.columns();
            });
  }

  private static IndicatorColumn column(
      BarColumns bars, CorporateActions actions, Indicator fresh) {
    CorporateAction.Split[] splits = splits(bars, actions);
    Optional<ExactColumn> exact = splits.length == 0 ? fresh.exact() : Optional.empty();
    if (exact.isPresent()) {
      return new IndicatorColumn(
          fresh.name(),
          new IndicatorColumn.Exact(exact.get(), bars),
          () -> {
            double[] values = new double[bars.size()];
            fill(bars, splits, fresh, values);
            return values;
          });
    }
    return compute(bars, actions, fresh);
  }

  static IndicatorColumn compute(BarColumns bars, CorporateActions actions, Indicator fresh) {
    double[] values = new double[bars.size()];
    int firstReady = fill(bars, splits(bars, actions), fresh, values);
    return new IndicatorColumn(fresh.name(), values, firstReady);
  }

  private static CorporateAction.Split[] splits(BarColumns bars, CorporateActions actions) {
    return actions.actions().stream()
        .filter(CorporateAction.Split.class::isInstance)
        .map(CorporateAction.Split.class::cast)
        .filter(split -> bars.size() > 0 && split.exTimeNanos() > bars.openTimeNanos()[0])
        .toArray(CorporateAction.Split[]::new);
  }

  /// @return index of the first bar with a value; the number of bars if there is none
  private static int fill(
      BarColumns bars, CorporateAction.Split[] splits, Indicator indicator, double[] values) {
    int firstReady = bars.size();
    int from = 0;
    for (CorporateAction.Split split : splits) {
      int to = firstAfter(bars, split.exTimeNanos());
      firstReady = Math.min(firstReady, indicator.fill(bars, from, to, values));
      long newShares = split.numerator();
      long oldShares = split.denominator();
      indicator.rescale(oldShares, newShares);
      from = to;
    }
    return Math.min(firstReady, indicator.fill(bars, from, bars.size(), values));
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
