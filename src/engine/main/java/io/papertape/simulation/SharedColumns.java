package io.papertape.simulation;

import io.papertape.indicator.Indicator;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// Indicator columns that several runs over the same history share; each is computed once.
///
/// Safe for several threads: a column does not depend on who computes it. Keep one for as long as
/// the histories are in use, and no longer: it holds the columns that were asked for, up to an
/// eighth of the heap; what comes after is computed anew for each run.
public final class SharedColumns {
  private static final int HEAP_PARTS = 8;

  /// @param columns by name of the indicator, of its primary output alone
  /// @param outputs by name of the indicator, of all its outputs
  private record History(
      BarColumns bars,
      CorporateActions actions,
      Map<String, List<IndicatorColumn>> columns,
      Map<String, List<IndicatorColumn>> outputs) {}

  private final List<History> histories = new CopyOnWriteArrayList<>();
  private final AtomicLong room;

  public SharedColumns() {
    this(Runtime.getRuntime().maxMemory() / HEAP_PARTS);
  }

  /// @param mostBytes of the columns that are kept
  SharedColumns(long mostBytes) {
    room = new AtomicLong(mostBytes / Double.BYTES);
  }

  /// The primary output.
  ///
  /// @param fresh an indicator that has seen no bar
  IndicatorColumn of(BarColumns bars, CorporateActions actions, Indicator fresh) {
    return kept(history(bars, actions).columns(), bars, actions, fresh, 1).getFirst();
  }

  /// All outputs.
  ///
  /// @param fresh an indicator that has seen no bar
  List<IndicatorColumn> outputs(BarColumns bars, CorporateActions actions, Indicator fresh) {
    History history = history(bars, actions);
    int count = fresh.outputs();
    return kept(count == 1 ? history.columns() : history.outputs(), bars, actions, fresh, count);
  }

  private List<IndicatorColumn> kept(
      Map<String, List<IndicatorColumn>> columns,
      BarColumns bars,
      CorporateActions actions,
      Indicator fresh,
      int outputs) {
    List<IndicatorColumn> known = columns.get(fresh.name());
    if (known != null) {
      return known;
    }
    List<IndicatorColumn> computed = compute(bars, actions, fresh, outputs);
    long values = (long) outputs * bars.size();
    List<IndicatorColumn> other =
        room.addAndGet(-values) < 0 ? computed : columns.putIfAbsent(fresh.name(), computed);
    if (other == null) {
      return computed;
    }
    room.addAndGet(values);
    return other;
  }

  /// The columns of a history; of the same arrays, not of equal ones.
  private History history(BarColumns bars, CorporateActions actions) {
    return find(bars, actions).orElseGet(() -> add(bars, actions));
  }

  private Optional<History> find(BarColumns bars, CorporateActions actions) {
    for (History known : histories) {
      if (known.bars() == bars && known.actions().equals(actions)) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  private synchronized History add(BarColumns bars, CorporateActions actions) {
    return find(bars, actions)
        .orElseGet(
            () -> {
              History added =
                  new History(
                      bars, actions, new ConcurrentSkipListMap<>(), new ConcurrentSkipListMap<>());
              histories.add(added);
              return added;
            });
  }

  private static List<IndicatorColumn> compute(
      BarColumns bars, CorporateActions actions, Indicator indicator, int outputs) {
    double[][] values = new double[outputs][bars.size()];
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
      firstReady = Math.min(firstReady, fill(indicator, bars, from, to, values));
      long newShares = split.numerator();
      long oldShares = split.denominator();
      indicator.rescale(oldShares, newShares);
      from = to;
    }
    firstReady = Math.min(firstReady, fill(indicator, bars, from, bars.size(), values));
    List<IndicatorColumn> columns = new ArrayList<>();
    for (int output = 0; output < outputs; output++) {
      String name = outputs == 1 ? indicator.name() : IndicatorBank.label(indicator, output);
      columns.add(new IndicatorColumn(name, values[output], firstReady));
    }
    return columns;
  }

  private static int fill(Indicator indicator, BarColumns bars, int from, int to, double[][] into) {
    return into.length == 1
        ? indicator.fill(bars, from, to, into[0])
        : indicator.fillOutputs(bars, from, to, into);
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
