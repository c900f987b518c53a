package io.papertape.simulation;

import io.papertape.account.MutableAccount;
import io.papertape.execution.SimulatedExchange;
import io.papertape.market.MutableMarket;
import io.papertape.market.Quote;
import io.papertape.market.QuoteColumns;
import io.papertape.market.QuoteStretch;
import io.papertape.risk.RiskGate;

/// Steps through quotes that come alone: does at each what the loop does at each moment, without
/// looking for what a lone quote cannot bring. What is rare it leaves to the loop.
final class QuoteSteps {
  private final MutableMarket market;
  private final EventSource source;
  private final SimulatedExchange exchange;
  private final MutableAccount account;
  private final RiskGate risk;
  private final EquityCurve equity;
  private final Timers timers;
  private final StrategyCalls calls;
  private final Callbacks callbacks;
  private boolean isUnsettled;

  QuoteSteps(
      MutableMarket market,
      EventSource source,
      SimulatedExchange exchange,
      MutableAccount account,
      RiskGate risk,
      EquityCurve equity,
      Timers timers,
      StrategyCalls calls,
      Callbacks callbacks) {
    this.market = market;
    this.source = source;
    this.exchange = exchange;
    this.account = account;
    this.risk = risk;
    this.equity = equity;
    this.timers = timers;
    this.calls = calls;
    this.callbacks = callbacks;
  }

  /// Takes quotes for as long as they come alone and nothing rare happens.
  ///
  /// @param beforeNanos a quote that becomes known then or later stays
  /// @param most        at most so many
  /// @return how many were taken
  int step(long beforeNanos, int most) {
    isUnsettled = false;
    QuoteStretch stretch = source.quotes();
    long before = Math.min(beforeNanos, stretch.beforeNanos());
    QuoteColumns page = stretch.page();
    int first = stretch.row();
    int end = Math.min(page.size(), first + most);
    if (first >= end || page.timeNanos()[first] >= before) {
      return 0;
    }
    market.beginQuotes(stretch.instrument(), page, first);
    int row = step(stretch.instrument(), page, first, end, before);
    market.endQuotes();
    source.passQuotes(row);
    return row - first;
  }

  private int step(int instrument, QuoteColumns page, int first, int end, long before) {
    long[] times = page.timeNanos();
    long[] bids = page.bid();
    long[] asks = page.ask();
    boolean tellsQuotes = callbacks.onQuote();
    boolean tellsFills = callbacks.onFill();
    boolean followsEquity = risk.followsEquity();
    boolean isWarm = false;
    long minuteEnd = equity.minuteEndNanos();
    int row = first;
    while (row < end && times[row] < before) {
      long nanos = times[row];
      long bid = bids[row];
      long ask = asks[row];
      long middle = Quote.middle(bid, ask);
      market.showQuote(row++, nanos, middle);
      exchange.meetQuote(instrument, bid, ask);
      account.mark(instrument, middle);
      long now = account.equity();
      if (now <= 0 || (tellsFills && calls.hasFills())) {
        isUnsettled = true;
        return row;
      }
      if (nanos >= minuteEnd) {
        equity.add(nanos, now);
        minuteEnd = equity.minuteEndNanos();
      }
      if (followsEquity) {
        risk.follow(now);
      }
      if (tellsQuotes) {
        isWarm = isWarm || calls.isWarm(instrument);
        calls.quote(instrument, isWarm);
      }
      if (timers.isDue(nanos)) {
        return row;
      }
    }
    return row;
  }

  /// Whether the last quote has been met and marked and no more: equity is used up, or fills are
  /// to be told.
  boolean isUnsettled() {
    return isUnsettled;
  }
}
