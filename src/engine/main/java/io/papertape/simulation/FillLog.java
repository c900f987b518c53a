package io.papertape.simulation;

import io.papertape.execution.Fill;
import io.papertape.market.LongRows;
import java.util.ArrayList;
import java.util.List;

/// The fills of a run, in the order in which they were booked.
public final class FillLog {
  private static final int ORDER_AND_LOT = 0;
  private static final int INSTRUMENT_AND_BAR = 1;
  private static final int EVENT_NANOS = 2;
  private static final int SIGNED_QUANTITY = 3;
  private static final int PRICE = 4;
  private static final int FEE = 5;
  private static final int SLIPPAGE = 6;
  private static final int WIDTH = 7;

  private final LongRows rows = new LongRows(WIDTH);
  private final boolean isKeeping;
  private int count;
  private final List<SplitMark> splits = new ArrayList<>();

  /// A split that took effect before the fill at an index.
  public record SplitMark(
      int beforeFill, long timeNanos, int instrument, long newShares, long oldShares) {}

  /// @param isKeeping whether more than their number is kept
  FillLog(boolean isKeeping) {
    this.isKeeping = isKeeping;
  }

  void split(long timeNanos, int instrumentIndex, long newShares, long oldShares) {
    splits.add(new SplitMark(size(), timeNanos, instrumentIndex, newShares, oldShares));
  }

  /// Splits between the fills; quantities and prices before one are in old shares.
  public List<SplitMark> splits() {
    return List.copyOf(splits);
  }

  void add(Fill fill) {
    count++;
    if (!isKeeping) {
      return;
    }
    int row = rows.add();
    long[] into = rows.chunk(row);
    int at = rows.offset(row);
    into[at + ORDER_AND_LOT] = LongRows.pair(fill.orderId(), fill.lotId());
    into[at + INSTRUMENT_AND_BAR] = LongRows.pair(fill.instrument(), fill.barIndex());
    into[at + EVENT_NANOS] = fill.eventTimeNanos();
    into[at + SIGNED_QUANTITY] = fill.signedQuantity();
    into[at + PRICE] = fill.price();
    into[at + FEE] = fill.fee();
    into[at + SLIPPAGE] = fill.slippage();
  }

  /// Takes all fills out; their memory stays.
  void clear() {
    rows.clear();
    count = 0;
    splits.clear();
  }

  public int size() {
    return count;
  }

  public int orderId(int index) {
    return rows.getFirst(index, ORDER_AND_LOT);
  }

  /// The entry order whose lot a closing fill closes; 0: the oldest.
  public int lotId(int index) {
    return rows.getSecond(index, ORDER_AND_LOT);
  }

  public int instrument(int index) {
    return rows.getFirst(index, INSTRUMENT_AND_BAR);
  }

  /// Number of the instrument's bar, from 0.
  public int barIndex(int index) {
    return rows.getSecond(index, INSTRUMENT_AND_BAR);
  }

  public long eventTimeNanos(int index) {
    return rows.get(index, EVENT_NANOS);
  }

  /// Fixed point; positive bought, negative sold.
  public long signedQuantity(int index) {
    return rows.get(index, SIGNED_QUANTITY);
  }

  public long price(int index) {
    return rows.get(index, PRICE);
  }

  public long fee(int index) {
    return rows.get(index, FEE);
  }

  /// What slippage cost, account currency, fixed point, never negative.
  public long slippage(int index) {
    return rows.get(index, SLIPPAGE);
  }
}
