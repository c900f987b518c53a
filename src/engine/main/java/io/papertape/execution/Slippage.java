package io.papertape.execution;

import io.papertape.market.FixedPoint;

/// How much worse than the bar's price a market or stop order fills.
///
/// @param rate         fraction of the price, fixed point: 0.0001 is 1 bp
/// @param entriesOnly  applies where a position opens or grows, not where it closes
/// @param insideTheBar the price never leaves the bar's range
public record Slippage(long rate, boolean entriesOnly, boolean insideTheBar) {
  public static final Slippage NONE = new Slippage(0, false, false);

  public Slippage {
    if (rate < 0 || rate >= FixedPoint.ONE) {
      throw new IllegalArgumentException(
          "Slippage is no fraction of the price: rate=%s. Use 0 up to 1, such as 0.0001 for 1 bp."
              .formatted(FixedPoint.format(rate)));
    }
  }

  /// Basis points of the price, on every market and stop fill.
  public static Slippage bps(double basisPoints) {
    return new Slippage(FixedPoint.of(basisPoints / 10_000), false, false);
  }

  /// Half of a bid-ask spread that is a fraction of the price.
  public static Slippage halfOfSpread(double spreadFraction) {
    return new Slippage(FixedPoint.of(spreadFraction / 2), false, false);
  }

  long apply(long price, int sign, long barLow, long barHigh) {
    long worse = FixedPoint.multiply(price, FixedPoint.ONE + sign * rate);
    return insideTheBar ? Math.clamp(worse, barLow, barHigh) : worse;
  }

  /// The same, the rate times a factor.
  public Slippage times(long factor) {
    return new Slippage(rate * factor, entriesOnly, insideTheBar);
  }
}
