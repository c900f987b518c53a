package io.papertape.execution;

import java.util.Arrays;

/// What the working orders of each instrument may still buy and sell. Orders at the market count
/// as
/// filled; those with a price may fill or not, so they are kept by side, without what only
/// reduces:
/// closing orders and the children of brackets. Reused from check to check.
public final class RestingQuantities {
  private final long[] buys;
  private final long[] sells;
  private final long[] atMarket;

  public RestingQuantities(int instruments) {
    buys = new long[instruments];
    sells = new long[instruments];
    atMarket = new long[instruments];
  }

  void clear() {
    Arrays.fill(buys, 0);
    Arrays.fill(sells, 0);
    Arrays.fill(atMarket, 0);
  }

  void addAtMarket(int instrument, long signedQuantity) {
    atMarket[instrument] = Math.addExact(atMarket[instrument], signedQuantity);
  }

  void add(int instrument, int sign, long quantity) {
    long[] side = sign > 0 ? buys : sells;
    side[instrument] = Math.addExact(side[instrument], quantity);
  }

  /// Whether an order works for the instrument.
  public boolean isAny(int instrument) {
    return buys[instrument] != 0 || sells[instrument] != 0 || atMarket[instrument] != 0;
  }

  /// What orders at the market change the position by, signed, fixed point.
  public long atMarket(int instrument) {
    return atMarket[instrument];
  }

  /// Fixed point.
  public long buys(int instrument) {
    return buys[instrument];
  }

  /// Fixed point, not negative.
  public long sells(int instrument) {
    return sells[instrument];
  }
}
