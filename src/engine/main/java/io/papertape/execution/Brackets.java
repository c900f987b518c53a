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

  /// @return true if a child works on this bar already
  boolean afterFill(int slot, long price, boolean isAtOpen, long pass) {
    cancelSibling(slot);
    if (rules.childrenDieFlat()) {
      cancelOrphans(orders.instrument[slot]);
    }
    if (orders.childStop[slot] == 0 && orders.childTarget[slot] == 0) {
      return false;
    }
    if (growChildren(slot)) {
      return false;
    }
    return placeChildren(slot, price, isAtOpen, pass);
  }

  /// A further part of an entry was filled: its children close that part too.
  private boolean growChildren(int parent) {
    boolean isAny = false;
    for (int slot = orders.first(); slot != OpenOrders.NONE; slot = orders.next(slot)) {
      if (!orders.isDead[slot] && orders.parent[slot] == orders.id[parent]) {
        orders.remaining[slot] = orders.filled[parent] - orders.filled[slot];
        isAny = true;
      }
    }
    return isAny;
  }

  private void cancelSibling(int slot) {
    int sibling = orders.slot(orders.sibling[slot]);
    if (sibling != OpenOrders.NONE) {
      end(sibling, OrderReason.SIBLING_FILLED);
    }
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

  private void end(int slot, OrderReason reason) {
    orders.kill(slot);
    portfolio.stateChanged(orders.id[slot], OrderState.CANCELLED, reason);
  }

  private boolean placeChildren(int parent, long price, boolean isAtOpen, long pass) {
    long stop = orders.childStop[parent];
    long target = orders.childTarget[parent];
    boolean isStopNow = worksNow(parent, isAtOpen, true);
    boolean isTargetNow = worksNow(parent, isAtOpen, false);
    int stopChild = OpenOrders.NONE;
    int targetChild = OpenOrders.NONE;
    if (stop != 0) {
      stopChild = child(parent, OpenOrders.STOP, stop, isStopNow, price, isAtOpen, pass);
    }
    if (target != 0) {
      targetChild = child(parent, OpenOrders.LIMIT, target, isTargetNow, price, isAtOpen, pass);
    }
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

  private int child(
      int parent,
      byte kind,
      long price,
      boolean isNow,
      long entryPrice,
      boolean isAtOpen,
      long pass) {
    int slot = orders.allocate();
    orders.instrument[slot] = orders.instrument[parent];
    orders.sign[slot] = -orders.sign[parent];
    orders.kind[slot] = kind;
    orders.sizing[slot] = OpenOrders.UNITS;
    orders.remaining[slot] = orders.filled[parent];
    orders.timeInForce[slot] = TimeInForce.Kind.GTC;
    orders.until[slot] = Long.MAX_VALUE;
    orders.arrivalNanos[slot] =
        market.isFilledByBars(orders.instrument[parent])
            ? market.openTimeNanos(orders.instrument[parent])
            : market.timeNanos();
    orders.eligiblePass[slot] = isNow ? pass + 1 : (pass | PASS_MASK) + 1;
    orders.entryPass[slot] = pass;
    boolean startsInsideBar = !isAtOpen && rules.children() == FillRules.Children.ENTRY_BAR;
    orders.entryPrice[slot] = startsInsideBar ? entryPrice : 0;
    orders.parent[slot] = orders.id[parent];
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
    portfolio.childPlaced(orders.id[slot], orders.id[parent]);
    return slot;
  }
}
