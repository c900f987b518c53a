package io.papertape.risk;

import io.papertape.market.FixedPoint;

/// Limits that every order passes. A limit of 0 is off.
///
/// @param maxPosition       largest absolute quantity of one instrument, fixed point
/// @param maxOrderNotional  largest value of one order, account currency, fixed point
/// @param maxGrossExposure  largest gross exposure as a multiple of equity
/// @param maxNetExposure    largest absolute net exposure as a multiple of equity
/// @param maxOrdersPerDay   most orders on one UTC day
/// @param maxDrawdown       drawdown from the peak, as a fraction, at which only reductions are
///      allowed
/// @param isShortAllowed    whether a sale may open a short position
public record RiskLimits(
    long maxPosition,
    long maxOrderNotional,
    double maxGrossExposure,
    double maxNetExposure,
    int maxOrdersPerDay,
    double maxDrawdown,
    boolean isShortAllowed) {

  /// Nothing is limited.
  public static final RiskLimits NONE = new RiskLimits(0, 0, 0, 0, 0, 0, true);

  public RiskLimits {
    if (maxPosition < 0
        || maxOrderNotional < 0
        || !(maxGrossExposure >= 0)
        || !(maxNetExposure >= 0)
        || maxOrdersPerDay < 0
        || !(maxDrawdown >= 0 && maxDrawdown < 1)) {
      throw new IllegalArgumentException(
          ("Risk limits out of range: maxPosition=%s, maxOrderNotional=%s, maxGrossExposure=%s,"
                  + " maxNetExposure=%s, maxOrdersPerDay=%d, maxDrawdown=%s."
                  + " Use 0 for no limit; a drawdown is a fraction below 1.")
              .formatted(
                  FixedPoint.format(maxPosition),
                  FixedPoint.format(maxOrderNotional),
                  maxGrossExposure,
                  maxNetExposure,
                  maxOrdersPerDay,
                  maxDrawdown));
    }
  }
}
