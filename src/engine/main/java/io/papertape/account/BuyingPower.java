package io.papertape.account;

import io.papertape.execution.Fees;
import io.papertape.market.FixedPoint;
import io.papertape.market.MutableMarket;

/// What the account can carry under its funding rule, and how much a fraction of equity buys.
public final class BuyingPower {
  private final MutableMarket market;
  private final MutableAccount account;
  private final Funding funding;
  private final Fees fees;

  public BuyingPower(MutableMarket market, MutableAccount account, Funding funding, Fees fees) {
    this.market = market;
    this.account = account;
    this.funding = funding;
    this.fees = fees;
  }

  /// Whether a fill that opens or grows a position may happen.
  public boolean permits(int instrument, long signedQuantity, long price, long fee) {
    long cost = market.instrument(instrument).cashValue(price, Math.abs(signedQuantity));
    return switch (funding.kind()) {
      case CASH -> signedQuantity > 0 && account.cash() - cost - fee >= 0;
      case BACKTRADER -> account.cash() - (signedQuantity > 0 ? cost : -cost) - fee >= 0;
      case MARGIN ->
          FixedPoint.toDouble(account.grossExposure() + cost)
              <= FixedPoint.toDouble(account.equity() - fee) * funding.leverage();
      case BACKTESTING_PY -> FixedPoint.toDouble(cost + fee) <= freeMargin() * funding.leverage();
    };
  }

  /// Quantity that a fraction of equity buys, fixed point, rounded down to the quantity step; its
  /// own fees are paid out of the fraction.
  ///
  /// @param signedFraction negative for a sale
  public long sizeAtFill(int instrument, double signedFraction, long price) {
    double fraction = Math.abs(signedFraction);
    boolean isFree = funding.kind() == Funding.Kind.BACKTESTING_PY;
    double money = isFree ? freeMargin() * funding.leverage() : equity();
    double unitPrice = FixedPoint.toDouble(price) * multiplier(instrument);
    boolean hasFixedFee = fees.perFill() != 0 || fees.minimum() != 0;
    if (hasFixedFee && !isFree) {
      return wholeSteps(instrument, units(money * fraction, unitPrice), 1);
    }
    double unitCost = unitPrice + feePerUnit(instrument, fraction, price);
    return wholeSteps(instrument, money * fraction, unitCost);
  }

  /// Quantity that an amount of cash buys at a price, costs not counted; rounded down to the
  /// step.
  public long sizeOfCash(int instrument, double money, long price) {
    return wholeSteps(instrument, money, FixedPoint.toDouble(price) * multiplier(instrument));
  }

  private long wholeSteps(int instrument, double money, double unitCost) {
    long step = market.instrument(instrument).quantityStep();
    double units = money / unitCost;
    if (!(units > 0)) {
      return 0;
    }
    double steps = Math.floor((units * FixedPoint.ONE) / step);
    return steps >= ((double) FixedPoint.LIMIT) / step ? 0 : ((long) steps) * step;
  }

  /// What money buys with its fees, both by the sum of their parts and by their minimum.
  private double units(double money, double unitPrice) {
    double unitCost =
        unitPrice * (1 + FixedPoint.toDouble(fees.rate())) + FixedPoint.toDouble(fees.perUnit());
    double byParts = (money - FixedPoint.toDouble(fees.perFill())) / unitCost;
    double byMinimum = (money - FixedPoint.toDouble(fees.minimum())) / unitPrice;
    return Math.min(byParts, byMinimum);
  }

  /// Fees are those of the fraction itself taken as a quantity, as backtesting.py has it: exact
  /// for rates, and for a fixed fee it errs to the safe side.
  private double feePerUnit(int instrument, double fraction, long price) {
    long quantity = FixedPoint.of(Math.min(fraction, 1));
    long fee = fees.of(market.instrument(instrument).cashValue(price, quantity), quantity);
    return FixedPoint.toDouble(fee) / FixedPoint.toDouble(quantity);
  }

  private double equity() {
    return FixedPoint.toDouble(account.equity());
  }

  /// Equity less exposure ÷ leverage, at the close of the current bar.
  private double freeMargin() {
    double equity = FixedPoint.toDouble(account.cash());
    double used = 0;
    for (int i = 0; i < market.instruments(); i++) {
      if (account.quantity(i) != 0) {
        double value =
            FixedPoint.toDouble(
                market.instrument(i).cashValue(market.price(i), account.quantity(i)));
        equity += value;
        used += Math.abs(value) / funding.leverage();
      }
    }
    return Math.max(0, equity - used);
  }

  private double multiplier(int instrument) {
    return FixedPoint.toDouble(market.instrument(instrument).multiplier());
  }
}
