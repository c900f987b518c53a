package io.papertape.strategy;

/// One fill of ours, as a strategy sees it.
///
/// @param orderId        the order
/// @param instrument     index of the instrument
/// @param signedQuantity fixed point; positive bought, negative sold
/// @param price          fixed point
/// @param fee            account currency, fixed point
/// @param barIndex       number of the bar whose price it is, from 0
/// @param isOrderDone    true if nothing of the order is left
public record FillView(
    int orderId,
    int instrument,
    long signedQuantity,
    long price,
    long fee,
    int barIndex,
    boolean isOrderDone) {}
