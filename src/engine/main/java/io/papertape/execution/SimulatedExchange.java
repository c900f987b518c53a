package io.papertape.execution;

import io.papertape.market.FixedPoint;
import io.papertape.market.MutableMarket;
import io.papertape.order.Order;
import io.papertape.order.Side;
import java.util.ArrayList;
import java.util.List;

/// The simulated exchange: holds our working orders and meets them with each moment of the
/// market.
///
/// An order meets a bar only if the bar opens at or after the order's arrival. All orders, of all
/// instruments, are tried in one queue, so that a sale pays for a purchase submitted after it; what
/// fills at the open of its bar goes before what the bar reaches later.
public final class SimulatedExchange {
  private final OpenOrders orders = new OpenOrders();
  private final OrderEntry entry;
  private final OrderMatch match;
  private final TrailingStops trailing;
  private final QuietQuotes quiet;
  private final Lifetimes lifetimes;
  private final MutableMarket market;
  private final Portfolio portfolio;
  private final MutablePasses passes;

  public SimulatedExchange(
      MutableMarket market, FillRules rules, Fees fees, Slippage slippage, Portfolio portfolio) {
    this.market = market;
    this.portfolio = portfolio;
    entry = new OrderEntry(orders, market, rules);
    match = new OrderMatch(orders, market, rules, fees, slippage, portfolio);
    trailing = new TrailingStops(orders, market, rules);
    quiet = new QuietQuotes(orders, market, rules);
    lifetimes = new Lifetimes(orders, market, match);
    passes = new MutablePasses(orders, market, rules, match, lifetimes);
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
    RestingOrder resting = entry.place(instrument, order, quantity, arrivalNanos, untilNanos);
    entry.bracket(resting, childStop, childTarget);
    return resting.id;
  }

  /// Notes that an order was placed as one that only makes the position smaller: what it opens
  /// after all is held against every limit.
  public void reduces(int orderId) {
    orders.working(orderId).isReduction = true;
  }

  /// Ties two working orders: when one fills, the other is cancelled. False if one of them does
  /// not work.
  public boolean link(int firstOrderId, int secondOrderId) {
    RestingOrder first = orders.working(firstOrderId);
    RestingOrder second = orders.working(secondOrderId);
    if (first == RestingOrder.NONE || second == RestingOrder.NONE || first == second) {
      return false;
    }
    first.sibling = secondOrderId;
    second.sibling = firstOrderId;
    return true;
  }

  /// Cancels a working order; false if it no longer works.
  public boolean cancel(int orderId) {
    quiet.forget();
    RestingOrder resting = orders.working(orderId);
    if (resting == RestingOrder.NONE) {
      return false;
    }
    match.end(resting, OrderState.CANCELLED, OrderReason.CANCELLED_BY_STRATEGY);
    orders.sweep();
    return true;
  }

  /// Changes prices or quantity of a working order; 0 leaves a value as it is. Its place in the
  /// queue stays; a quantity that is filled already cancels the rest. False if it no longer
  /// works.
  public boolean amend(int orderId, long quantity, long limit, long stop) {
    quiet.forget();
    RestingOrder resting = orders.working(orderId);
    if (resting == RestingOrder.NONE) {
      return false;
    }
    if (entry.amend(resting, quantity, limit, stop)) {
      tellChange(resting, OrderReason.AMENDED);
    } else {
      match.end(resting, OrderState.CANCELLED, OrderReason.AMENDED);
      orders.sweep();
    }
    return true;
  }

  private void tellChange(RestingOrder resting, OrderReason reason) {
    portfolio.changed(resting.id, reason, resting.remaining, resting.limit, resting.stop);
  }

  /// Lets the working orders meet the bars that became known at this moment.
  public void meetMarket() {
    if (orders.count() == 0) {
      return;
    }
    quiet.forget();
    passes.meetMoment();
    if (orders.count() > 0) {
      trailing.follow();
      lifetimes.endWithBar();
    }
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
    passes.meet(orders.working(orderId));
    orders.sweep();
  }

  /// Fills an order that closes a position at the last known price: nothing holds it up, neither
  /// the cap on volume nor that the instrument does not trade.
  public void liquidate(int orderId) {
    quiet.forget();
    match.liquidate(orders.working(orderId));
    orders.sweep();
  }

  /// Rescales working orders of an instrument for a split of `newShares` new for `oldShares`
  /// old.
  public void split(int instrument, long newShares, long oldShares) {
    quiet.forget();
    for (RestingOrder resting = orders.first();
        resting != RestingOrder.NONE;
        resting = resting.next) {
      if (resting.instrument == instrument) {
        if (entry.split(resting, newShares, oldShares)) {
          tellChange(resting, OrderReason.RESCALED_BY_SPLIT);
        } else {
          match.end(resting, OrderState.CANCELLED, OrderReason.SIZE_ROUNDS_TO_ZERO);
        }
      }
    }
    orders.sweep();
  }

  /// How many orders work.
  public int workingOrders() {
    return orders.count();
  }

  /// The first of the orders that work, in the order in which a bar tries them.
  public List<WorkingOrder> working(int most) {
    List<WorkingOrder> working = new ArrayList<>();
    for (RestingOrder one = orders.first();
        one != RestingOrder.NONE && working.size() < most;
        one = one.next) {
      if (!one.isDead) {
        working.add(
            new WorkingOrder(
                one.id,
                one.instrument,
                one.sign > 0 ? Side.BUY : Side.SELL,
                one.remaining,
                one.limit,
                one.stop,
                one.arrivalNanos));
      }
    }
    return working;
  }

  /// True while an order works.
  public boolean isWorking(int orderId) {
    return orders.working(orderId) != RestingOrder.NONE;
  }

  /// True while an order that is no child of a bracket works for an instrument.
  public boolean hasWorkingEntry(int instrument) {
    for (RestingOrder resting = orders.first();
        resting != RestingOrder.NONE;
        resting = resting.next) {
      if (!resting.isDead && resting.instrument == instrument && resting.parent == 0) {
        return true;
      }
    }
    return false;
  }

  /// The working stop-loss that an entry placed; 0 if there is none.
  public int stopOf(int entryOrderId) {
    for (RestingOrder resting = orders.first();
        resting != RestingOrder.NONE;
        resting = resting.next) {
      if (!resting.isDead && resting.parent == entryOrderId && resting.kind == RestingOrder.STOP) {
        return resting.id;
      }
    }
    return 0;
  }

  /// Stop price of a working order, fixed point; 0 if it has none.
  public long stopPrice(int orderId) {
    RestingOrder resting = orders.working(orderId);
    return resting == RestingOrder.NONE ? 0 : resting.stop;
  }

  /// Stop-loss that a working entry will place, on the tick; 0 if none.
  public long stopLoss(int orderId) {
    RestingOrder resting = orders.working(orderId);
    return resting == RestingOrder.NONE ? 0 : resting.childStop;
  }

  /// Take-profit that a working entry will place, on the tick; 0 if none.
  public long takeProfit(int orderId) {
    RestingOrder resting = orders.working(orderId);
    return resting == RestingOrder.NONE ? 0 : resting.childTarget;
  }

  /// Units of a working order by which an amended quantity would grow it, fixed point; 0 if it
  /// only ever reduces.
  public long growth(int orderId, long quantity) {
    return entry.growth(orders.working(orderId), quantity);
  }

  /// Price at which an order is valued when it is placed: its limit or else its stop, as they
  /// would work, or the last known price if it has neither.
  public long reference(int instrument, Order order) {
    return entry.reference(instrument, order);
  }

  /// Whether amended values would make a working order worth less than its instrument's least
  /// order; never of one that only reduces, nor of one whose size only the fill tells.
  public boolean isSmall(int orderId, long quantity, long limit, long stop) {
    return entry.isSmall(orders.working(orderId), quantity, limit, stop);
  }

  /// Signed quantity that is left of a working order if it is amended to a quantity.
  public long left(int orderId, long quantity) {
    RestingOrder resting = orders.working(orderId);
    return resting.sign * entry.left(resting, quantity);
  }

  /// Lets a working order close what is held and nothing else.
  public void closesOnly(int orderId) {
    orders.working(orderId).sizing = RestingOrder.REDUCING;
  }

  /// Collects what the working orders may still buy and sell; sizes that only the fill resolves
  /// are estimated at the last price.
  ///
  /// @param exceptOrderId order to leave out; 0: none
  public void collect(RestingQuantities quantities, int exceptOrderId) {
    quantities.clear();
    for (RestingOrder resting = orders.first();
        resting != RestingOrder.NONE;
        resting = resting.next) {
      if (resting.isDead || resting.parent != 0 || resting.id == exceptOrderId) {
        continue;
      }
      int instrument = resting.instrument;
      int sign = resting.sign;
      boolean isExit =
          resting.sizing == RestingOrder.POSITION || resting.sizing == RestingOrder.REDUCING;
      if (resting.isAtMarket()) {
        long quantity = isExit ? match.closing(resting) : estimate(resting);
        quantities.addAtMarket(instrument, sign * quantity);
      } else if (!isExit) {
        quantities.add(instrument, sign, estimate(resting));
      }
    }
  }

  private long estimate(RestingOrder resting) {
    int instrument = resting.instrument;
    return resting.sizing == RestingOrder.UNITS
        ? resting.remaining
        : Math.min(
            FixedPoint.LIMIT,
            portfolio.sizeAtFill(
                instrument, resting.sign * resting.fraction, market.price(instrument)));
  }

  /// Instrument of a working order.
  public int instrument(int orderId) {
    return orders.working(orderId).instrument;
  }

  /// Limit price of a working order, fixed point; 0 if it has none.
  public long limitPrice(int orderId) {
    RestingOrder resting = orders.working(orderId);
    return resting == RestingOrder.NONE ? 0 : resting.limit;
  }

  /// Ends all working orders, in queue order.
  public void endAll(OrderReason reason) {
    quiet.forget();
    for (RestingOrder resting = orders.first();
        resting != RestingOrder.NONE;
        resting = resting.next) {
      if (!resting.isDead) {
        match.end(resting, OrderState.CANCELLED, reason);
      }
    }
    orders.sweep();
  }
}
