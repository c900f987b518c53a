package io.papertape.execution;

/// One fill, as the exchange hands it over: a mutable carrier that is reused, read at once and
/// not kept.
public final class Fill {
  int orderId;
  int lotId;
  int instrument;
  int barIndex;
  long eventTimeNanos;
  long signedQuantity;
  long price;
  long value;
  long fee;
  long slippage;
  boolean isOrderDone;

  Fill() {}

  public int orderId() {
    return orderId;
  }

  /// The entry order whose lot a closing fill closes; 0: the oldest lots.
  public int lotId() {
    return lotId;
  }

  public int instrument() {
    return instrument;
  }

  /// Number of the bar whose price it is.
  public int barIndex() {
    return barIndex;
  }

  /// When it happened: the open of the bar if it filled there; if inside the bar, the bar's
  /// close, the moment at which it was known.
  public long eventTimeNanos() {
    return eventTimeNanos;
  }

  /// Fixed point; positive bought, negative sold.
  public long signedQuantity() {
    return signedQuantity;
  }

  public long price() {
    return price;
  }

  /// Cash value of the quantity at the price, fixed point, not signed.
  public long value() {
    return value;
  }

  /// Fee in account currency, fixed point.
  public long fee() {
    return fee;
  }

  /// What slippage cost, account currency, fixed point, never negative.
  public long slippage() {
    return slippage;
  }

  /// True if nothing of the order is left.
  public boolean isOrderDone() {
    return isOrderDone;
  }
}
