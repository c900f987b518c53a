package io.papertape.simulation;

import io.papertape.account.MutableAccount;
import io.papertape.account.Position;
import io.papertape.execution.SimulatedExchange;
import io.papertape.indicator.Indicator;
import io.papertape.market.BarHistory;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.MutableMarket;
import io.papertape.model.ModelAnswer;
import io.papertape.model.ModelVersion;
import io.papertape.model.RemoteVersion;
import io.papertape.order.Order;
import io.papertape.order.Size;
import io.papertape.strategy.Condition;
import io.papertape.strategy.Context;
import io.papertape.strategy.Input;
import io.papertape.strategy.Reason;
import io.papertape.strategy.Series;
import io.papertape.strategy.Signal;
import java.time.Instant;
import java.util.List;

/// The one implementation of [Context].
final class StrategyContext implements Context {
  private final MutableMarket market;
  private final MutableAccount account;
  private final SimulatedExchange exchange;
  private final EventSource source;
  private final IndicatorBank bank;
  private final Gates gates;
  private final Evaluation evaluation;
  private final OrderDesk desk;
  private final ModelDesk models;
  private final Timers timers;
  private Phase phase = Phase.STARTING;

  /// What may be done when.
  enum Phase {
    STARTING,
    RUNNING,
    /// A bar is passed over of which the strategy has said that it does nothing there.
    QUIET,
    STOPPED
  }

  StrategyContext(
      MutableMarket market,
      MutableAccount account,
      SimulatedExchange exchange,
      EventSource source,
      IndicatorBank bank,
      Gates gates,
      Evaluation evaluation,
      OrderDesk desk,
      ModelDesk models,
      Timers timers) {
    this.market = market;
    this.account = account;
    this.exchange = exchange;
    this.source = source;
    this.bank = bank;
    this.gates = gates;
    this.evaluation = evaluation;
    this.desk = desk;
    this.models = models;
    this.timers = timers;
  }

  void enter(Phase next) {
    phase = next;
  }

  @Override
  public long timeNanos() {
    return market.timeNanos();
  }

  @Override
  public int instruments() {
    return market.instruments();
  }

  @Override
  public Instrument instrument(int index) {
    return market.instrument(index);
  }

  @Override
  public int instrument(String symbol) {
    for (int i = 0; i < market.instruments(); i++) {
      if (market.instrument(i).symbol().equals(symbol)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "Instrument is not in the universe: symbol=%s. Add it to the run's data."
            .formatted(symbol));
  }

  @Override
  public int barIndex(int instrument) {
    return market.barIndex(instrument);
  }

  @Override
  public boolean isFresh(int instrument) {
    return market.isFresh(instrument);
  }

  @Override
  public double close(int instrument) {
    return FixedPoint.toDouble(market.close(instrument));
  }

  @Override
  public long closePrice(int instrument) {
    return market.close(instrument);
  }

  @Override
  public long price(int instrument) {
    return market.price(instrument);
  }

  @Override
  public long bid(int instrument) {
    return market.bid(instrument);
  }

  @Override
  public long ask(int instrument) {
    return market.ask(instrument);
  }

  @Override
  public long tradePrice(int instrument) {
    return market.tradePrice(instrument);
  }

  @Override
  public long tradeQuantity(int instrument) {
    return market.tradeQuantity(instrument);
  }

  @Override
  public BarHistory history(int instrument) {
    return source.history(instrument);
  }

  @Override
  public <T extends Indicator> T use(int instrument, T indicator) {
    requireStart("indicator", indicator.name());
    bank.add(instrument, indicator);
    return indicator;
  }

  @Override
  public Series series(int instrument, Indicator fresh) {
    requireStart("series", fresh.name());
    return bank.addSeries(instrument, fresh);
  }

  @Override
  public Series series(int instrument, ModelVersion version) {
    requireStart("series", "score of model " + version.id());
    return bank.addScores(instrument, version);
  }

  @Override
  public List<Series> outputs(int instrument, Indicator fresh) {
    requireStart("outputs", fresh.name());
    return bank.addOutputs(instrument, fresh);
  }

  @Override
  public Series unrecorded(int instrument, Indicator fresh) {
    requireStart("series", fresh.name());
    return bank.aside(instrument, fresh);
  }

  @Override
  public Condition condition(int instrument, Signal signal) {
    requireStart("signal", signal.toString());
    return gates.condition(instrument, signal);
  }

  @Override
  public void wakeOn(int instrument, Signal signal) {
    requireStart("signal", signal.toString());
    gates.onBar(instrument, signal);
  }

  @Override
  public void wakeOn(int instrument, Signal whileFlat, Signal whileHeld) {
    requireStart("signal", whileFlat.toString());
    gates.onBar(instrument, whileFlat, whileHeld);
  }

  @Override
  public void wakeMomentOn(int instrument, Signal signal) {
    requireStart("signal", signal.toString());
    gates.onMoment(instrument, signal);
  }

  @Override
  public void actOn(int instrument, Signal flat, Signal held) {
    requireStart("signal", flat.toString());
    gates.acts(instrument, flat, held);
  }

  @Override
  public void actAtMomentOn(int instrument, Signal signal) {
    requireStart("signal", signal.toString());
    gates.actsAtMoment(instrument, signal);
  }

  @Override
  public ModelAnswer ask(RemoteVersion version, double[][] rows) {
    requireRunning();
    return models.ask(version, rows);
  }

  @Override
  public Input input(String name) {
    requireStart("input", name);
    return bank.addInput(name);
  }

  @Override
  public Reason reason(String text) {
    requireStart("reason", text);
    return evaluation.register(text);
  }

  private void requireStart(String what, String name) {
    if (phase != Phase.STARTING) {
      throw new IllegalStateException(
          "Too late to register: %s=%s. Do it in onStart.".formatted(what, name));
    }
  }

  @Override
  public void because(Reason reason) {
    evaluation.because(reason);
  }

  @Override
  public int submit(int instrument, Order order) {
    return submit(instrument, order, 0, 0);
  }

  @Override
  public int submit(int instrument, Order order, long stopLoss, long takeProfit) {
    requireRunning();
    return desk.submit(instrument, order, stopLoss, takeProfit);
  }

  private void requireRunning() {
    if (phase == Phase.QUIET) {
      throw new IllegalStateException(
          ("Strategy acts where it has said that it does not: time=%s."
                  + " Widen the signals of actOn or actAtMomentOn.")
              .formatted(Instant.ofEpochSecond(0, timeNanos())));
    }
    if (phase != Phase.RUNNING) {
      throw new IllegalStateException(
          "Orders are not taken now: phase=%s. Place them between onStart and onStop."
              .formatted(phase));
    }
  }

  @Override
  public int close(int instrument, Size size) {
    requireRunning();
    return desk.close(instrument, size);
  }

  @Override
  public int target(int instrument, double weight) {
    requireRunning();
    return desk.target(instrument, weight);
  }

  @Override
  public void oneCancelsOther(int firstOrderId, int secondOrderId) {
    requireRunning();
    desk.oneCancelsOther(firstOrderId, secondOrderId);
  }

  @Override
  public boolean cancel(int orderId) {
    requireRunning();
    return desk.cancel(orderId);
  }

  @Override
  public boolean amend(int orderId, long quantity, long limit, long stop) {
    requireRunning();
    return desk.amend(orderId, quantity, limit, stop);
  }

  @Override
  public boolean isWorking(int orderId) {
    return exchange.isWorking(orderId);
  }

  @Override
  public int stopOf(int entryOrderId) {
    return exchange.stopOf(entryOrderId);
  }

  @Override
  public long stopPrice(int orderId) {
    return exchange.stopPrice(orderId);
  }

  @Override
  public boolean hasWorkingOrder(int instrument) {
    return exchange.hasWorkingEntry(instrument);
  }

  @Override
  public Position position(int instrument) {
    return account.position(instrument);
  }

  @Override
  public long quantity(int instrument) {
    return account.quantity(instrument);
  }

  @Override
  public long cash() {
    return account.cash();
  }

  @Override
  public long equity() {
    return account.equity();
  }

  @Override
  public void callAt(long timeNanos, String name) {
    timers.add(timeNanos, name);
  }
}
