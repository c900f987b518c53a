package io.papertape.simulation;

import io.papertape.account.BuyingPower;
import io.papertape.account.MutableAccount;
import io.papertape.execution.OrderReason;
import io.papertape.execution.SimulatedExchange;
import io.papertape.journal.Journal;
import io.papertape.journal.RecordLevel;
import io.papertape.market.MarketEvent;
import io.papertape.market.MutableMarket;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.risk.RiskGate;
import io.papertape.risk.RiskLimits;
import io.papertape.strategy.FillView;
import io.papertape.strategy.Strategy;
import java.util.Optional;
import java.util.function.LongConsumer;

/// The loop. One moment after the other: fills of resting orders, marks, indicators, strategy.
final class SimulationLoop {
  private static final long NANOS_PER_MINUTE = 60_000_000_000L;
  private static final int ALL_INSTRUMENTS = -1;
  private static final long PROGRESS_MASK = (1 << 16) - 1;

  private final MutableMarket market;
  private final EventSource source;
  private final Strategy strategy;
  private final Callbacks callbacks;
  private final MutableAccount account;
  private final SimulatedExchange exchange;
  private final RiskGate risk;
  private final Books books;
  private final IndicatorBank bank;
  private final Evaluation evaluation;
  private final StrategyContext context;
  private final ActionDesk actions;
  private final Journal journal;
  private final Timers timers = new Timers();
  private final EquityCurve equity = new EquityCurve();
  private final Assumptions assumptions;
  private final boolean isRecording;
  private final LongConsumer progress;
  private long moments;
  private boolean isRuined;
  private long equityMinute = Long.MIN_VALUE;

  SimulationLoop(
      MutableMarket market,
      EventSource source,
      ActionSchedule schedule,
      Strategy strategy,
      Assumptions assumptions,
      RiskLimits limits,
      Journal journal,
      RecordLevel level,
      LongConsumer progress) {
    this.market = market;
    this.source = source;
    this.strategy = strategy;
    this.assumptions = assumptions;
    this.journal = journal;
    this.progress = progress;
    isRecording = level != RecordLevel.NONE;
    callbacks = Callbacks.of(strategy);
    account = new MutableAccount(market, assumptions.cash());
    BuyingPower buyingPower =
        new BuyingPower(market, account, assumptions.funding(), assumptions.fees());
    risk = new RiskGate(limits, market, account);
    books = new Books(market, account, buyingPower, risk, journal, isRecording, callbacks.onFill());
    exchange =
        new SimulatedExchange(
            market, assumptions.fills(), assumptions.fees(), assumptions.slippage(), books);
    bank = new IndicatorBank(market);
    evaluation = new Evaluation(journal, bank, isRecording);
    OrderDesk desk =
        new OrderDesk(
            market,
            account,
            buyingPower,
            risk,
            exchange,
            books,
            journal,
            evaluation,
            assumptions.latencyNanos(),
            isRecording);
    actions =
        new ActionDesk(
            schedule, market, source, account, exchange, bank, books, journal, isRecording);
    context =
        new StrategyContext(market, account, exchange, source, bank, evaluation, desk, timers);
  }

  /// Runs to the end of the source.
  ///
  /// @return what stopped it early, if anything did
  Optional<RuntimeException> run() {
    try {
      strategy.onStart(context);
      bank.freeze();
      context.enter(StrategyContext.Phase.RUNNING);
      for (long next = source.nextNanos();
          !isRuined && next != Long.MAX_VALUE;
          next = source.nextNanos()) {
        actions.applyBefore(next);
        source.advance(market);
        moment();
        if ((++moments & PROGRESS_MASK) == 0) {
          progress.accept(market.timeNanos());
        }
      }
      finish();
      return Optional.empty();
    } catch (RuntimeException e) {
      fail(e);
      return Optional.of(e);
    } catch (StackOverflowError | LinkageError | AssertionError e) {
      fail(e);
      return Optional.of(new IllegalStateException("Strategy broke off: error=" + e, e));
    }
  }

  private void fail(Throwable why) {
    if (isRecording) {
      journal.failure(why.getClass().getName());
    }
    exchange.endAll(OrderReason.RUN_ENDED);
  }

  private void moment() {
    exchange.meetMarket();
    account.markToMarket();
    long now = account.equity();
    recordEquity(now);
    if (now <= 0 && assumptions.funding().endsWhenRuined()) {
      ruin();
      return;
    }
    risk.follow(now);
    int changed = market.changedCount();
    for (int i = 0; i < changed; i++) {
      if (market.changedBy(i) == MarketEvent.BAR) {
        bank.update(market.changed(i));
      }
    }
    tellFills();
    for (int i = 0; i < changed; i++) {
      evaluate(market.changedBy(i), market.changed(i));
    }
    if (callbacks.onMoment()) {
      evaluation.begin(-1);
      strategy.onMoment(context);
      evaluation.end();
    }
    for (String timer : timers.takeDue(market.timeNanos())) {
      evaluation.begin(-1);
      strategy.onTimer(context, timer);
      evaluation.end();
    }
  }

  private void tellFills() {
    while (!books.untold().isEmpty()) {
      FillView fill = books.untold().remove();
      evaluation.begin(fill.instrument());
      strategy.onFill(context, fill);
      evaluation.endQuietly();
    }
  }

  /// Equity after each bar; of quotes and trade ticks alone, one value a minute, so that memory
  /// stays bounded.
  private void recordEquity(long now) {
    boolean hasBars = false;
    for (int i = 0; i < market.changedCount(); i++) {
      hasBars |= market.changedBy(i) == MarketEvent.BAR;
    }
    long minute = Math.floorDiv(market.timeNanos(), NANOS_PER_MINUTE);
    if (hasBars || minute != equityMinute) {
      equity.add(market.timeNanos(), now);
      equityMinute = minute;
    }
  }

  private void evaluate(MarketEvent event, int instrument) {
    boolean isWanted =
        switch (event) {
          case BAR -> callbacks.onBar();
          case QUOTE -> callbacks.onQuote();
          case TRADE_TICK -> callbacks.onTradeTick();
        };
    if (!isWanted) {
      return;
    }
    if (!bank.isWarm(instrument)) {
      evaluation.holdForWarmUp(instrument);
      return;
    }
    evaluation.begin(instrument);
    switch (event) {
      case BAR -> strategy.onBar(context, instrument);
      case QUOTE -> strategy.onQuote(context, instrument);
      case TRADE_TICK -> strategy.onTradeTick(context, instrument);
    }
    evaluation.end();
  }

  private void finish() {
    if (!isRuined && assumptions.ending() == Assumptions.Ending.CLOSE_AT_LAST_OPEN) {
      closeAtLastOpen();
    }
    if (equity.size() > 0) {
      equity.end(market.timeNanos(), account.equity());
    }
    context.enter(StrategyContext.Phase.STOPPED);
    strategy.onStop(context);
    exchange.endAll(OrderReason.RUN_ENDED);
  }

  /// Only what trades on the last bar can be closed at its open.
  private void closeAtLastOpen() {
    for (int i = 0; i < market.instruments(); i++) {
      if (account.quantity(i) != 0 && market.isFillable(i)) {
        exchange.meetMarket(closing(i, false));
      }
    }
    account.markToMarket();
  }

  /// Equity is used up: everything is closed at its last price, and the run is over.
  private void ruin() {
    isRuined = true;
    exchange.endAll(OrderReason.RUINED);
    for (int i = 0; i < market.instruments(); i++) {
      if (account.quantity(i) != 0) {
        exchange.liquidate(closing(i, true));
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

  /// Places an order of the engine's own that closes a position.
  private int closing(int instrument, boolean isAtClose) {
    Side side = account.quantity(instrument) > 0 ? Side.SELL : Side.BUY;
    Order order =
        isAtClose && market.isFilledByBars(instrument)
            ? new Order.AtClose(side, Size.POSITION)
            : Order.market(side, Size.POSITION);
    books.orders().add(market.timeNanos(), instrument, 0);
    int id =
        exchange.submit(
            instrument, order, 0, market.openTimeNanos(instrument), Long.MAX_VALUE, 0, 0);
    if (isRecording) {
      journal.order(id, instrument, order, 0, 0, 0, 0, 0);
    }
    return id;
  }

  /// True if the run ended because equity was used up.
  boolean isRuined() {
    return isRuined;
  }

  MutableAccount account() {
    return account;
  }

  Books books() {
    return books;
  }

  EquityCurve equity() {
    return equity;
  }
}
