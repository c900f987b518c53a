package io.papertape.performance;

/// What trading took, fixed point, account currency; each as a positive number.
///
/// @param tradedValue sum of |quantity × price × multiplier| of all fills
/// @param fees        commissions and exchange fees
/// @param slippage    what fills were worse than the price they were decided at, by the fill
///     model
/// @param financing   interest, borrow and funding paid, less received
public record TradingCosts(long tradedValue, long fees, long slippage, long financing) {
  /// A run that never traded.
  public static TradingCosts none() {
    return new TradingCosts(0, 0, 0, 0);
  }

  long total() {
    return Math.addExact(Math.addExact(fees, slippage), financing);
  }
}
