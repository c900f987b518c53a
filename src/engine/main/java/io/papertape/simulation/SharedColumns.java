package io.papertape.simulation;

import io.papertape.indicator.Indicator;
import io.papertape.indicator.IndicatorOrigin;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateActions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// Indicator columns that several runs over the same history share; each is computed once. Those
/// of own indicators are not shared: their name need not tell their parameters.
///
/// Safe for several threads: a column does not depend on who computes it. Keep one for as long as
/// the histories are in use, and no longer: it holds the columns that were asked for, up to an
/// eighth of the heap; what comes after is computed anew for each run. Beside them it holds running
/// sums of the prices whose means are compared, one value a bar and price.
public final class SharedColumns {
  private static final int HEAP_PARTS = 8;

  /// @param columns by name of the indicator, of its primary output alone
  /// @param outputs by name of the indicator, of all its outputs
  private record History(
      BarColumns bars,
      CorporateActions actions,
      Map<String, List<IndicatorColumn>> columns,
      Map<String, List<IndicatorColumn>> outputs,
      SharedSums sums) {}

  private final List<History> histories = new CopyOnWriteArrayList<>();
  private final SharedScores scores = new SharedScores();
  private final AtomicLong room;
  private final boolean isShared;

  public SharedColumns() {
    this(Runtime.getRuntime().maxMemory() / HEAP_PARTS);
  }

  /// @param mostBytes of the columns that are kept
  SharedColumns(long mostBytes) {
    this(mostBytes, true);
  }

  private SharedColumns(long mostBytes, boolean isShared) {
    this.isShared = isShared;
    room = new AtomicLong(mostBytes / Double.BYTES);
  }

  /// Columns that nobody else asks for.
  static SharedColumns ofOneRun() {
    return new SharedColumns(Runtime.getRuntime().maxMemory() / HEAP_PARTS, false);
  }

  /// The primary output.
  ///
  /// @param fresh an indicator that has seen no bar
  IndicatorColumn of(BarColumns bars, CorporateActions actions, Indicator fresh) {
    History history = history(bars, actions);
    return kept(history, history.columns(), fresh, 1).getFirst();
  }

  /// All outputs.
  ///
  /// @param fresh an indicator that has seen no bar
  List<IndicatorColumn> outputs(BarColumns bars, CorporateActions actions, Indicator fresh) {
    History history = history(bars, actions);
    int count = fresh.outputs();
    return kept(history, count == 1 ? history.columns() : history.outputs(), fresh, count);
  }

  private List<IndicatorColumn> kept(
      History history, Map<String, List<IndicatorColumn>> columns, Indicator fresh, int outputs) {
    BarColumns bars = history.bars();
    if (IndicatorOrigin.isOwn(fresh)) {
      return Columns.of(bars, history.actions(), fresh, outputs, history.sums());
    }
    List<IndicatorColumn> known = columns.get(fresh.name());
    if (known != null) {
      return known;
    }
    List<IndicatorColumn> computed =
        Columns.of(bars, history.actions(), fresh, outputs, history.sums());
    long values = (long) outputs * bars.size();
    List<IndicatorColumn> other =
        room.addAndGet(-values) < 0 ? computed : columns.putIfAbsent(fresh.name(), computed);
    if (other == null) {
      return computed;
    }
    room.addAndGet(values);
    return other;
  }

  SharedScores scores() {
    return scores;
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
                      bars,
                      actions,
                      new ConcurrentSkipListMap<>(),
                      new ConcurrentSkipListMap<>(),
                      new SharedSums(bars.size(), isShared));
              histories.add(added);
              return added;
            });
  }
}
