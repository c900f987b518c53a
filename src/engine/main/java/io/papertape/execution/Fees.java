package io.papertape.execution;

import io.papertape.market.FixedPoint;

/// What a fill costs: `max(minimum, rate × notional + perUnit × quantity + perFill)`.
///
/// All in fixed point ([FixedPoint]) and account currency; the sum of each part is rounded once.
///
/// @param rate    fraction of the traded value: 0.0002 is 2 bps
/// @param perUnit cash per share or contract
/// @param perFill cash per fill
/// @param minimum least fee of a fill
public record Fees(long rate, long perUnit, long perFill, long minimum) {
  public static final Fees NONE = new Fees(0, 0, 0, 0);

  public Fees {
    if (rate < 0 || rate >= FixedPoint.ONE || perUnit < 0 || perFill < 0 || minimum < 0) {
      throw new IllegalArgumentException(
          ("Fees must not be negative: rate=%s, perUnit=%s, perFill=%s, "
                  + "minimum=%s. A rate is below 1.")
              .formatted(
                  FixedPoint.format(rate),
                  FixedPoint.format(perUnit),
                  FixedPoint.format(perFill),
                  FixedPoint.format(minimum)));
    }
  }

  /// Basis points of the traded value: `bps(2)` is 0.02 %.
  public static Fees bps(double basisPoints) {
    return new Fees(FixedPoint.of(basisPoints / 10_000), 0, 0, 0);
  }

  /// Fee of a fill.
  ///
  /// @param notional traded value, fixed point, not negative
  /// @param quantity fixed point, positive
  public long of(long notional, long quantity) {
    long fee = perFill;
    if (rate != 0) {
      fee += FixedPoint.multiply(notional, rate);
    }
    if (perUnit != 0) {
      fee += FixedPoint.multiply(quantity, perUnit);
    }
    return Math.max(minimum, fee);
  }

  /// The same fees, all parts times a factor.
  public Fees times(long factor) {
    return new Fees(rate * factor, perUnit * factor, perFill * factor, minimum * factor);
  }
}
