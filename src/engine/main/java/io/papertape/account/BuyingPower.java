package io.papertape.account;

import io.papertape.execution.Fees;
import io.papertape.market.FixedPoint;
import io.papertape.market.MutableMarket;

/// What the account can carry under its funding rule, and how much a fraction of equity buys.
public final class BuyingPower {
  /// Stands for a quantity of 10¹⁰ units or more, which no order can have.
  public static final long BEYOND_RANGE = Long.MAX_VALUE;

  private static final int NOTHING = -1;

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
    return permits(instrument, signedQuantity, price, fee, account.cash(), NOTHING);
  }

  /// Whether a position may be closed and opened the other way round in one go: the second part
  /// counts what the first sets free.
  ///
  /// @param closing signed quantity that closes all of the position
  /// @param opening signed quantity that then opens
  public boolean permitsTurn(
      int instrument, long closing, long closePrice, long opening, long openPrice) {
    long proceeds = -market.instrument(instrument).cashValue(closePrice, closing);
    long cash = account.cash() + proceeds - fee(instrument, closing, closePrice);
    long fee = fee(instrument, opening, openPrice);
    return permits(instrument, opening, openPrice, fee, cash, instrument);
  }

  private long fee(int instrument, long signedQuantity, long price) {
    long quantity = Math.abs(signedQuantity);
    return fees.of(market.instrument(instrument).cashValue(price, quantity), quantity);
  }

  /// @param closed instrument whose position is taken as closed, or [#NOTHING]
  private boolean permits(
      int instrument, long signedQuantity, long price, long fee, long cash, int closed) {
    long cost = market.instrument(instrument).cashValue(price, Math.abs(signedQuantity));
    return switch (funding.kind()) {
      case CASH -> signedQuantity > 0 && cash - cost - fee >= 0;
      case BACKTRADER -> cash - (signedQuantity > 0 ? cost : -cost) - fee >= 0;
      case MARGIN -> {
        long gone = closed == NOTHING ? 0 : account.value(closed);
        long gross = account.grossExposure() - Math.abs(gone);
        long equity = cash + account.netExposure() - gone;
        yield FixedPoint.toDouble(gross + cost)
            <= FixedPoint.toDouble(equity - fee) * funding.leverage();
      }
      case BACKTESTING_PY ->
          FixedPoint.toDouble(cost + fee) <= freeMargin(cash, closed) * funding.leverage();
    };
  }

  /// Quantity that a fraction of equity buys, fixed point, rounded down to the quantity step; its
  /// own fees are paid out of the fraction. [#BEYOND_RANGE] if it is more than an order can have.
  ///
  /// @param signedFraction negative for a sale
  public long sizeAtFill(int instrument, double signedFraction, long price) {
    double fraction = Math.abs(signedFraction);
    boolean isFree = funding.kind() == Funding.Kind.BACKTESTING_PY;
    double money = isFree ? freeMargin(account.cash(), NOTHING) * funding.leverage() : equity();
    double unitPrice = FixedPoint.toDouble(price) * multiplier(instrument);
    boolean hasFixedFee = fees.perFill() != 0 || fees.minimum() != 0;
    if (hasFixedFee && !isFree) {
      return affordable(
          instrument,
          fraction,
          wholeSteps(instrument, units(money * fraction, unitPrice), 1),
          price);
    }
    double unitCost = unitPrice + feePerUnit(instrument, fraction, price);
    long quantity = wholeSteps(instrument, money * fraction, unitCost);
    return isFree ? quantity : affordable(instrument, fraction, quantity, price);
  }

  /// The quantity was found in floating point; rounding must not make it cost more than equity.
  private long affordable(int instrument, double fraction, long quantity, long price) {
    if (quantity == BEYOND_RANGE) {
      return quantity;
    }
    long left = quantity;
    while (fraction <= 1 && left > 0 && cost(instrument, left, price) > account.equity()) {
      long over = cost(instrument, left, price) - account.equity();
      long step = market.instrument(instrument).quantityStep();
      long unitPrice = market.instrument(instrument).cashValue(price, FixedPoint.ONE);
      long units = unitPrice == 0 ? 0 : FixedPoint.divide(over, unitPrice);
      left = Math.max(0, left - FixedPoint.roundDown(units, step) - step);
    }
    return left;
  }

  private long cost(int instrument, long quantity, long price) {
    return market.instrument(instrument).cashValue(price, quantity)
        + fee(instrument, quantity, price);
  }

  /// Quantity that an amount of cash buys at a price, costs not counted; rounded down to the
  /// step. [#BEYOND_RANGE] if it is more than an order can have.
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
    return steps >= ((double) FixedPoint.LIMIT) / step ? BEYOND_RANGE : ((long) steps) * step;
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
  private double freeMargin(long cash, int closed) {
    double equity = FixedPoint.toDouble(cash);
    double used = 0;
    for (int i = 0; i < market.instruments(); i++) {
      if (account.quantity(i) != 0 && i != closed) {
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
