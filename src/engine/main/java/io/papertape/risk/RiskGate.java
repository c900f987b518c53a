package io.papertape.risk;

import io.papertape.account.MutableAccount;
import io.papertape.account.MutableEquityMarks;
import io.papertape.execution.RestingQuantities;
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
  private final RestingQuantities nothing;
  private final MutableEquityMarks marks;
  private long day = Long.MIN_VALUE;
  private int ordersToday;
  private boolean isStopped;

  public RiskGate(RiskLimits limits, MutableMarket market, MutableAccount account) {
    this.limits = limits;
    this.market = market;
    this.account = account;
    nothing = new RestingQuantities(market.instruments());
    isOff = limits.equals(RiskLimits.NONE);
    marks = new MutableEquityMarks(account.equity());
  }

  /// Whether [#follow] makes a difference.
  public boolean followsEquity() {
    return limits.maxDrawdown() > 0;
  }

  /// Follows equity after each mark; trips the drawdown stop, which stays tripped.
  public void follow(long equity) {
    if (marks.follow(equity)
        && limits.maxDrawdown() > 0
        && FixedPoint.toDouble(marks.peak() - equity)
            >= limits.maxDrawdown() * FixedPoint.toDouble(marks.peak())) {
      isStopped = true;
    }
  }

  /// A moment begins.
  ///
  /// @param nanos its time
  public void begin(long nanos) {
    marks.begin(nanos, account.equity());
  }

  /// Peak, falls and start of the day; in a run that steps over moments only as far as it
  /// [#followsEquity].
  public MutableEquityMarks marks() {
    return marks;
  }

  /// True once the drawdown stop has tripped.
  public boolean isStopped() {
    return isStopped;
  }

  /// True if nothing is limited.
  public boolean isOff() {
    return isOff;
  }

  /// Checks an order against the worst that may come of it and of the orders that work already:
  /// those at the market are filled; of those with a price the ones on its side are filled too,
  /// those
  /// on the other side are not.
  ///
  /// @param signedQuantity fixed point; 0 if only known at the fill
  /// @param price          estimate of the fill price, fixed point
  /// @return empty if the order may pass
  public Optional<Veto> check(
      int instrument, long signedQuantity, long price, boolean isExit, RestingQuantities resting) {
    if (isOff || isExit || onlyReduces(instrument, signedQuantity, resting)) {
      return Optional.empty();
    }
    long after = Math.addExact(held(instrument, resting), signedQuantity);
    if (isStopped) {
      return Optional.of(Veto.DRAWDOWN_STOP);
    }
    if (limits.maxOrdersPerDay() > 0 && ordersToday() >= limits.maxOrdersPerDay()) {
      return Optional.of(Veto.ORDER_RATE);
    }
    long worst =
        signedQuantity > 0
            ? Math.addExact(after, resting.buys(instrument))
            : Math.subtractExact(after, resting.sells(instrument));
    Optional<Veto> refused = checkPosition(signedQuantity == 0 ? after : worst);
    if (refused.isEmpty()) {
      refused = checkSize(instrument, signedQuantity, price, resting);
    }
    if (refused.isEmpty()) {
      ordersToday++;
    }
    return refused;
  }

  /// Whether an order by itself makes the position smaller and does not turn it; then [#check]
  /// lets it pass, and what it opens after all, because others closed before it, is held against
  /// every limit at its fill.
  public boolean onlyReduces(int instrument, long signedQuantity, RestingQuantities resting) {
    long held = held(instrument, resting);
    long after = Math.addExact(held, signedQuantity);
    boolean isTurning = Long.signum(after) == -Long.signum(held) && after != 0;
    return signedQuantity != 0 && Math.abs(after) < Math.abs(held) && !isTurning;
  }

  private long held(int instrument, RestingQuantities resting) {
    return Math.addExact(account.quantity(instrument), resting.atMarket(instrument));
  }

  /// The second check, of a fill that opens or grows a position: what several orders that rested
  /// together come to, and what the first check did not see.
  ///
  /// @param isUnchecked the first check did not see the quantity: every limit holds; otherwise
  ///     those of the position
  public Optional<Veto> checkFill(
      int instrument, long signedQuantity, long price, boolean isUnchecked) {
    if (isOff) {
      return Optional.empty();
    }
    if (isStopped) {
      return Optional.of(Veto.DRAWDOWN_STOP);
    }
    long after = Math.addExact(account.quantity(instrument), signedQuantity);
    Optional<Veto> refused = checkPosition(after);
    return isUnchecked && refused.isEmpty()
        ? checkSize(instrument, signedQuantity, price, nothing)
        : refused;
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

  private Optional<Veto> checkSize(
      int instrument, long signedQuantity, long price, RestingQuantities resting) {
    long notional = market.instrument(instrument).cashValue(price, Math.abs(signedQuantity));
    if (limits.maxOrderNotional() > 0 && notional > limits.maxOrderNotional()) {
      return Optional.of(Veto.MAX_NOTIONAL);
    }
    double equity = FixedPoint.toDouble(account.equity());
    if (limits.maxGrossExposure() > 0) {
      double gross = FixedPoint.toDouble(gross(instrument, signedQuantity, price, resting));
      if (gross > limits.maxGrossExposure() * equity) {
        return Optional.of(Veto.GROSS_EXPOSURE);
      }
    }
    if (limits.maxNetExposure() > 0) {
      double net = FixedPoint.toDouble(net(instrument, signedQuantity, price, resting));
      double netNow = FixedPoint.toDouble(account.netExposure());
      if (Math.abs(net) > limits.maxNetExposure() * equity && Math.abs(net) > Math.abs(netNow)) {
        return Optional.of(Veto.NET_EXPOSURE);
      }
    }
    return Optional.empty();
  }

  /// Gross exposure once the order is filled and, of each instrument, the resting orders of the
  /// side that makes it larger.
  private long gross(int instrument, long signedQuantity, long price, RestingQuantities resting) {
    long sum = account.grossExposure();
    for (int i = 0; i < market.instruments(); i++) {
      boolean isOrdered = i == instrument;
      if (isOrdered || resting.isAny(i)) {
        long at = isOrdered ? price : market.price(i);
        long held = account.quantity(i) + resting.atMarket(i) + (isOrdered ? signedQuantity : 0);
        long largest =
            Math.max(Math.abs(held + resting.buys(i)), Math.abs(held - resting.sells(i)));
        long worst = market.instrument(i).cashValue(at, largest);
        sum = Math.addExact(sum, worst - Math.abs(account.value(i)));
      }
    }
    return sum;
  }

  /// Net exposure once the order and the resting orders of its side are filled.
  private long net(int instrument, long signedQuantity, long price, RestingQuantities resting) {
    long after = account.quantity(instrument) + signedQuantity;
    long sum =
        account.netExposure()
            - account.value(instrument)
            + market.instrument(instrument).cashValue(price, after);
    for (int i = 0; i < market.instruments(); i++) {
      long quantity =
          resting.atMarket(i)
              + switch (Long.signum(signedQuantity)) {
                case 1 -> resting.buys(i);
                case -1 -> -resting.sells(i);
                default -> 0;
              };
      if (quantity != 0) {
        sum = Math.addExact(sum, market.instrument(i).cashValue(market.price(i), quantity));
      }
    }
    return sum;
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
