package io.papertape.simulation;

import io.papertape.account.MutableAccount;
import io.papertape.account.MutableEquityMarks;
import io.papertape.account.Position;
import io.papertape.execution.SimulatedExchange;
import io.papertape.execution.WorkingOrder;
import io.papertape.market.InputState;
import io.papertape.market.Instrument;
import io.papertape.market.MutableMarket;
import io.papertape.risk.RiskGate;
import java.util.List;

/// The loop as its source sees it.
record LoopView(
    MutableMarket market,
    MutableAccount account,
    SimulatedExchange exchange,
    RiskGate risk,
    Admission admission,
    Books books)
    implements RunView {
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
  public long price(int instrument) {
    return market.price(instrument);
  }

  @Override
  public Position position(int instrument) {
    return account.position(instrument);
  }

  @Override
  public InputState input(int instrument) {
    return market.input(instrument);
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
  public int workingOrders() {
    return exchange.workingOrders();
  }

  @Override
  public List<WorkingOrder> working(int most) {
    return exchange.working(most);
  }

  @Override
  public long feesPaid() {
    return account.feesPaid();
  }

  @Override
  public long feesPaid(int instrument) {
    return account.feesPaid(instrument);
  }

  @Override
  public long realisedPnl(int instrument) {
    return account.realisedPnl(instrument);
  }

  @Override
  public long unrealisedPnl(int instrument) {
    return account.unrealisedPnl(instrument);
  }

  @Override
  public MutableEquityMarks equityMarks() {
    return risk.marks();
  }

  @Override
  public int fillCount() {
    return books.fills().size();
  }

  @Override
  public boolean isPaused() {
    return admission.isPaused();
  }

  @Override
  public boolean isKilled() {
    return admission.isKilled();
  }

  @Override
  public boolean isDrawdownStopped() {
    return risk.isStopped();
  }
}
