package io.papertape.simulation;

import io.papertape.account.BuyingPower;
import io.papertape.account.MutableAccount;
import io.papertape.execution.Fill;
import io.papertape.execution.OrderReason;
import io.papertape.execution.OrderState;
import io.papertape.execution.Portfolio;
import io.papertape.journal.Journal;
import io.papertape.market.MutableMarket;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.risk.RiskGate;
import io.papertape.risk.Veto;
import io.papertape.strategy.FillView;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/// What the exchange sees of the run: answers from the account, and keeps what happens in logs
/// and journal.
final class Books implements Portfolio {
  private final MutableMarket market;
  private final MutableAccount account;
  private final BuyingPower buyingPower;
  private final RiskGate risk;
  private final Journal journal;
  private final boolean isRecording;
  private final boolean tellsFills;
  private final FillLog fills;
  private final OrderLog orders;
  private final CashFlows cashFlows = new CashFlows();
  private final Queue<FillView> untold = new ArrayDeque<>();

  Books(
      MutableMarket market,
      MutableAccount account,
      BuyingPower buyingPower,
      RiskGate risk,
      Journal journal,
      boolean isRecording,
      boolean tellsFills,
      RunMemory memory) {
    this.market = market;
    this.account = account;
    this.buyingPower = buyingPower;
    this.risk = risk;
    this.journal = journal;
    this.isRecording = isRecording;
    this.tellsFills = tellsFills;
    fills = memory.fills();
    orders = memory.orders();
  }

  @Override
  public long quantity(int instrument) {
    return account.quantity(instrument);
  }

  @Override
  public long lotQuantity(int instrument, int entryOrderId) {
    return account.lotQuantity(instrument, entryOrderId);
  }

  @Override
  public long sizeAtFill(int instrument, double signedFraction, long price) {
    return buyingPower.sizeAtFill(instrument, signedFraction, price);
  }

  @Override
  public boolean permits(int instrument, long signedQuantity, long price, long fee) {
    return buyingPower.permits(instrument, signedQuantity, price, fee);
  }

  @Override
  public boolean permitsTurn(
      int instrument, long closing, long closePrice, long opening, long openPrice) {
    return buyingPower.permitsTurn(instrument, closing, closePrice, opening, openPrice);
  }

  @Override
  public Optional<String> refusal(
      int instrument, long signedQuantity, long price, boolean isUnchecked) {
    return risk.checkFill(instrument, signedQuantity, price, isUnchecked).map(Veto::code);
  }

  @Override
  public void refused(int orderId, String limit) {
    orders.set(orderId, OrderState.REJECTED, OrderReason.RISK_LIMIT);
    if (isRecording) {
      journal.refusedAtFill(orderId, limit);
    }
  }

  @Override
  public void changed(int orderId, OrderReason reason, long remaining, long limit, long stop) {
    if (isRecording) {
      journal.orderChanged(orderId, reason, remaining, limit, stop);
    }
  }

  @Override
  public void filled(Fill fill) {
    account.fill(
        fill.instrument(),
        fill.orderId(),
        fill.lotId(),
        fill.signedQuantity(),
        fill.price(),
        fill.value(),
        fill.fee());
    fills.add(fill);
    orders.set(
        fill.orderId(),
        fill.isOrderDone() ? OrderState.FILLED : OrderState.PARTLY_FILLED,
        OrderReason.FILLED);
    if (isRecording) {
      journal.fill(fill, account.quantity(fill.instrument()), account.cash());
    }
    if (tellsFills) {
      untold.add(
          new FillView(
              fill.orderId(),
              fill.instrument(),
              fill.signedQuantity(),
              fill.price(),
              fill.fee(),
              fill.barIndex(),
              fill.isOrderDone()));
    }
  }

  @Override
  public void stateChanged(int orderId, OrderState state, OrderReason reason) {
    orders.set(orderId, state, reason);
    if (isRecording) {
      journal.orderState(orderId, state, reason);
    }
  }

  @Override
  public void childPlaced(
      int orderId,
      int parentId,
      int instrument,
      boolean isStop,
      int sign,
      long quantity,
      long price) {
    orders.add(market.timeNanos(), instrument, parentId);
    if (isRecording) {
      Side side = sign > 0 ? Side.BUY : Side.SELL;
      Size size = new Size.Units(quantity);
      Order order = isStop ? Order.stop(side, size, price) : Order.limit(side, size, price);
      journal.child(orderId, parentId, instrument, order, quantity);
    }
  }

  /// Fills of which the strategy has not been told.
  Queue<FillView> untold() {
    return untold;
  }

  CashFlows cashFlows() {
    return cashFlows;
  }

  FillLog fills() {
    return fills;
  }

  OrderLog orders() {
    return orders;
  }
}
