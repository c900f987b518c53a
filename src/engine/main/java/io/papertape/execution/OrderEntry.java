package io.papertape.execution;

import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.MutableMarket;
import io.papertape.order.Order;
import io.papertape.order.Size;
import java.math.RoundingMode;

/// Puts orders into the queue, amends and rescales them.
final class OrderEntry {
  private final OpenOrders orders;
  private final MutableMarket market;
  private final FillRules rules;

  OrderEntry(OpenOrders orders, MutableMarket market, FillRules rules) {
    this.orders = orders;
    this.market = market;
    this.rules = rules;
  }

  RestingOrder place(
      int instrument, Order order, long quantity, long arrivalNanos, long untilNanos) {
    RestingOrder resting = orders.allocate();
    resting.instrument = instrument;
    resting.sign = order.side().sign();
    resting.timeInForce = order.timeInForce().kind();
    resting.until = untilNanos;
    resting.arrivalNanos = arrivalNanos;
    setSize(resting, order.size(), quantity);
    setPrices(resting, order);
    boolean isExit = resting.sizing == RestingOrder.POSITION;
    if (isExit && rules.queue() == FillRules.Queue.EXITS_FIRST) {
      orders.addFirst(resting);
    } else {
      orders.addLast(resting);
    }
    return resting;
  }

  private void setSize(RestingOrder resting, Size size, long quantity) {
    switch (size) {
      case Size.EquityFraction fraction when fraction.atFill() -> {
        resting.sizing = RestingOrder.EQUITY;
        resting.fraction = fraction.fraction();
      }
      case Size.PositionFraction fraction -> {
        resting.sizing = RestingOrder.POSITION;
        resting.fraction = fraction.fraction();
      }
      case Size.EquityFraction _, Size.Units _, Size.Notional _ -> {
        resting.sizing = RestingOrder.UNITS;
        resting.remaining = quantity;
      }
    }
  }

  private void setPrices(RestingOrder resting, Order order) {
    Instrument instrument = market.instrument(resting.instrument);
    switch (order) {
      case Order.Market _ -> resting.kind = RestingOrder.MARKET;
      case Order.Limit limit -> {
        resting.kind = RestingOrder.LIMIT;
        resting.limit = passive(resting.sign, limit.limit(), instrument);
      }
      case Order.Stop stop -> {
        resting.kind = RestingOrder.STOP;
        resting.stop = aggressive(resting.sign, stop.stop(), instrument);
      }
      case Order.StopLimit both -> {
        resting.kind = RestingOrder.STOP_LIMIT;
        resting.stop = aggressive(resting.sign, both.stop(), instrument);
        resting.limit = passive(resting.sign, both.limit(), instrument);
      }
      case Order.TrailingStop trail -> {
        resting.kind = RestingOrder.TRAILING;
        resting.trail = trail.distance();
        resting.isTrailFraction = trail.isFraction();
        long start = market.price(resting.instrument);
        resting.stop = TrailingStops.level(resting, start);
      }
      case Order.AtOpen _ -> resting.kind = RestingOrder.AT_OPEN;
      case Order.AtClose _ -> resting.kind = RestingOrder.AT_CLOSE;
    }
  }

  /// A limit off the tick moves away from the market: buys down, sells up.
  private long passive(int sign, long price, Instrument instrument) {
    return rules.roundsToTick() ? Ticks.round(price, instrument.priceStep(), sign < 0) : price;
  }

  /// A stop off the tick moves away from the market too: buys up, sells down.
  private long aggressive(int sign, long price, Instrument instrument) {
    return rules.roundsToTick() ? Ticks.round(price, instrument.priceStep(), sign > 0) : price;
  }

  /// Price at which an order is worth what it is worth before it fills.
  long reference(int instrument, Order order) {
    int sign = order.side().sign();
    Instrument traded = market.instrument(instrument);
    long last = market.price(instrument);
    return switch (order) {
      case Order.Limit limit -> passive(sign, limit.limit(), traded);
      case Order.StopLimit both -> passive(sign, both.limit(), traded);
      case Order.Stop stop -> aggressive(sign, stop.stop(), traded);
      case Order.TrailingStop trail ->
          TrailingStops.level(sign, trail.distance(), trail.isFraction(), last);
      case Order.Market _, Order.AtOpen _, Order.AtClose _ -> last;
    };
  }

  /// The same of a working order that is amended.
  private long reference(RestingOrder resting, long limit, long stop) {
    Instrument traded = market.instrument(resting.instrument);
    if (limit != 0 || resting.limit != 0) {
      return limit == 0 ? resting.limit : passive(resting.sign, limit, traded);
    }
    boolean isReached = resting.isStop() && resting.isAtMarket();
    if (!isReached && (stop != 0 || resting.stop != 0)) {
      return stop == 0 ? resting.stop : aggressive(resting.sign, stop, traded);
    }
    return market.price(resting.instrument);
  }

  /// What is left of an order with an amended quantity, if it may open something; else 0, also
  /// if only the fill will tell.
  long left(RestingOrder resting, long quantity) {
    boolean isKnown = resting.sizing == RestingOrder.UNITS || quantity != 0;
    if (!isKnown || !mayOpen(resting)) {
      return 0;
    }
    long step = market.instrument(resting.instrument).quantityStep();
    return quantity == 0
        ? resting.remaining
        : Math.max(0, FixedPoint.roundDown(quantity, step) - resting.filled);
  }

  /// Whether an amended order, what is filled of it included, is below its instrument's minimum.
  boolean isSmall(RestingOrder resting, long quantity, long limit, long stop) {
    Instrument traded = market.instrument(resting.instrument);
    long left = traded.minNotional() == 0 ? 0 : left(resting, quantity);
    return left > 0
        && traded.isBelowMinimum(reference(resting, limit, stop), left + resting.filled);
  }

  private static boolean mayOpen(RestingOrder resting) {
    return resting.parent == 0
        && resting.sizing != RestingOrder.POSITION
        && resting.sizing != RestingOrder.REDUCING;
  }

  /// Units by which an amended quantity would grow an order; 0 if it only ever reduces.
  long growth(RestingOrder resting, long quantity) {
    boolean isEntry = resting != RestingOrder.NONE && mayOpen(resting);
    long whole = quantity - (isEntry ? resting.filled : 0);
    return isEntry && whole > resting.remaining ? resting.sign * whole : 0;
  }

  /// Stop-loss and take-profit of an entry move away from its market too.
  void bracket(RestingOrder resting, long stopLoss, long takeProfit) {
    boolean isUp = resting.sign > 0;
    resting.childStop = onTick(resting, stopLoss, !isUp);
    resting.childTarget = onTick(resting, takeProfit, isUp);
  }

  private long onTick(RestingOrder resting, long price, boolean isUp) {
    return rules.roundsToTick()
        ? Ticks.round(price, market.instrument(resting.instrument).priceStep(), isUp)
        : price;
  }

  /// @return false if nothing is left to fill
  boolean amend(RestingOrder resting, long quantity, long limit, long stop) {
    Instrument instrument = market.instrument(resting.instrument);
    if (quantity != 0) {
      long whole = FixedPoint.roundDown(quantity, instrument.quantityStep());
      resting.remaining = Math.max(0, whole - resting.filled);
      boolean isExit =
          resting.sizing == RestingOrder.POSITION || resting.sizing == RestingOrder.REDUCING;
      resting.sizing = isExit ? RestingOrder.REDUCING : RestingOrder.UNITS;
    }
    if (limit != 0) {
      resting.limit = passive(resting.sign, limit, instrument);
      // Among quotes it arrives anew: at its new price it may be marketable.
      resting.isTriggered &= resting.kind != RestingOrder.LIMIT;
    }
    if (stop != 0) {
      resting.stop = aggressive(resting.sign, stop, instrument);
    }
    return quantity == 0 || resting.remaining > 0;
  }

  /// @return false if nothing is left to fill
  boolean split(RestingOrder resting, long newShares, long oldShares) {
    Instrument instrument = market.instrument(resting.instrument);
    boolean wasLeft = resting.remaining > 0;
    boolean isTrailing = resting.kind == RestingOrder.TRAILING;
    long stop = price(resting.stop, newShares, oldShares);
    resting.limit = passive(resting.sign, price(resting.limit, newShares, oldShares), instrument);
    resting.stop = isTrailing ? stop : aggressive(resting.sign, stop, instrument);
    bracket(
        resting,
        price(resting.childStop, newShares, oldShares),
        price(resting.childTarget, newShares, oldShares));
    resting.entryPrice = price(resting.entryPrice, newShares, oldShares);
    if (!resting.isTrailFraction) {
      resting.trail = price(resting.trail, newShares, oldShares);
    }
    resting.remaining = quantity(resting.remaining, newShares, oldShares, instrument);
    resting.waiting = quantity(resting.waiting, newShares, oldShares, instrument);
    resting.filled = quantity(resting.filled, newShares, oldShares, instrument);
    resting.opened = quantity(resting.opened, newShares, oldShares, instrument);
    return !wasLeft || resting.remaining > 0;
  }

  private static long price(long price, long newShares, long oldShares) {
    return price == 0 ? 0 : FixedPoint.ratio(price, oldShares, newShares, RoundingMode.HALF_UP);
  }

  private static long quantity(
      long quantity, long newShares, long oldShares, Instrument instrument) {
    long exact = FixedPoint.ratio(quantity, newShares, oldShares, RoundingMode.DOWN);
    return FixedPoint.roundDown(exact, instrument.quantityStep());
  }
}
