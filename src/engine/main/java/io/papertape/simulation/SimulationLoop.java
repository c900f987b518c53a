package io.papertape.simulation;

import io.papertape.account.BuyingPower;
import io.papertape.account.MutableAccount;
import io.papertape.execution.OrderReason;
import io.papertape.execution.SimulatedExchange;
import io.papertape.journal.Journal;
import io.papertape.journal.RecordLevel;
import io.papertape.market.MarketEvent;
import io.papertape.market.MutableMarket;
import io.papertape.risk.RiskGate;
import io.papertape.risk.RiskLimits;
import io.papertape.strategy.Strategy;
import java.util.Optional;
import java.util.function.LongConsumer;

/// The loop. One moment after the other: fills of resting orders, marks, indicators, strategy.
final class SimulationLoop {
  private static final int PROGRESS_SHIFT = 16;

  private final MutableMarket market;
  private final EventSource source;
  private final Strategy strategy;
  private final Callbacks callbacks;
  private final MutableAccount account;
  private final SimulatedExchange exchange;
  private final RiskGate risk;
  private final Books books;
  private final IndicatorBank bank;
  private final Gates gates;
  private final boolean maySkip;
  private final Evaluation evaluation;
  private final StrategyContext context;
  private final StrategyCalls calls;
  private final ActionDesk actions;
  private final Liquidation liquidation;
  private final NoticeDesk notices;
  private final Journal journal;
  private final Timers timers = new Timers();
  private final EquityCurve equity;
  private final Assumptions assumptions;
  private final boolean isRecording;
  private final RunMemory memory;
  private final LongConsumer progress;
  private final transient Optional<RunKeeping> keeping;
  private Optional<Skipper> skipper = Optional.empty();
  private long moments;
  private boolean isRuined;

  SimulationLoop(
      MutableMarket market,
      EventSource source,
      ActionSchedule schedule,
      Strategy strategy,
      Assumptions assumptions,
      RiskLimits limits,
      Journal journal,
      RecordLevel level,
      IndicatorBank bank,
      ModelDesk models,
      boolean maySkip,
      RunMemory memory,
      LongConsumer progress,
      Optional<RunKeeping> keeping) {
    this.market = market;
    this.source = source;
    this.strategy = strategy;
    this.assumptions = assumptions;
    this.journal = journal;
    this.memory = memory;
    this.progress = progress;
    this.keeping = keeping;
    equity = new EquityCurve(source.knownTimes(), memory);
    isRecording = level != RecordLevel.NONE;
    callbacks = Callbacks.of(strategy);
    account = new MutableAccount(market, assumptions.cash());
    BuyingPower power = new BuyingPower(market, account, assumptions.funding(), assumptions.fees());
    risk = new RiskGate(limits, market, account);
    books =
        new Books(market, account, power, risk, journal, isRecording, callbacks.onFill(), memory);
    exchange =
        new SimulatedExchange(
            market, assumptions.fills(), assumptions.fees(), assumptions.slippage(), books);
    this.bank = bank;
    this.maySkip = maySkip;
    gates = new Gates(market, account, bank.columns());
    evaluation = new Evaluation(journal, bank, models, isRecording);
    liquidation =
        new Liquidation(market, account, exchange, books, journal, assumptions, isRecording);
    notices = new NoticeDesk(market, exchange, liquidation, journal, models, isRecording);
    actions =
        new ActionDesk(
            schedule, market, source, account, exchange, bank, books, journal, isRecording);
    context =
        new StrategyContext(
            market,
            account,
            exchange,
            source,
            bank,
            gates,
            evaluation,
            desk(power),
            models,
            timers);
    calls =
        new StrategyCalls(
            strategy, context, callbacks, market, bank, gates, evaluation, books, timers);
  }

  private OrderDesk desk(BuyingPower power) {
    return new OrderDesk(
        market,
        account,
        power,
        risk,
        notices.admission(),
        exchange,
        books,
        journal,
        evaluation,
        assumptions.latencyNanos());
  }

  /// Runs to the end of the source.
  ///
  /// @return what stopped it early, if anything did
  /// @throws BrokenRunException if the source or the journal cannot go on
  Optional<RuntimeException> run() {
    try {
      source.begin(new LoopView(market, account, exchange, risk, notices.admission(), books));
      strategy.onStart(context);
      bank.freeze();
      gates.stopAt(bank.firstFailure());
      context.enter(StrategyContext.Phase.RUNNING);
      skipper = skipper();
      Optional<QuoteSteps> quotes = quoteSteps();
      keeping.ifPresent(one -> one.begin(this, source, strategy, journal));
      for (long next = source.nextNanos();
          !isRuined && next != Long.MAX_VALUE;
          next = source.nextNanos()) {
        if (skipper.isPresent() && exchange.workingOrders() == 0 && skip(skipper.get())) {
          continue;
        }
        if (quotes.isPresent() && !source.quotes().isEmpty() && stepThrough(quotes.get())) {
          continue;
        }
        risk.begin(next);
        actions.applyBefore(next);
        source.advance(market);
        moment();
        passed(1);
      }
      finish();
      return Optional.empty();
    } catch (BrokenRunException e) {
      throw e;
    } catch (RuntimeException e) {
      fail(e);
      return Optional.of(e);
    } catch (VirtualMachineError e) {
      if (!(e instanceof StackOverflowError)) {
        throw e;
      }
      fail(e);
      return Optional.of(new IllegalStateException("Strategy broke off: error=" + e, e));
    } catch (Error e) {
      fail(e);
      return Optional.of(new IllegalStateException("Strategy broke off: error=" + e, e));
    }
  }

  /// Present if bars can be passed over: each callback that sees bars is held back somewhere, and
  /// no indicator must be fed.
  private Optional<Skipper> skipper() {
    boolean isHeldBack =
        (!callbacks.onBar() || gates.coverBars())
            && (!callbacks.onMoment() || gates.coverMoments());
    if (!maySkip || !isHeldBack || bank.hasStreaming() || !source.canSkip()) {
      return Optional.empty();
    }
    HeldBack heldBack =
        new HeldBack(
            market,
            account,
            source,
            strategy,
            context,
            bank,
            gates,
            evaluation,
            callbacks,
            isRecording);
    return Optional.of(
        new Skipper(
            market,
            account,
            source,
            risk,
            gates,
            equity,
            heldBack,
            memory,
            assumptions.funding().endsWhenRuined()));
  }

  /// Passes over bars up to the next action, which lets the bar that closes at its ex time pass,
  /// and the next timer, which does not.
  ///
  /// @return whether the source has moved on
  private boolean skip(Skipper skipper) {
    int skipped = skipper.skip(Math.min(beforeAction(), timers.nextNanos()), untilProgress());
    if (skipped > 0 && skipper.isAwake()) {
      decide();
    }
    passed(skipped);
    return skipped > 0;
  }

  /// The first time that lies behind the next action.
  private long beforeAction() {
    long ofAction = actions.nextNanos();
    return ofAction == Long.MAX_VALUE ? ofAction : ofAction + 1;
  }

  private int untilProgress() {
    return (1 << PROGRESS_SHIFT) - (int) (moments & ((1 << PROGRESS_SHIFT) - 1));
  }

  /// Present if lone quotes can be taken without asking what else a moment might bring.
  private Optional<QuoteSteps> quoteSteps() {
    if (!maySkip || callbacks.onMoment()) {
      return Optional.empty();
    }
    return Optional.of(
        new QuoteSteps(market, source, exchange, account, risk, equity, timers, calls, callbacks));
  }

  /// Takes lone quotes up to the next action, which lets a quote at its ex time pass.
  ///
  /// @return whether the source has moved on
  private boolean stepThrough(QuoteSteps quotes) {
    int taken = quotes.step(beforeAction(), untilProgress());
    if (quotes.isUnsettled()) {
      settled(account.equity());
      if (!isRuined) {
        decide();
      }
    } else if (taken > 0) {
      calls.timers();
    }
    passed(taken);
    return taken > 0;
  }

  private void passed(int count) {
    long before = moments;
    moments += count;
    if (before >> PROGRESS_SHIFT != moments >> PROGRESS_SHIFT) {
      progress.accept(market.timeNanos());
    }
  }

  private void fail(Throwable why) {
    equity.complete();
    if (isRecording) {
      journal.failure(why.getClass().getName());
    }
    exchange.endAll(OrderReason.RUN_ENDED);
  }

  private void moment() {
    notices.take(source.notices());
    settle();
    if (!isRuined) {
      decide();
    }
  }

  /// What the market does to us.
  private void settle() {
    exchange.meetMarket();
    account.markToMarket();
    settled(account.equity());
  }

  private void settled(long now) {
    recordEquity(now);
    if (now <= 0 && assumptions.funding().endsWhenRuined()) {
      isRuined = true;
      liquidation.ruin();
      return;
    }
    risk.follow(now);
    if (market.hasBars()) {
      updateIndicators(market.changedCount());
    }
    calls.fills();
  }

  /// What we do about it.
  private void decide() {
    bank.requireScores();
    int changed = market.changedCount();
    for (int i = 0; i < changed; i++) {
      calls.event(market.changedBy(i), market.changed(i));
    }
    if (changed > 0) {
      calls.moment();
    }
    calls.timers();
  }

  private void updateIndicators(int changed) {
    for (int i = 0; i < changed; i++) {
      if (market.changedBy(i) == MarketEvent.BAR) {
        bank.update(market.changed(i));
      }
    }
  }

  /// Equity after each bar; of quotes and trade ticks alone, one value a minute, so that memory
  /// stays bounded.
  private void recordEquity(long now) {
    if (skipper.isPresent() && skipper.get().addBlockwise(1)) {
      return;
    }
    if (memory.isForgetting()) {
      return;
    }
    if (market.hasBars() || equity.isNextMinute(market.timeNanos())) {
      equity.add(market.timeNanos(), now);
    }
  }

  private void finish() {
    if (!isRuined && assumptions.ending() == Assumptions.Ending.CLOSE_AT_LAST_OPEN) {
      liquidation.atLastOpen();
    }
    if (equity.size() > 0) {
      equity.end(market.timeNanos(), account.equity());
    }
    context.enter(StrategyContext.Phase.STOPPED);
    strategy.onStop(context);
    exchange.endAll(OrderReason.RUN_ENDED);
  }

  /// True if the run ended because equity was used up.
  boolean isRuined() {
    return isRuined;
  }

  long warmUps() {
    return evaluation.warmUps();
  }

  long tooLarge() {
    return evaluation.tooLarge();
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
