package io.papertape.simulation;

import io.papertape.account.MutableAccount;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.MutableMarket;
import io.papertape.risk.RiskGate;

/// Passes over the bars at which nothing can happen: no order rests, no callback wants to see
/// them, no corporate action or timer falls among them. What single steps would have left is left
/// all the same: equity after each moment, marks, HOLDs in journal and digest.
///
/// All instruments have one bar at each moment, so a bar's index is the moment's.
final class Skipper {
  /// Bars passed over at once: signals and equity read the same prices while they are in the
  /// cache.
  static final int MOST = 4096;

  private final MutableMarket market;
  private final MutableAccount account;
  private final EventSource source;
  private final RiskGate risk;
  private final Gates gates;
  private final EquityCurve equity;
  private final HeldBack heldBack;
  private final boolean endsWhenRuined;

  /// Nobody follows equity bar by bar, so it is worked out in blocks.
  private final boolean isBlockwise;

  private final BarColumns[] bars;
  private final long[] closeTimes;
  private final int size;

  /// The bars of the stretch looked at that wake a callback.
  private final int[] wakes;

  private final BarSet set = new BarSet(MOST);

  /// Then no list of such bars holds beyond the next fill.
  private final boolean followsPositions;

  private int wakeCount;
  private int nextWake;
  private int lookedTo;

  /// What was read ahead goes here, or the compiler would leave the reading out.
  @SuppressWarnings("UnusedVariable")
  private long touched;

  private boolean isAwake;

  /// The last quantity that was not 0, and whether its values are plain products.
  private long lookedAtQuantity;

  private boolean isPlain;

  Skipper(
      MutableMarket market,
      MutableAccount account,
      EventSource source,
      RiskGate risk,
      Gates gates,
      EquityCurve equity,
      HeldBack heldBack,
      RunMemory memory,
      boolean endsWhenRuined) {
    this.market = market;
    this.account = account;
    this.source = source;
    this.risk = risk;
    this.gates = gates;
    this.equity = equity;
    this.heldBack = heldBack;
    wakes = memory.wakes();
    this.endsWhenRuined = endsWhenRuined;
    bars = new BarColumns[market.instruments()];
    for (int i = 0; i < bars.length; i++) {
      bars[i] = market.bars(i);
    }
    closeTimes = bars[0].closeTimeNanos();
    followsPositions = gates.followPositions();
    isBlockwise = bars.length == 1 && !risk.followsEquity();
    if (isBlockwise) {
      equity.follow(bars[0]);
    }
    size = bars[0].size();
  }

  /// Passes over what can be passed over, up to and with the bar that wakes a callback.
  ///
  /// @param beforeNanos a bar that becomes known then or later stays
  /// @param most        at most so many bars
  /// @return how many bars were passed over
  int skip(long beforeNanos, int most) {
    int from = market.barIndex(0) + 1;
    int limit = Math.min(size, from + Math.min(most, MOST));
    int awake = followsPositions ? gates.next(from, limit) : nextWake(from, limit);
    limit = followsPositions ? limit : Math.min(limit, lookedTo);
    int to = Math.min(awake + 1, limit);
    if (beforeNanos != Long.MAX_VALUE && to > from && closeTimes[to - 1] >= beforeNanos) {
      to = firstAtOrAfter(from, to, beforeNanos);
    }
    if (to <= from) {
      return 0;
    }
    int kept = valuesUpTo(from, to);
    isAwake = kept > awake;
    if (kept > from) {
      heldBack.record(from, Math.min(kept, awake));
      source.skipTo(market, kept);
      account.markAll();
    }
    return kept - from;
  }

  /// Finds the bars that wake a callback.
  private void look(int from, int to) {
    wakeCount = set.list(gates, from, to, wakes);
    nextWake = 0;
    lookedTo = to;
    if (bars.length == 1) {
      readAhead();
    }
  }

  /// Reads what the bars found, and the ones after them at which orders fill, will be asked for:
  /// one after the other these reads would each wait for memory, together they wait once. So it is
  /// a loop without a branch that could be guessed wrong. Of many instruments most would be read
  /// for nothing, and what came first would have left the cache again.
  private void readAhead() {
    long[] openTimes = bars[0].openTimeNanos();
    long[] opens = bars[0].open();
    long sum = 0;
    for (int i = 0; i < wakeCount; i++) {
      int bar = wakes[i];
      int next = Math.min(bar + 1, size - 1);
      sum += closeTimes[bar] ^ openTimes[next] ^ opens[next];
    }
    touched += sum;
  }

  /// The first bar from an index on, and before a limit, that wakes a callback; if none does, the
  /// limit or how far was looked.
  private int nextWake(int from, int limit) {
    if (from >= lookedTo) {
      look(from, Math.min(size, from - from % MOST + MOST));
    }
    while (nextWake < wakeCount && wakes[nextWake] < from) {
      nextWake++;
    }
    return Math.min(limit, nextWake < wakeCount ? wakes[nextWake] : lookedTo);
  }

  /// Adds the equity of moments at which the account of one instrument stays as it is, without
  /// working it out: unless its quantity wants more than plain arithmetic, or one of its closes
  /// could ruin it.
  boolean addBlockwise(int count) {
    if (!isBlockwise) {
      return false;
    }
    long quantity = account.quantity(0);
    if (quantity != 0 && quantity != lookedAtQuantity) {
      lookedAtQuantity = quantity;
      isPlain = market.instrument(0).isPlain(bars[0], quantity);
    }
    long units = quantity / FixedPoint.ONE;
    long cash = account.cash();
    return (quantity == 0 || isPlain)
        && (!endsWhenRuined || staysAbove(units, cash))
        && equity.stay(count, cash, units);
  }

  private boolean staysAbove(long units, long cash) {
    return cash + units * (units < 0 ? bars[0].highestClose() : bars[0].lowestClose()) > 0;
  }

  /// Whether the last bar reached is one that a callback wants to see.
  boolean isAwake() {
    return isAwake;
  }

  private int firstAtOrAfter(int from, int to, long nanos) {
    int bar = from;
    while (bar < to && closeTimes[bar] < nanos) {
      bar++;
    }
    return bar;
  }

  /// Adds the equity of the bars; stops ahead of one at which the account is used up, because
  /// that ends the run and is a step of its own.
  private int valuesUpTo(int from, int to) {
    if (addBlockwise(to - from)) {
      return to;
    }
    int start = equity.size();
    long[] values = equity.extend(to - from);
    account.equityOver(bars, from, to, values, start);
    if (endsWhenRuined && account.openPositions() > 0) {
      for (int i = start; i < start + to - from; i++) {
        if (values[i] <= 0) {
          equity.shrink(i);
          to = from + i - start;
          break;
        }
      }
    }
    if (risk.followsEquity()) {
      for (int i = start; i < start + to - from; i++) {
        risk.follow(values[i]);
      }
    }
    return to;
  }
}
