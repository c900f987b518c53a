package io.papertape.execution;

import io.papertape.market.MutableMarket;
import io.papertape.order.TimeInForce;

/// Stop-loss and take-profit of an entry: placed when it fills, tied to each other, gone with the
/// position.
final class Brackets {
  private static final long PASS_MASK = 0xFF;

  private final OpenOrders orders;
  private final MutableMarket market;
  private final FillRules rules;
  private final Portfolio portfolio;

  Brackets(OpenOrders orders, MutableMarket market, FillRules rules, Portfolio portfolio) {
    this.orders = orders;
    this.market = market;
    this.rules = rules;
    this.portfolio = portfolio;
  }

  /// Quantity that a child may close, fixed point.
  long held(int child) {
    int instrument = orders.instrument[child];
    long held =
        rules.lots() == FillRules.Lots.OWN_ENTRY
            ? portfolio.lotQuantity(instrument, orders.parent[child])
            : portfolio.quantity(instrument);
    return Long.signum(held) == -orders.sign[child] ? Math.abs(held) : 0;
  }

  /// Quantity of a child that works now: not what its entry added inside this bar.
  long working(int child, long pass) {
    boolean isWaiting = orders.waitingPass[child] >> 8 == pass >> 8;
    return orders.remaining[child] - (isWaiting ? orders.waiting[child] : 0);
  }

  /// @return true if a child works on this bar already
  ///
  /// @param opened quantity of the fill that opened or grew the position
  boolean afterFill(int slot, long quantity, long opened, long price, boolean atOpen, long pass) {
    settleSibling(slot, quantity);
    if (rules.childrenDieFlat() && orders.childCount() > 0 && opened < quantity) {
      cancelOrphans(orders.instrument[slot]);
      if (orders.parent[slot] == 0 && rules.lots() == FillRules.Lots.FIFO) {
        shrinkChildren(orders.instrument[slot]);
      }
    }
    if (opened == 0 || (orders.childStop[slot] == 0 && orders.childTarget[slot] == 0)) {
      return false;
    }
    if (opened < orders.opened[slot] && growChildren(slot, opened, atOpen, pass)) {
      return false;
    }
    return placeChildren(slot, opened, price, atOpen, pass);
  }

  /// A further part of an entry was filled: its children close that part too.
  private boolean growChildren(int parent, long opened, boolean isAtOpen, long pass) {
    boolean isAny = false;
    for (int slot = orders.first(); slot != OpenOrders.NONE; slot = orders.next(slot)) {
      if (!orders.isDead[slot] && orders.parent[slot] == orders.id[parent]) {
        if (!worksNow(parent, isAtOpen, orders.kind[slot] == OpenOrders.STOP)) {
          boolean isWaiting = orders.waitingPass[slot] >> 8 == pass >> 8;
          orders.waiting[slot] = opened + (isWaiting ? orders.waiting[slot] : 0);
          orders.waitingPass[slot] = pass;
        }
        orders.remaining[slot] += opened;
        tellChange(slot, OrderReason.ENTRY_FILLED_FURTHER);
        isAny = true;
      }
    }
    return isAny;
  }

  /// Stop and target of one entry protect the same quantity: what one has filled in part, the
  /// other no longer closes. Orders that the strategy tied cancel each other at the first fill.
  private void settleSibling(int slot, long quantity) {
    int sibling = orders.slot(orders.sibling[slot]);
    if (sibling == OpenOrders.NONE) {
      return;
    }
    boolean isBracket = orders.parent[slot] != 0 && orders.parent[slot] == orders.parent[sibling];
    long left = orders.remaining[sibling] - quantity;
    if (isBracket && orders.remaining[slot] > 0 && left > 0 && held(slot) > 0) {
      orders.remaining[sibling] = left;
      tellChange(sibling, OrderReason.SIBLING_FILLED);
    } else {
      end(sibling, OrderReason.SIBLING_FILLED);
    }
  }

  private void tellChange(int slot, OrderReason reason) {
    portfolio.changed(
        orders.id[slot], reason, orders.remaining[slot], orders.limit[slot], orders.stop[slot]);
  }

  private void cancelOrphans(int instrument) {
    for (int slot = orders.first(); slot != OpenOrders.NONE; slot = orders.next(slot)) {
      if (!orders.isDead[slot]
          && orders.parent[slot] != 0
          && orders.instrument[slot] == instrument
          && orders.remaining[slot] > 0
          && held(slot) == 0) {
        end(slot, OrderReason.POSITION_CLOSED);
      }
    }
  }

  /// Brackets protect no more than what an order of the strategy has left of the position: the
  /// oldest give way first.
  private void shrinkChildren(int instrument) {
    long excess = -Math.abs(portfolio.quantity(instrument));
    for (int slot = orders.first(); slot != OpenOrders.NONE; slot = orders.next(slot)) {
      excess += isFirstOfBracket(slot, instrument) ? orders.remaining[slot] : 0;
    }
    for (int slot = orders.first(); slot != OpenOrders.NONE; slot = orders.next(slot)) {
      if (excess > 0 && isFirstOfBracket(slot, instrument)) {
        long part = Math.min(excess, orders.remaining[slot]);
        int sibling = orders.slot(orders.sibling[slot]);
        if (sibling != OpenOrders.NONE && orders.parent[sibling] == orders.parent[slot]) {
          reduce(sibling, part);
        }
        reduce(slot, part);
        excess -= part;
      }
    }
  }

  /// True for one living child of each bracket: the stop if there are two.
  private boolean isFirstOfBracket(int slot, int instrument) {
    if (orders.isDead[slot] || orders.parent[slot] == 0 || orders.instrument[slot] != instrument) {
      return false;
    }
    int sibling = orders.slot(orders.sibling[slot]);
    return orders.kind[slot] == OpenOrders.STOP
        || sibling == OpenOrders.NONE
        || orders.parent[sibling] != orders.parent[slot];
  }

  private void reduce(int slot, long part) {
    orders.remaining[slot] -= part;
    if (orders.remaining[slot] > 0) {
      tellChange(slot, OrderReason.POSITION_REDUCED);
    } else {
      end(slot, OrderReason.POSITION_CLOSED);
    }
  }

  private void end(int slot, OrderReason reason) {
    orders.kill(slot);
    portfolio.stateChanged(orders.id[slot], OrderState.CANCELLED, reason);
  }

  private boolean placeChildren(
      int parent, long quantity, long price, boolean isAtOpen, long pass) {
    long stop = orders.childStop[parent];
    long target = orders.childTarget[parent];
    boolean isStopNow = worksNow(parent, isAtOpen, true);
    boolean isTargetNow = worksNow(parent, isAtOpen, false);
    int stopChild = OpenOrders.NONE;
    int targetChild = OpenOrders.NONE;
    if (stop != 0) {
      stopChild = child(parent, OpenOrders.STOP, stop, quantity);
    }
    if (target != 0) {
      targetChild = child(parent, OpenOrders.LIMIT, target, quantity);
    }
    long startsFrom = !isAtOpen && rules.children() == FillRules.Children.ENTRY_BAR ? price : 0;
    start(stopChild, startsFrom, isStopNow, pass);
    start(targetChild, startsFrom, isTargetNow, pass);
    if (stopChild != OpenOrders.NONE && targetChild != OpenOrders.NONE) {
      orders.sibling[stopChild] = orders.id[targetChild];
      orders.sibling[targetChild] = orders.id[stopChild];
    }
    return (stopChild != OpenOrders.NONE && isStopNow)
        || (targetChild != OpenOrders.NONE && isTargetNow);
  }

  private boolean worksNow(int parent, boolean isAtOpen, boolean isStop) {
    if (!market.isFilledByBars(orders.instrument[parent])) {
      return false;
    }
    return switch (rules.children()) {
      case NEXT_BAR -> false;
      case ENTRY_BAR -> isAtOpen || isStop;
      case ENTRY_BAR_AFTER_MARKET ->
          orders.kind[parent] == OpenOrders.MARKET
              || (orders.kind[parent] == OpenOrders.STOP && onlyTargetInsideBar(parent));
    };
  }

  /// A stop entry and its target lie in one direction, so their order on the bar is known if the
  /// stop-loss was not reached at all.
  private boolean onlyTargetInsideBar(int parent) {
    int instrument = orders.instrument[parent];
    long stop = orders.childStop[parent];
    long target = orders.childTarget[parent];
    if (target == 0) {
      return false;
    }
    return orders.sign[parent] > 0
        ? target <= market.high(instrument) && (stop == 0 || stop < market.low(instrument))
        : target >= market.low(instrument) && (stop == 0 || stop > market.high(instrument));
  }

  /// @param entryPrice from which it meets the entry's bar; 0: from the open
  private void start(int child, long entryPrice, boolean isNow, long pass) {
    if (child != OpenOrders.NONE) {
      orders.eligiblePass[child] = isNow ? pass + 1 : (pass | PASS_MASK) + 1;
      orders.entryPass[child] = pass;
      orders.entryPrice[child] = entryPrice;
    }
  }

  private int child(int parent, byte kind, long price, long quantity) {
    int slot = orders.allocate();
    orders.instrument[slot] = orders.instrument[parent];
    orders.sign[slot] = -orders.sign[parent];
    orders.kind[slot] = kind;
    orders.sizing[slot] = OpenOrders.UNITS;
    orders.remaining[slot] = quantity;
    orders.timeInForce[slot] = TimeInForce.Kind.GTC;
    orders.until[slot] = Long.MAX_VALUE;
    orders.arrivalNanos[slot] =
        market.isFilledByBars(orders.instrument[parent])
            ? market.openTimeNanos(orders.instrument[parent])
            : market.timeNanos();
    orders.adopt(slot, orders.id[parent]);
    if (kind == OpenOrders.STOP) {
      orders.stop[slot] = price;
    } else {
      orders.limit[slot] = price;
    }
    if (kind == OpenOrders.STOP && rules.queue() == FillRules.Queue.EXITS_FIRST) {
      orders.addFirst(slot);
    } else {
      orders.addLast(slot);
    }
    portfolio.childPlaced(
        orders.id[slot],
        orders.id[parent],
        kind == OpenOrders.STOP,
        orders.sign[slot],
        quantity,
        price);
    return slot;
  }
}
