package io.papertape.risk;

import io.papertape.account.MutableAccount;
import io.papertape.market.FixedPoint;
import io.papertape.market.MutableMarket;
import java.util.Optional;

/// Holds the limits against each order. Orders that only reduce a position always pass, so that a
/// limit never traps one.
public final class RiskGate {
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;

  private final RiskLimits limits;
  private final MutableMarket market;
  private final MutableAccount account;
  private final boolean isOff;
  private long peakEquity;
  private long day = Long.MIN_VALUE;
  private int ordersToday;
  private boolean isStopped;

  public RiskGate(RiskLimits limits, MutableMarket market, MutableAccount account) {
    this.limits = limits;
    this.market = market;
    this.account = account;
    isOff = limits.equals(RiskLimits.NONE);
    peakEquity = account.equity();
  }

  /// Whether [#follow] makes a difference.
  public boolean followsEquity() {
    return limits.maxDrawdown() > 0;
  }

  /// Follows equity after each mark; trips the drawdown stop, which stays tripped.
  public void follow(long equity) {
    if (equity > peakEquity) {
      peakEquity = equity;
    } else if (limits.maxDrawdown() > 0
        && FixedPoint.toDouble(peakEquity - equity)
            >= limits.maxDrawdown() * FixedPoint.toDouble(peakEquity)) {
      isStopped = true;
    }
  }

  /// @param signedQuantity fixed point; 0 if only known at the fill
  /// @param price          estimate of the fill price, fixed point
  /// @return empty if the order may pass
  public Optional<Veto> check(int instrument, long signedQuantity, long price, boolean isExit) {
    if (isOff || isExit) {
      return Optional.empty();
    }
    long held = account.quantity(instrument);
    long after = Math.addExact(held, signedQuantity);
    boolean isTurning = Long.signum(after) == -Long.signum(held) && after != 0;
    if (signedQuantity != 0 && Math.abs(after) < Math.abs(held) && !isTurning) {
      return Optional.empty();
    }
    if (isStopped) {
      return Optional.of(Veto.DRAWDOWN_STOP);
    }
    if (limits.maxOrdersPerDay() > 0 && ordersToday() >= limits.maxOrdersPerDay()) {
      return Optional.of(Veto.ORDER_RATE);
    }
    Optional<Veto> refused = checkSize(instrument, signedQuantity, after, price);
    if (refused.isEmpty()) {
      ordersToday++;
    }
    return refused;
  }

  /// The second check, of a fill that opens or grows a position: what several orders that rested
  /// together come to, and a size that only the fill has resolved.
  ///
  /// @param isSizedAtFill the quantity was not known when the order was checked: every limit
  ///     holds; otherwise those of the position
  public Optional<Veto> checkFill(
      int instrument, long signedQuantity, long price, boolean isSizedAtFill) {
    if (isOff) {
      return Optional.empty();
    }
    if (isStopped) {
      return Optional.of(Veto.DRAWDOWN_STOP);
    }
    long after = Math.addExact(account.quantity(instrument), signedQuantity);
    return isSizedAtFill
        ? checkSize(instrument, signedQuantity, after, price)
        : checkPosition(after);
  }

  private Optional<Veto> checkPosition(long after) {
    if (!limits.isShortAllowed() && after < 0) {
      return Optional.of(Veto.SHORT_SALE);
    }
    if (limits.maxPosition() > 0 && Math.abs(after) > limits.maxPosition()) {
      return Optional.of(Veto.MAX_POSITION);
    }
    return Optional.empty();
  }

  private Optional<Veto> checkSize(int instrument, long signedQuantity, long after, long price) {
    Optional<Veto> refused = checkPosition(after);
    if (refused.isPresent()) {
      return refused;
    }
    long notional = market.instrument(instrument).cashValue(price, Math.abs(signedQuantity));
    if (limits.maxOrderNotional() > 0 && notional > limits.maxOrderNotional()) {
      return Optional.of(Veto.MAX_NOTIONAL);
    }
    long valueAfter = market.instrument(instrument).cashValue(price, after);
    long valueNow = account.value(instrument);
    double equity = FixedPoint.toDouble(account.equity());
    double gross =
        FixedPoint.toDouble(account.grossExposure() - Math.abs(valueNow) + Math.abs(valueAfter));
    if (limits.maxGrossExposure() > 0 && gross > limits.maxGrossExposure() * equity) {
      return Optional.of(Veto.GROSS_EXPOSURE);
    }
    double net = FixedPoint.toDouble(account.netExposure() - valueNow + valueAfter);
    double netNow = FixedPoint.toDouble(account.netExposure());
    if (limits.maxNetExposure() > 0
        && Math.abs(net) > limits.maxNetExposure() * equity
        && Math.abs(net) > Math.abs(netNow)) {
      return Optional.of(Veto.NET_EXPOSURE);
    }
    return Optional.empty();
  }

  private int ordersToday() {
    long today = Math.floorDiv(market.timeNanos(), NANOS_PER_DAY);
    if (today != day) {
      day = today;
      ordersToday = 0;
    }
    return ordersToday;
  }
}
