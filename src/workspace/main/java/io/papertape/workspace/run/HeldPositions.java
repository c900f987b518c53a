package io.papertape.workspace.run;

import io.papertape.market.BarColumns;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.performance.Exposure;
import io.papertape.simulation.EquityCurve;
import io.papertape.simulation.FillLog;
import io.papertape.simulation.RunResult;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/// Walks a run once more along its fills and closes: what was held at each moment, and what the
/// same money had become in a benchmark.
final class HeldPositions {
  private final List<Instrument> instruments;
  private final List<BarColumns> bars;
  private final int[] next;
  private final long[] close;

  private HeldPositions(List<Instrument> instruments, List<BarColumns> bars) {
    this.instruments = instruments;
    this.bars = bars;
    next = new int[bars.size()];
    close = new long[bars.size()];
  }

  private void advance(long nanos) {
    for (int i = 0; i < next.length; i++) {
      BarColumns columns = bars.get(i);
      while (next[i] < columns.size() && columns.closeTimeNanos()[next[i]] <= nanos) {
        close[i] = columns.close()[next[i]++];
      }
    }
  }

  /// Exposure before the first moment, which is none, and after each.
  static Exposure exposure(RunResult result, RunBars data) {
    HeldPositions walk = new HeldPositions(data.instruments(), data.bars());
    EquityCurve equity = result.equity();
    FillLog fills = result.fills();
    double[] gross = new double[equity.size() + 1];
    double[] net = new double[equity.size() + 1];
    long[] held = new long[data.used().size()];
    Deque<FillLog.SplitMark> splits = new ArrayDeque<>(fills.splits());
    int fill = 0;
    for (int i = 0; i < equity.size(); i++) {
      long now = equity.timeNanos(i);
      for (; fill < fills.size() && walk.bookedNanos(fills, fill) <= now; fill++) {
        int booked = fill;
        walk.split(held, splits, mark -> mark.beforeFill() <= booked);
        held[fills.instrument(fill)] += fills.signedQuantity(fill);
      }
      walk.split(held, splits, mark -> mark.timeNanos() <= now);
      walk.advance(now);
      walk.weigh(held, equity.equity(i), gross, net, i + 1);
    }
    return new Exposure(gross, net);
  }

  private void split(
      long[] held, Deque<FillLog.SplitMark> splits, Predicate<FillLog.SplitMark> isDue) {
    while (!splits.isEmpty() && isDue.test(splits.peek())) {
      FillLog.SplitMark mark = splits.remove();
      long exact =
          FixedPoint.ratio(
              held[mark.instrument()], mark.newShares(), mark.oldShares(), RoundingMode.DOWN);
      held[mark.instrument()] =
          FixedPoint.roundDown(exact, instruments.get(mark.instrument()).quantityStep());
      restateClose(mark.instrument(), mark.newShares(), mark.oldShares());
    }
  }

  /// Until the first bar in new shares the close before is all that is known.
  private void restateClose(int instrument, long newShares, long oldShares) {
    close[instrument] =
        FixedPoint.ratio(close[instrument], oldShares, newShares, RoundingMode.HALF_UP);
  }

  private long bookedNanos(FillLog fills, int fill) {
    long happened = fills.eventTimeNanos(fill);
    int bar = fills.barIndex(fill);
    // A fill of a bar is booked at its close; one of a tick comes after the last bar, if any.
    return bar < 0
        ? happened
        : Math.max(happened, bars.get(fills.instrument(fill)).closeTimeNanos()[bar]);
  }

  private void weigh(long[] held, long equity, double[] gross, double[] net, int at) {
    for (int i = 0; i < held.length; i++) {
      if (held[i] != 0 && equity > 0) {
        double value = FixedPoint.toDouble(instruments.get(i).cashValue(close[i], held[i]));
        gross[at] += Math.abs(value) / FixedPoint.toDouble(equity);
        net[at] += value / FixedPoint.toDouble(equity);
      }
    }
  }

  /// Worth of one unit of money bought in equal parts at each instrument's first open and held,
  /// its dividends reinvested at the close before the ex-date; before its first bar an
  /// instrument's part is cash. First at the start of the account, then after each moment.
  static double[] buyAndHold(
      List<Instrument> instruments,
      List<BarColumns> bars,
      List<CorporateActions> actions,
      EquityCurve at) {
    HeldPositions walk = new HeldPositions(instruments, bars);
    double[] worth = new double[at.size() + 1];
    worth[0] = 1;
    double[] shares = new double[bars.size()];
    Arrays.fill(shares, 1);
    long before = Long.MIN_VALUE;
    for (int m = 0; m < at.size(); m++) {
      for (int i = 0; i < shares.length; i++) {
        for (CorporateAction action : actions.get(i).between(before, at.timeNanos(m))) {
          shares[i] *= growth(action, walk.close[i]);
          walk.restateClose(i, action);
        }
      }
      before = at.timeNanos(m);
      walk.advance(at.timeNanos(m));
      double sum = 0;
      for (int i = 0; i < walk.next.length; i++) {
        sum +=
            walk.next[i] == 0
                ? 1
                : shares[i]
                    * FixedPoint.toDouble(walk.close[i])
                    / FixedPoint.toDouble(bars.get(i).open()[0]);
      }
      worth[m + 1] = sum / walk.next.length;
    }
    return worth;
  }

  /// What is held is worth the same after an action as before it.
  private void restateClose(int instrument, CorporateAction action) {
    switch (action) {
      case CorporateAction.Split split ->
          restateClose(instrument, split.numerator(), split.denominator());
      case CorporateAction.CashDividend dividend -> {
        if (close[instrument] > dividend.amountPerShare()) {
          close[instrument] -= dividend.amountPerShare();
        }
      }
    }
  }

  /// By how much an action multiplies what is held.
  private static double growth(CorporateAction action, long closeBefore) {
    return switch (action) {
      case CorporateAction.Split split -> (double) split.numerator() / split.denominator();
      case CorporateAction.CashDividend dividend ->
          closeBefore <= dividend.amountPerShare()
              ? 1
              : FixedPoint.toDouble(closeBefore)
                  / FixedPoint.toDouble(closeBefore - dividend.amountPerShare());
    };
  }
}
