package io.papertape.execution;

/// What the exchange asks of and tells the account: the buying-power port and the sink of fills.
public interface Portfolio {
  /// Signed quantity held of an instrument, fixed point.
  long quantity(int instrument);

  /// Signed quantity left of the lot that an order opened; 0 when it is closed.
  long lotQuantity(int instrument, int entryOrderId);

  /// Quantity that a fraction of equity buys at a price, fixed point, rounded down to the step.
  long sizeAtFill(int instrument, double equityFraction, long price);

  /// Whether the account can carry a fill that opens or grows a position.
  boolean permits(int instrument, long signedQuantity, long price, long fee);

  /// A fill happened. Positions and cash have moved when this returns.
  void filled(Fill fill);

  /// An order ended or changed without a fill.
  void stateChanged(int orderId, OrderState state, OrderReason reason);

  /// The exchange placed an order itself: the stop or the target of a bracket.
  void childPlaced(int orderId, int parentId);
}
