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

  int place(int instrument, Order order, long quantity, long arrivalNanos, long untilNanos) {
    int slot = orders.allocate();
    orders.instrument[slot] = instrument;
    orders.sign[slot] = order.side().sign();
    orders.timeInForce[slot] = order.timeInForce().kind();
    orders.until[slot] = untilNanos;
    orders.arrivalNanos[slot] = arrivalNanos;
    setSize(slot, order.size(), quantity);
    setPrices(slot, order);
    boolean isExit = orders.sizing[slot] == OpenOrders.POSITION;
    if (isExit && rules.queue() == FillRules.Queue.EXITS_FIRST) {
      orders.addFirst(slot);
    } else {
      orders.addLast(slot);
    }
    return slot;
  }

  private void setSize(int slot, Size size, long quantity) {
    switch (size) {
      case Size.EquityFraction fraction when fraction.atFill() -> {
        orders.sizing[slot] = OpenOrders.EQUITY;
        orders.fraction[slot] = fraction.fraction();
      }
      case Size.PositionFraction fraction -> {
        orders.sizing[slot] = OpenOrders.POSITION;
        orders.fraction[slot] = fraction.fraction();
      }
      case Size.EquityFraction _, Size.Units _, Size.Notional _ -> {
        orders.sizing[slot] = OpenOrders.UNITS;
        orders.remaining[slot] = quantity;
      }
    }
  }

  private void setPrices(int slot, Order order) {
    Instrument instrument = market.instrument(orders.instrument[slot]);
    switch (order) {
      case Order.Market _ -> orders.kind[slot] = OpenOrders.MARKET;
      case Order.Limit limit -> {
        orders.kind[slot] = OpenOrders.LIMIT;
        orders.limit[slot] = passive(slot, limit.limit(), instrument);
      }
      case Order.Stop stop -> {
        orders.kind[slot] = OpenOrders.STOP;
        orders.stop[slot] = aggressive(slot, stop.stop(), instrument);
      }
      case Order.StopLimit both -> {
        orders.kind[slot] = OpenOrders.STOP_LIMIT;
        orders.stop[slot] = aggressive(slot, both.stop(), instrument);
        orders.limit[slot] = passive(slot, both.limit(), instrument);
      }
      case Order.TrailingStop trail -> {
        orders.kind[slot] = OpenOrders.TRAILING;
        orders.trail[slot] = trail.distance();
        orders.isTrailFraction[slot] = trail.isFraction();
        long start = market.price(orders.instrument[slot]);
        orders.stop[slot] = TrailingStops.level(orders, slot, start);
      }
      case Order.AtOpen _ -> orders.kind[slot] = OpenOrders.AT_OPEN;
      case Order.AtClose _ -> orders.kind[slot] = OpenOrders.AT_CLOSE;
    }
  }

  /// A limit off the tick moves away from the market: buys down, sells up.
  private long passive(int slot, long price, Instrument instrument) {
    return rules.roundsToTick()
        ? Ticks.round(price, instrument.priceStep(), orders.sign[slot] < 0)
        : price;
  }

  /// A stop off the tick moves away from the market too: buys up, sells down.
  private long aggressive(int slot, long price, Instrument instrument) {
    return rules.roundsToTick()
        ? Ticks.round(price, instrument.priceStep(), orders.sign[slot] > 0)
        : price;
  }

  /// Stop-loss and take-profit of an entry move away from its market too.
  void bracket(int slot, long stopLoss, long takeProfit) {
    boolean isUp = orders.sign[slot] > 0;
    orders.childStop[slot] = onTick(slot, stopLoss, !isUp);
    orders.childTarget[slot] = onTick(slot, takeProfit, isUp);
  }

  private long onTick(int slot, long price, boolean isUp) {
    return rules.roundsToTick()
        ? Ticks.round(price, market.instrument(orders.instrument[slot]).priceStep(), isUp)
        : price;
  }

  /// @return false if nothing is left to fill
  boolean amend(int slot, long quantity, long limit, long stop) {
    Instrument instrument = market.instrument(orders.instrument[slot]);
    if (quantity != 0) {
      long whole = FixedPoint.roundDown(quantity, instrument.quantityStep());
      orders.remaining[slot] = Math.max(0, whole - orders.filled[slot]);
      boolean isExit =
          orders.sizing[slot] == OpenOrders.POSITION || orders.sizing[slot] == OpenOrders.REDUCING;
      orders.sizing[slot] = isExit ? OpenOrders.REDUCING : OpenOrders.UNITS;
    }
    if (limit != 0) {
      orders.limit[slot] = passive(slot, limit, instrument);
    }
    if (stop != 0) {
      orders.stop[slot] = aggressive(slot, stop, instrument);
    }
    return quantity == 0 || orders.remaining[slot] > 0;
  }

  /// @return false if nothing is left to fill
  boolean split(int slot, long newShares, long oldShares) {
    Instrument instrument = market.instrument(orders.instrument[slot]);
    boolean wasLeft = orders.remaining[slot] > 0;
    boolean isTrailing = orders.kind[slot] == OpenOrders.TRAILING;
    long stop = price(orders.stop[slot], newShares, oldShares);
    orders.limit[slot] = passive(slot, price(orders.limit[slot], newShares, oldShares), instrument);
    orders.stop[slot] = isTrailing ? stop : aggressive(slot, stop, instrument);
    bracket(
        slot,
        price(orders.childStop[slot], newShares, oldShares),
        price(orders.childTarget[slot], newShares, oldShares));
    orders.entryPrice[slot] = price(orders.entryPrice[slot], newShares, oldShares);
    if (!orders.isTrailFraction[slot]) {
      orders.trail[slot] = price(orders.trail[slot], newShares, oldShares);
    }
    orders.remaining[slot] = quantity(orders.remaining[slot], newShares, oldShares, instrument);
    orders.waiting[slot] = quantity(orders.waiting[slot], newShares, oldShares, instrument);
    orders.filled[slot] = quantity(orders.filled[slot], newShares, oldShares, instrument);
    orders.opened[slot] = quantity(orders.opened[slot], newShares, oldShares, instrument);
    return !wasLeft || orders.remaining[slot] > 0;
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
