package io.papertape.simulation;

import io.papertape.execution.OrderReason;
import io.papertape.execution.OrderState;
import io.papertape.market.LongRows;
import java.util.Arrays;

/// The orders of a run; the order of id n is in row n − 1.
public final class OrderLog {
  private static final int SUBMITTED_NANOS = 0;
  private static final int INSTRUMENT_AND_PARENT = 1;
  private static final int WIDTH = 2;

  private static final OrderState[] STATES = OrderState.values();
  private static final OrderReason[] REASONS = OrderReason.values();

  private final LongRows rows = new LongRows(WIDTH);
  private final boolean isKeeping;

  /// Numbers of state and reason: what is no reference needs no care of the collector.
  private byte[] state = new byte[1024];

  private byte[] reason = new byte[1024];

  /// @param isKeeping whether anything is kept
  OrderLog(boolean isKeeping) {
    this.isKeeping = isKeeping;
  }

  void add(long nanos, int instrumentIndex, int parentId) {
    if (!isKeeping) {
      return;
    }
    int row = rows.add();
    rows.set(row, SUBMITTED_NANOS, nanos);
    rows.set(row, INSTRUMENT_AND_PARENT, LongRows.pair(instrumentIndex, parentId));
    if (row == state.length) {
      state = Arrays.copyOf(state, row * 2);
      reason = Arrays.copyOf(reason, row * 2);
    }
    set(row + 1, OrderState.WORKING, OrderReason.ACCEPTED);
  }

  // The numbers live in memory alone and mean nothing outside.
  @SuppressWarnings("EnumOrdinal")
  void set(int orderId, OrderState newState, OrderReason newReason) {
    if (!isKeeping) {
      return;
    }
    state[orderId - 1] = (byte) newState.ordinal();
    reason[orderId - 1] = (byte) newReason.ordinal();
  }

  /// Takes all orders out; their memory stays.
  void clear() {
    rows.clear();
  }

  public int size() {
    return rows.size();
  }

  public long submittedNanos(int orderId) {
    return rows.get(orderId - 1, SUBMITTED_NANOS);
  }

  public int instrument(int orderId) {
    return rows.getFirst(orderId - 1, INSTRUMENT_AND_PARENT);
  }

  /// The entry that placed this order as its stop or target; 0 if the strategy placed it.
  public int parent(int orderId) {
    return rows.getSecond(orderId - 1, INSTRUMENT_AND_PARENT);
  }

  public OrderState state(int orderId) {
    return STATES[state[orderId - 1]];
  }

  public OrderReason reason(int orderId) {
    return REASONS[reason[orderId - 1]];
  }
}
