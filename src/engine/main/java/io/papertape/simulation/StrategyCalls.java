package io.papertape.simulation;

import io.papertape.market.MarketEvent;
import io.papertape.market.MutableMarket;
import io.papertape.strategy.Context;
import io.papertape.strategy.FillView;
import io.papertape.strategy.Strategy;

/// Tells the strategy what has happened, as far as it wants to know; each call but that of a fill
/// is an evaluation.
final class StrategyCalls {
  private final Strategy strategy;
  private final Context context;
  private final Callbacks callbacks;
  private final MutableMarket market;
  private final IndicatorBank bank;
  private final Gates gates;
  private final Evaluation evaluation;
  private final Books books;
  private final Timers timers;
  private final boolean isRecording;

  StrategyCalls(
      Strategy strategy,
      Context context,
      Callbacks callbacks,
      MutableMarket market,
      IndicatorBank bank,
      Gates gates,
      Evaluation evaluation,
      Books books,
      Timers timers) {
    this.strategy = strategy;
    this.context = context;
    this.callbacks = callbacks;
    this.market = market;
    this.bank = bank;
    this.gates = gates;
    this.evaluation = evaluation;
    this.books = books;
    this.timers = timers;
    isRecording = evaluation.isRecording();
  }

  /// Whether there are fills of which the strategy wants to hear.
  boolean hasFills() {
    return callbacks.onFill() && !books.untold().isEmpty();
  }

  void fills() {
    while (hasFills()) {
      FillView fill = books.untold().remove();
      evaluation.begin(fill.instrument());
      strategy.onFill(context, fill);
      evaluation.endQuietly();
    }
  }

  /// Tells one event of this moment.
  void event(MarketEvent event, int instrument) {
    if (!callbacks.wants(event)) {
      return;
    }
    if (event == MarketEvent.QUOTE) {
      quote(instrument, bank.isWarm(instrument));
    } else if (!bank.isWarm(instrument)) {
      evaluation.holdForWarmUp(instrument);
    } else if (event == MarketEvent.BAR && gates.holdsBackBar(instrument)) {
      evaluation.holdBack(instrument);
    } else {
      evaluation.begin(instrument);
      if (event == MarketEvent.BAR) {
        strategy.onBar(context, instrument);
      } else {
        strategy.onTradeTick(context, instrument);
      }
      evaluation.end();
    }
  }

  /// Tells the quote of this moment to a strategy that wants quotes.
  void quote(int instrument, boolean isWarm) {
    if (!isWarm) {
      evaluation.holdForWarmUp(instrument);
    } else if (isRecording) {
      evaluation.begin(instrument);
      strategy.onQuote(context, instrument);
      evaluation.end();
    } else {
      strategy.onQuote(context, instrument);
    }
  }

  /// True once all indicators of an instrument have a value.
  boolean isWarm(int instrument) {
    return bank.isWarm(instrument);
  }

  void moment() {
    if (!callbacks.onMoment()) {
      return;
    }
    if (gates.holdsBackMoment()) {
      evaluation.holdBack(-1);
    } else {
      evaluation.begin(-1);
      strategy.onMoment(context);
      evaluation.end();
    }
  }

  void timers() {
    if (!timers.isDue(market.timeNanos())) {
      return;
    }
    for (String timer : timers.takeDue(market.timeNanos())) {
      evaluation.begin(-1);
      strategy.onTimer(context, timer);
      evaluation.end();
    }
  }
}
