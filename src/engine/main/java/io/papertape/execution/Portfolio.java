package io.papertape.execution;

import java.util.Optional;

/// What the exchange asks of and tells the account: the buying-power port and the sink of fills.
public interface Portfolio {
  /// Signed quantity held of an instrument, fixed point.
  long quantity(int instrument);

  /// Signed quantity left of the lot that an order opened; 0 when it is closed.
  long lotQuantity(int instrument, int entryOrderId);

  /// Quantity that a fraction of equity buys at a price, fixed point, rounded down to the step;
  /// [Long#MAX_VALUE] if it is more than an order can have.
  long sizeAtFill(int instrument, double equityFraction, long price);

  /// Whether the account can carry a fill that opens or grows a position.
  boolean permits(int instrument, long signedQuantity, long price, long fee);

  /// Whether the account can carry a position turned in one go.
  ///
  /// @param closing signed quantity that closes all of the position
  /// @param opening signed quantity that then opens
  boolean permitsTurn(int instrument, long closing, long closePrice, long opening, long openPrice);

  /// The code of the limit that refuses a fill which opens or grows a position; empty if it may
  /// happen.
  ///
  /// @param isUnchecked no limit but those of the position has seen this quantity yet
  Optional<String> refusal(int instrument, long signedQuantity, long price, boolean isUnchecked);

  /// A fill happened. Positions and cash have moved when this returns.
  void filled(Fill fill);

  /// An order ended or changed without a fill.
  void stateChanged(int orderId, OrderState state, OrderReason reason);

  /// A limit refused an order at its fill.
  ///
  /// @param limit code of the limit
  void refused(int orderId, String limit);

  /// A working order was changed and goes on with these values; a price of 0 it does not have.
  ///
  /// @param remaining what is still to be filled, fixed point; 0 if only known at the fill
  void changed(int orderId, OrderReason reason, long remaining, long limit, long stop);

  /// The exchange placed an order itself: the stop or the target of a bracket.
  ///
  /// @param isStop else it is the target
  /// @param sign   +1 if it buys, −1 if it sells
  void childPlaced(
      int orderId,
      int parentId,
      int instrument,
      boolean isStop,
      int sign,
      long quantity,
      long price);
}
