package io.papertape.simulation;

import io.papertape.account.MutableAccount;
import io.papertape.execution.OrderReason;
import io.papertape.execution.SimulatedExchange;
import io.papertape.journal.Journal;
import io.papertape.market.MutableMarket;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;

/// Orders of the engine's own, which close positions.
final class Liquidation {
  private static final int ALL_INSTRUMENTS = -1;

  private final MutableMarket market;
  private final MutableAccount account;
  private final SimulatedExchange exchange;
  private final Books books;
  private final Journal journal;
  private final Assumptions assumptions;
  private final boolean isRecording;

  Liquidation(
      MutableMarket market,
      MutableAccount account,
      SimulatedExchange exchange,
      Books books,
      Journal journal,
      Assumptions assumptions,
      boolean isRecording) {
    this.market = market;
    this.account = account;
    this.exchange = exchange;
    this.books = books;
    this.journal = journal;
    this.assumptions = assumptions;
    this.isRecording = isRecording;
  }

  /// Closes all positions at the open of the last bar; only what trades on it can be.
  void atLastOpen() {
    for (int i = 0; i < market.instruments(); i++) {
      if (account.quantity(i) != 0 && market.isFillable(i)) {
        exchange.meetMarket(closing(i, false, openOfLastBar(i)));
      }
    }
    account.markToMarket();
  }

  /// Equity is used up: closes all positions at their last prices.
  void ruin() {
    exchange.endAll(OrderReason.RUINED);
    for (int i = 0; i < market.instruments(); i++) {
      if (account.quantity(i) != 0) {
        exchange.liquidate(closing(i, true, openOfLastBar(i)));
      }
    }
    long debt = -account.cash();
    if (debt > 0 && assumptions.funding().writesOffDebt()) {
      account.pay(debt);
      books.cashFlows().add(market.timeNanos(), ALL_INSTRUMENTS, "debt-written-off", debt);
      if (isRecording) {
        journal.cash(ALL_INSTRUMENTS, "debt-written-off", debt, account.cash(), -1);
      }
    }
  }

  /// Places orders that close all positions at the market, as if a strategy had.
  void atMarket() {
    for (int i = 0; i < market.instruments(); i++) {
      if (account.quantity(i) != 0) {
        closing(i, false, market.timeNanos() + assumptions.latencyNanos());
      }
    }
  }

  private long openOfLastBar(int instrument) {
    boolean hasBar = market.barIndex(instrument) >= 0;
    return hasBar ? market.openTimeNanos(instrument) : market.timeNanos();
  }

  private int closing(int instrument, boolean isAtClose, long arrivalNanos) {
    Side side = account.quantity(instrument) > 0 ? Side.SELL : Side.BUY;
    Order order =
        isAtClose && market.isFilledByBars(instrument)
            ? new Order.AtClose(side, Size.POSITION)
            : Order.market(side, Size.POSITION);
    books.orders().add(market.timeNanos(), instrument, 0);
    int id = exchange.submit(instrument, order, 0, arrivalNanos, Long.MAX_VALUE, 0, 0);
    if (isRecording) {
      journal.order(id, instrument, order, 0, 0, 0, 0, 0);
    }
    return id;
  }
}
