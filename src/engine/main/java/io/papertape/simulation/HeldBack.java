package io.papertape.simulation;

import io.papertape.account.MutableAccount;
import io.papertape.market.MutableMarket;
import io.papertape.strategy.Strategy;

/// The evaluations of bars that are passed over: a HOLD each, as the steps would have written it.
final class HeldBack {
  private final MutableMarket market;
  private final MutableAccount account;
  private final EventSource source;
  private final Strategy strategy;
  private final StrategyContext context;
  private final IndicatorBank bank;
  private final Gates gates;
  private final Evaluation evaluation;
  private final Callbacks callbacks;
  private final boolean isRecording;

  HeldBack(
      MutableMarket market,
      MutableAccount account,
      EventSource source,
      Strategy strategy,
      StrategyContext context,
      IndicatorBank bank,
      Gates gates,
      Evaluation evaluation,
      Callbacks callbacks,
      boolean isRecording) {
    this.market = market;
    this.account = account;
    this.source = source;
    this.strategy = strategy;
    this.context = context;
    this.bank = bank;
    this.gates = gates;
    this.evaluation = evaluation;
    this.callbacks = callbacks;
    this.isRecording = isRecording;
  }

  void record(int from, int to) {
    if (!isRecording) {
      return;
    }
    boolean isOneByOne =
        market.instruments() > 1
            || callbacks.onMoment()
            || gates.areQuiet()
            || !evaluation.foldsHolds();
    if (isOneByOne) {
      context.enter(StrategyContext.Phase.QUIET);
      recordOneByOne(from, to);
      context.enter(StrategyContext.Phase.RUNNING);
    } else if (callbacks.onBar()) {
      evaluation.holdBack(0, from, to, market.bars(0).closeTimeNanos());
    }
  }

  private void recordOneByOne(int from, int to) {
    for (int bar = from; bar < to; bar++) {
      moveTo(bar);
      if (callbacks.onBar()) {
        recordBars();
      }
      if (callbacks.onMoment()) {
        recordMoment();
      }
    }
  }

  /// A quiet callback may look at the account and at history.
  private void moveTo(int bar) {
    if (gates.areQuiet()) {
      source.skipTo(market, bar + 1);
      account.markAll();
    } else {
      market.skipTo(bar);
    }
  }

  private void recordBars() {
    for (int i = 0; i < market.instruments(); i++) {
      if (!bank.isWarm(i)) {
        evaluation.holdForWarmUp(i);
      } else if (gates.isQuiet(i)) {
        evaluation.begin(i);
        strategy.onQuietBar(context, i);
        evaluation.end();
      } else {
        evaluation.holdBack(i);
      }
    }
  }

  private void recordMoment() {
    if (gates.areMomentsQuiet()) {
      evaluation.begin(-1);
      strategy.onQuietMoment(context);
      evaluation.end();
    } else {
      evaluation.holdBack(-1);
    }
  }
}
