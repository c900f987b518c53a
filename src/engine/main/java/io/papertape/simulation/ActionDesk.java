package io.papertape.simulation;

import io.papertape.account.MutableAccount;
import io.papertape.execution.SimulatedExchange;
import io.papertape.journal.Journal;
import io.papertape.market.CorporateAction;
import io.papertape.market.FixedPoint;
import io.papertape.market.MutableMarket;

/// Lets corporate actions take effect ahead of the first bar of their day: on the account,
/// working orders, indicators and history. Each is a moment of its own.
final class ActionDesk {
  private final ActionSchedule schedule;
  private final MutableMarket market;
  private final EventSource source;
  private final MutableAccount account;
  private final SimulatedExchange exchange;
  private final IndicatorBank bank;
  private final Books books;
  private final Journal journal;
  private final boolean isRecording;

  ActionDesk(
      ActionSchedule schedule,
      MutableMarket market,
      EventSource source,
      MutableAccount account,
      SimulatedExchange exchange,
      IndicatorBank bank,
      Books books,
      Journal journal,
      boolean isRecording) {
    this.schedule = schedule;
    this.market = market;
    this.source = source;
    this.account = account;
    this.exchange = exchange;
    this.bank = bank;
    this.books = books;
    this.journal = journal;
    this.isRecording = isRecording;
  }

  /// Ex time of the next action; [Long#MAX_VALUE] if there is none.
  long nextNanos() {
    return schedule.nextNanos();
  }

  /// Applies what takes effect before the events of a moment.
  void applyBefore(long nanos) {
    while (schedule.isDue(nanos)) {
      ActionSchedule.Due due = schedule.take();
      market.beginMoment(due.action().exTimeNanos());
      switch (due.action()) {
        case CorporateAction.Split split -> split(due.instrument(), split);
        case CorporateAction.CashDividend dividend -> pay(due.instrument(), dividend);
      }
    }
  }

  private void split(int instrument, CorporateAction.Split split) {
    long newShares = split.numerator();
    long oldShares = split.denominator();
    long entry = record(instrument, "split " + newShares + ":" + oldShares);
    market.split(instrument, newShares, oldShares);
    source.split(instrument, newShares, oldShares);
    bank.rescale(instrument, newShares, oldShares);
    exchange.split(instrument, newShares, oldShares);
    books.fills().split(market.timeNanos(), instrument, newShares, oldShares);
    long paid = account.split(instrument, newShares, oldShares);
    cash(instrument, "cash-in-lieu", paid, entry);
  }

  /// Holders of the day before receive; who is short pays.
  private void pay(int instrument, CorporateAction.CashDividend dividend) {
    String amount = FixedPoint.format(dividend.amountPerShare());
    long entry = record(instrument, "dividend " + amount);
    long paid =
        market
            .instrument(instrument)
            .cashValue(dividend.amountPerShare(), account.quantity(instrument));
    account.pay(instrument, paid);
    cash(instrument, "dividend", paid, entry);
  }

  private long record(int instrument, String text) {
    return isRecording ? journal.corporateAction(instrument, text) : 0;
  }

  private void cash(int instrument, String reason, long amount, long cause) {
    if (amount != 0) {
      books.cashFlows().add(market.timeNanos(), instrument, reason, amount);
      if (isRecording) {
        journal.cash(instrument, reason, amount, account.cash(), cause);
      }
    }
  }
}
