package io.papertape.execution;

import java.util.Arrays;

/// What the working orders of each instrument may still buy and sell, without those that only
/// reduce: closing orders and the children of brackets. Reused from check to check.
public final class RestingQuantities {
  private final long[] buys;
  private final long[] sells;

  public RestingQuantities(int instruments) {
    buys = new long[instruments];
    sells = new long[instruments];
  }

  void clear() {
    Arrays.fill(buys, 0);
    Arrays.fill(sells, 0);
  }

  void add(int instrument, int sign, long quantity) {
    long[] side = sign > 0 ? buys : sells;
    side[instrument] = Math.addExact(side[instrument], quantity);
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
