package io.papertape.simulation;

import io.papertape.execution.OrderReason;
import io.papertape.execution.OrderState;
import io.papertape.market.LongColumn;

/// The orders of a run as columns; the order of id n is at index n − 1.
public final class OrderLog {
  private static final OrderState[] STATES = OrderState.values();
  private static final OrderReason[] REASONS = OrderReason.values();

  private final LongColumn submittedNanos = new LongColumn();
  private final LongColumn instrument = new LongColumn();
  private final LongColumn parent = new LongColumn();
  private final LongColumn state = new LongColumn();
  private final LongColumn reason = new LongColumn();

  void add(long nanos, int instrumentIndex, int parentId) {
    submittedNanos.add(nanos);
    instrument.add(instrumentIndex);
    parent.add(parentId);
    state.add(OrderState.WORKING.ordinal());
    reason.add(OrderReason.ACCEPTED.ordinal());
  }

  void set(int orderId, OrderState newState, OrderReason newReason) {
    state.set(orderId - 1, newState.ordinal());
    reason.set(orderId - 1, newReason.ordinal());
  }

  public int size() {
    return state.size();
  }

  public long submittedNanos(int orderId) {
    return submittedNanos.get(orderId - 1);
  }

  public int instrument(int orderId) {
    return (int) instrument.get(orderId - 1);
  }

  /// The entry that placed this order as its stop or target; 0 if the strategy placed it.
  public int parent(int orderId) {
    return (int) parent.get(orderId - 1);
  }

  public OrderState state(int orderId) {
    return STATES[(int) state.get(orderId - 1)];
  }

  public OrderReason reason(int orderId) {
    return REASONS[(int) reason.get(orderId - 1)];
  }
}
