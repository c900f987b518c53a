package io.papertape.simulation;

import io.papertape.market.MutableMarket;

/// The evaluations of bars that are passed over: a HOLD each, as the steps would have written it.
final class HeldBack {
  private final MutableMarket market;
  private final IndicatorBank bank;
  private final Evaluation evaluation;
  private final Callbacks callbacks;
  private final boolean isRecording;

  HeldBack(
      MutableMarket market,
      IndicatorBank bank,
      Evaluation evaluation,
      Callbacks callbacks,
      boolean isRecording) {
    this.market = market;
    this.bank = bank;
    this.evaluation = evaluation;
    this.callbacks = callbacks;
    this.isRecording = isRecording;
  }

  void record(int from, int to) {
    if (!isRecording) {
      return;
    }
    boolean isOneByOne =
        market.instruments() > 1 || callbacks.onMoment() || !evaluation.foldsHolds();
    if (isOneByOne) {
      recordOneByOne(from, to);
    } else if (callbacks.onBar()) {
      evaluation.holdBack(0, from, to, market.bars(0).closeTimeNanos());
    }
  }

  private void recordOneByOne(int from, int to) {
    for (int bar = from; bar < to; bar++) {
      market.skipTo(bar);
      if (callbacks.onBar()) {
        recordBars();
      }
      if (callbacks.onMoment()) {
        evaluation.holdBack(-1);
      }
    }
  }

  private void recordBars() {
    for (int i = 0; i < market.instruments(); i++) {
      if (bank.isWarm(i)) {
        evaluation.holdBack(i);
      } else {
        evaluation.holdForWarmUp(i);
      }
    }
  }
}
