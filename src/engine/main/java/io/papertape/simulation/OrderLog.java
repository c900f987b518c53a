package io.papertape.simulation;

import io.papertape.execution.OrderReason;
import io.papertape.execution.OrderState;
import io.papertape.market.LongColumn;
import java.util.Arrays;

/// The orders of a run as columns; the order of id n is at index n − 1.
public final class OrderLog {
  private final LongColumn submittedNanos = new LongColumn();
  private final LongColumn instrument = new LongColumn();
  private final LongColumn parent = new LongColumn();
  private OrderState[] state = new OrderState[1024];
  private OrderReason[] reason = new OrderReason[1024];

  void add(long nanos, int instrumentIndex, int parentId) {
    int index = submittedNanos.size();
    if (index == state.length) {
      state = Arrays.copyOf(state, index * 2);
      reason = Arrays.copyOf(reason, index * 2);
    }
    state[index] = OrderState.WORKING;
    reason[index] = OrderReason.ACCEPTED;
    submittedNanos.add(nanos);
    instrument.add(instrumentIndex);
    parent.add(parentId);
  }

  void set(int orderId, OrderState newState, OrderReason newReason) {
    state[orderId - 1] = newState;
    reason[orderId - 1] = newReason;
  }

  public int size() {
    return submittedNanos.size();
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
    return state[orderId - 1];
  }

  public OrderReason reason(int orderId) {
    return reason[orderId - 1];
  }
}
