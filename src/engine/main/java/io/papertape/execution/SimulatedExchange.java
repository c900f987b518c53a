package io.papertape.execution;

import io.papertape.market.MutableMarket;
import io.papertape.order.Order;

/// The simulated exchange: holds our working orders and meets them with each moment of the
/// market.
///
/// An order meets a bar only if the bar opens at or after the order's arrival. All orders, of all
/// instruments, are tried in one queue, so that a sale pays for a purchase submitted after it.
public final class SimulatedExchange {
  /// Passes of one moment are counted below this number.
  private static final long PASSES_PER_MOMENT = 256;

  private final OpenOrders orders = new OpenOrders();
  private final OrderEntry entry;
  private final OrderMatch match;
  private final TrailingStops trailing;
  private final QuietQuotes quiet;
  private final MutableMarket market;
  private final Portfolio portfolio;
  private long moment;
  private long pass;

  public SimulatedExchange(
      MutableMarket market, FillRules rules, Fees fees, Slippage slippage, Portfolio portfolio) {
    this.market = market;
    this.portfolio = portfolio;
    entry = new OrderEntry(orders, market, rules);
    match = new OrderMatch(orders, market, rules, fees, slippage, portfolio);
    trailing = new TrailingStops(orders, market, rules);
    quiet = new QuietQuotes(orders, market, rules);
  }

  /// Takes an order; it works from `arrivalNanos` on.
  ///
  /// @param quantity   fixed point, for sizes that are known at the decision; else 0
  /// @param untilNanos last moment it may fill, for DAY and GTD; else [Long#MAX_VALUE]
  /// @param childStop  price of the stop-loss to place when it fills; 0: none
  /// @param childTarget price of the take-profit to place when it fills; 0: none
  /// @return the order's id, counted from 1
  public int submit(
      int instrument,
      Order order,
      long quantity,
      long arrivalNanos,
      long untilNanos,
      long childStop,
      long childTarget) {
    quiet.forget();
    int slot = entry.place(instrument, order, quantity, arrivalNanos, untilNanos);
    entry.bracket(slot, childStop, childTarget);
    return orders.id[slot];
  }

  /// Ties two working orders: when one fills, the other is cancelled. False if one of them does
  /// not work.
  public boolean link(int firstOrderId, int secondOrderId) {
    int first = orders.slot(firstOrderId);
    int second = orders.slot(secondOrderId);
    if (first == OpenOrders.NONE || second == OpenOrders.NONE || first == second) {
      return false;
    }
    orders.sibling[first] = secondOrderId;
    orders.sibling[second] = firstOrderId;
    return true;
  }

  /// Cancels a working order; false if it no longer works.
  public boolean cancel(int orderId) {
    quiet.forget();
    int slot = orders.slot(orderId);
    if (slot == OpenOrders.NONE) {
      return false;
    }
    match.end(slot, OrderState.CANCELLED, OrderReason.CANCELLED_BY_STRATEGY);
    orders.sweep();
    return true;
  }

  /// Changes prices or quantity of a working order; 0 leaves a value as it is. Its place in the
  /// queue stays; a quantity that is filled already cancels the rest. False if it no longer
  /// works.
  public boolean amend(int orderId, long quantity, long limit, long stop) {
    quiet.forget();
    int slot = orders.slot(orderId);
    if (slot == OpenOrders.NONE) {
      return false;
    }
    if (entry.amend(slot, quantity, limit, stop)) {
      tellChange(slot, OrderReason.AMENDED);
    } else {
      match.end(slot, OrderState.CANCELLED, OrderReason.AMENDED);
      orders.sweep();
    }
    return true;
  }

  private void tellChange(int slot, OrderReason reason) {
    portfolio.changed(
        orders.id[slot], reason, orders.remaining[slot], orders.limit[slot], orders.stop[slot]);
  }

  /// Lets the working orders meet the bars that became known at this moment.
  public void meetMarket() {
    if (orders.count() == 0) {
      return;
    }
    quiet.forget();
    moment++;
    pass = moment * PASSES_PER_MOMENT;
    boolean again = true;
    while (again) {
      again = passOnce();
      pass++;
    }
    trailing.follow();
    orders.sweep();
  }

  /// The same as [#meetMarket] for a moment that is one quote and nothing else.
  public void meetQuote(int instrument, long bid, long ask) {
    if (orders.count() == 0 || quiet.hold(instrument, market.timeNanos(), bid, ask)) {
      return;
    }
    meetMarket();
    quiet.find(instrument);
  }

  /// Lets one order meet the bar of this moment, and no other order.
  public void meetMarket(int orderId) {
    quiet.forget();
    match.meet(orders.slot(orderId), pass);
    orders.sweep();
  }

  /// Fills an order that closes a position at the last known price: nothing holds it up, neither
  /// the cap on volume nor that the instrument does not trade.
  public void liquidate(int orderId) {
    quiet.forget();
    match.liquidate(orders.slot(orderId));
    orders.sweep();
  }

  private boolean passOnce() {
    boolean again = false;
    for (int slot = orders.first(); slot != OpenOrders.NONE; slot = orders.next(slot)) {
      if (orders.isDead[slot]) {
        continue;
      }
      if (market.timeNanos() > orders.until[slot] && expired(slot)) {
        match.end(slot, OrderState.EXPIRED, OrderReason.TIME_IN_FORCE);
      } else if (isDue(slot)) {
        again |= match.meet(slot, pass);
      }
    }
    return again;
  }

  /// A bar that opened before the end of the order's time may still fill it.
  private boolean expired(int slot) {
    int instrument = orders.instrument[slot];
    return !market.isFilledByBars(instrument)
        || !market.isFresh(instrument)
        || market.openTimeNanos(instrument) >= orders.until[slot];
  }

  private boolean isDue(int slot) {
    int instrument = orders.instrument[slot];
    if (!market.isFillable(instrument) || pass < orders.eligiblePass[slot]) {
      return false;
    }
    long begins =
        market.isFilledByBars(instrument) ? market.openTimeNanos(instrument) : market.timeNanos();
    return begins >= orders.arrivalNanos[slot];
  }

  /// Rescales working orders of an instrument for a split of `newShares` new for `oldShares`
  /// old.
  public void split(int instrument, long newShares, long oldShares) {
    quiet.forget();
    for (int slot = orders.first(); slot != OpenOrders.NONE; slot = orders.next(slot)) {
      if (orders.instrument[slot] == instrument) {
        if (entry.split(slot, newShares, oldShares)) {
          tellChange(slot, OrderReason.RESCALED_BY_SPLIT);
        } else {
          match.end(slot, OrderState.CANCELLED, OrderReason.SIZE_ROUNDS_TO_ZERO);
        }
      }
    }
    orders.sweep();
  }

  /// How many orders work.
  public int workingOrders() {
    return orders.count();
  }

  /// True while an order works.
  public boolean isWorking(int orderId) {
    return orders.slot(orderId) != OpenOrders.NONE;
  }

  /// True while an order that is no child of a bracket works for an instrument.
  public boolean hasWorkingEntry(int instrument) {
    for (int slot = orders.first(); slot != OpenOrders.NONE; slot = orders.next(slot)) {
      if (!orders.isDead[slot]
          && orders.instrument[slot] == instrument
          && orders.parent[slot] == 0) {
        return true;
      }
    }
    return false;
  }

  /// The working stop-loss that an entry placed; 0 if there is none.
  public int stopOf(int entryOrderId) {
    for (int slot = orders.first(); slot != OpenOrders.NONE; slot = orders.next(slot)) {
      if (!orders.isDead[slot]
          && orders.parent[slot] == entryOrderId
          && orders.kind[slot] == OpenOrders.STOP) {
        return orders.id[slot];
      }
    }
    return 0;
  }

  /// Stop price of a working order, fixed point; 0 if it has none.
  public long stopPrice(int orderId) {
    int slot = orders.slot(orderId);
    return slot == OpenOrders.NONE ? 0 : orders.stop[slot];
  }

  /// Stop-loss that a working entry will place, on the tick; 0 if none.
  public long stopLoss(int orderId) {
    int slot = orders.slot(orderId);
    return slot == OpenOrders.NONE ? 0 : orders.childStop[slot];
  }

  /// Take-profit that a working entry will place, on the tick; 0 if none.
  public long takeProfit(int orderId) {
    int slot = orders.slot(orderId);
    return slot == OpenOrders.NONE ? 0 : orders.childTarget[slot];
  }

  /// Units of a working order by which an amended quantity would grow it, fixed point; 0 if it
  /// only ever reduces.
  public long growth(int orderId, long quantity) {
    int slot = orders.slot(orderId);
    boolean isEntry =
        slot != OpenOrders.NONE
            && orders.parent[slot] == 0
            && orders.sizing[slot] != OpenOrders.POSITION
            && orders.sizing[slot] != OpenOrders.REDUCING;
    long whole = quantity - (isEntry ? orders.filled[slot] : 0);
    return isEntry && whole > orders.remaining[slot] ? orders.sign[slot] * whole : 0;
  }

  /// Collects what the working orders may still buy and sell; sizes that only the fill resolves
  /// are estimated at the last price.
  ///
  /// @param exceptOrderId order to leave out; 0: none
  public void collect(RestingQuantities resting, int exceptOrderId) {
    resting.clear();
    for (int slot = orders.first(); slot != OpenOrders.NONE; slot = orders.next(slot)) {
      if (orders.isDead[slot] || orders.parent[slot] != 0 || orders.id[slot] == exceptOrderId) {
        continue;
      }
      int instrument = orders.instrument[slot];
      int sign = orders.sign[slot];
      boolean isExit =
          orders.sizing[slot] == OpenOrders.POSITION || orders.sizing[slot] == OpenOrders.REDUCING;
      if (orders.kind[slot] == OpenOrders.MARKET) {
        long quantity = isExit ? match.closing(slot) : estimate(slot);
        resting.addAtMarket(instrument, sign * quantity);
      } else if (!isExit) {
        resting.add(instrument, sign, estimate(slot));
      }
    }
  }

  private long estimate(int slot) {
    int instrument = orders.instrument[slot];
    return orders.sizing[slot] == OpenOrders.UNITS
        ? orders.remaining[slot]
        : portfolio.sizeAtFill(
            instrument, orders.sign[slot] * orders.fraction[slot], market.price(instrument));
  }

  /// Instrument of a working order.
  public int instrument(int orderId) {
    return orders.instrument[orders.slot(orderId)];
  }

  /// Limit price of a working order, fixed point; 0 if it has none.
  public long limitPrice(int orderId) {
    int slot = orders.slot(orderId);
    return slot == OpenOrders.NONE ? 0 : orders.limit[slot];
  }

  /// Ends all working orders, in queue order.
  public void endAll(OrderReason reason) {
    quiet.forget();
    for (int slot = orders.first(); slot != OpenOrders.NONE; slot = orders.next(slot)) {
      if (!orders.isDead[slot]) {
        match.end(slot, OrderState.CANCELLED, reason);
      }
    }
    orders.sweep();
  }
}
