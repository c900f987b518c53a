package io.papertape.simulation;

import io.papertape.execution.Fill;
import io.papertape.market.LongColumn;
import java.util.ArrayList;
import java.util.List;

/// The fills of a run as columns, in the order in which they were booked.
public final class FillLog {
  private final LongColumn order = new LongColumn();
  private final LongColumn lot = new LongColumn();
  private final LongColumn instrument = new LongColumn();
  private final LongColumn bar = new LongColumn();
  private final LongColumn eventNanos = new LongColumn();
  private final LongColumn signedQuantity = new LongColumn();
  private final LongColumn price = new LongColumn();
  private final LongColumn fee = new LongColumn();
  private final LongColumn slippage = new LongColumn();

  private final List<SplitMark> splits = new ArrayList<>();

  /// A split that took effect before the fill at an index.
  public record SplitMark(
      int beforeFill, long timeNanos, int instrument, long newShares, long oldShares) {}

  void split(long timeNanos, int instrumentIndex, long newShares, long oldShares) {
    splits.add(new SplitMark(size(), timeNanos, instrumentIndex, newShares, oldShares));
  }

  /// Splits between the fills; quantities and prices before one are in old shares.
  public List<SplitMark> splits() {
    return List.copyOf(splits);
  }

  void add(Fill fill) {
    order.add(fill.orderId());
    lot.add(fill.lotId());
    instrument.add(fill.instrument());
    bar.add(fill.barIndex());
    eventNanos.add(fill.eventTimeNanos());
    signedQuantity.add(fill.signedQuantity());
    price.add(fill.price());
    fee.add(fill.fee());
    slippage.add(fill.slippage());
  }

  public int size() {
    return order.size();
  }

  public int orderId(int index) {
    return (int) order.get(index);
  }

  /// The entry order whose lot a closing fill closes; 0: the oldest.
  public int lotId(int index) {
    return (int) lot.get(index);
  }

  public int instrument(int index) {
    return (int) instrument.get(index);
  }

  /// Number of the instrument's bar, from 0.
  public int barIndex(int index) {
    return (int) bar.get(index);
  }

  public long eventTimeNanos(int index) {
    return eventNanos.get(index);
  }

  /// Fixed point; positive bought, negative sold.
  public long signedQuantity(int index) {
    return signedQuantity.get(index);
  }

  public long price(int index) {
    return price.get(index);
  }

  public long fee(int index) {
    return fee.get(index);
  }

  /// What slippage cost, account currency, fixed point, never negative.
  public long slippage(int index) {
    return slippage.get(index);
  }
}
