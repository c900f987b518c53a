package io.papertape.simulation;

import io.papertape.indicator.ExactColumn;
import io.papertape.indicator.Indicator;
import io.papertape.indicator.IndicatorColumns;
import io.papertape.indicator.IndicatorOrigin;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs an indicator over a whole history, through its splits.
final class Columns {
  private Columns() {}

  /// The first outputs of an indicator that has seen no bar, for one run.
  static List<IndicatorColumn> of(
      BarColumns bars, CorporateActions actions, Indicator fresh, int outputs) {
    return of(bars, actions, fresh, outputs, new SharedSums(bars.size(), false));
  }

  /// The first outputs of an indicator that has seen no bar.
  ///
  /// @param sums of the prices of these bars
  static List<IndicatorColumn> of(
      BarColumns bars, CorporateActions actions, Indicator fresh, int outputs, SharedSums sums) {
    boolean isWhole = outputs == 1 && splits(bars, actions).length == 0;
    Optional<ExactColumn> exact =
        isWhole && !IndicatorOrigin.isOwn(fresh) ? fresh.exact() : Optional.empty();
    if (exact.isPresent()) {
      return List.of(
          new IndicatorColumn(
              fresh.name(),
              new IndicatorColumn.Exact(exact.get(), bars, sums.of(exact.get().prices(bars))),
              () -> {
                double[][] values = new double[1][bars.size()];
                fill(bars, actions, fresh, values);
                return values[0];
              }));
    }
    double[][] values = new double[outputs][bars.size()];
    int firstReady = fill(bars, actions, fresh, values);
    List<IndicatorColumn> columns = new ArrayList<>();
    for (int output = 0; output < outputs; output++) {
      String name = outputs == 1 ? fresh.name() : IndicatorBank.label(fresh, output);
      columns.add(new IndicatorColumn(name, values[output], firstReady));
    }
    return columns;
  }

  private static CorporateAction.Split[] splits(BarColumns bars, CorporateActions actions) {
    return actions.actions().stream()
        .filter(CorporateAction.Split.class::isInstance)
        .map(CorporateAction.Split.class::cast)
        .filter(split -> bars.size() > 0 && split.exTimeNanos() > bars.openTimeNanos()[0])
        .toArray(CorporateAction.Split[]::new);
  }

  /// @return index of the first bar with every value; the number of bars if there is none
  private static int fill(
      BarColumns bars, CorporateActions actions, Indicator indicator, double[][] values) {
    try {
      return fillThroughSplits(bars, actions, indicator, values);
    } catch (ArithmeticException e) {
      throw BeyondRange.of(indicator.name(), actions.symbol(), bars.largestPrice(), e);
    }
  }

  private static int fillThroughSplits(
      BarColumns bars, CorporateActions actions, Indicator indicator, double[][] values) {
    int firstReady = bars.size();
    int from = 0;
    for (CorporateAction.Split split : splits(bars, actions)) {
      int to = firstAfter(bars, split.exTimeNanos());
      firstReady = Math.min(firstReady, fill(indicator, bars, from, to, values));
      long newShares = split.numerator();
      long oldShares = split.denominator();
      indicator.rescale(oldShares, newShares);
      from = to;
    }
    return Math.min(firstReady, fill(indicator, bars, from, bars.size(), values));
  }

  /// An own indicator gets bar after bar: `fill` would show it those to come.
  private static int fill(Indicator indicator, BarColumns bars, int from, int to, double[][] into) {
    if (IndicatorOrigin.isOwn(indicator)) {
      return IndicatorColumns.stream(indicator, bars, from, to, into);
    }
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
