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
  long held(RestingOrder child) {
    int instrument = child.instrument;
    long held =
        rules.lots() == FillRules.Lots.OWN_ENTRY
            ? portfolio.lotQuantity(instrument, child.parent)
            : portfolio.quantity(instrument);
    return Long.signum(held) == -child.sign ? Math.abs(held) : 0;
  }

  /// Quantity of a child that works now: not what its entry added inside this bar.
  long working(RestingOrder child, long pass) {
    boolean isWaiting = child.waitingPass >> 8 == pass >> 8;
    return child.remaining - (isWaiting ? child.waiting : 0);
  }

  /// @return true if a child works on this bar already
  ///
  /// @param opened quantity of the fill that opened or grew the position
  boolean afterFill(
      RestingOrder resting, long quantity, long opened, long price, boolean atOpen, long pass) {
    settleSibling(resting, quantity);
    if (rules.childrenDieFlat() && orders.childCount() > 0 && opened < quantity) {
      cancelOrphans(resting.instrument);
      if (resting.parent == 0 && rules.lots() == FillRules.Lots.FIFO) {
        shrinkChildren(resting.instrument);
      }
    }
    if (opened == 0 || (resting.childStop == 0 && resting.childTarget == 0)) {
      return false;
    }
    if (opened < resting.opened && growChildren(resting, opened, atOpen, pass)) {
      return false;
    }
    return placeChildren(resting, opened, price, atOpen, pass);
  }

  /// A further part of an entry was filled: its children close that part too.
  private boolean growChildren(RestingOrder parent, long opened, boolean isAtOpen, long pass) {
    boolean isAny = false;
    for (RestingOrder resting = orders.first();
        resting != RestingOrder.NONE;
        resting = resting.next) {
      if (!resting.isDead && resting.parent == parent.id) {
        if (!worksNow(parent, isAtOpen, resting.kind == RestingOrder.STOP)) {
          boolean isWaiting = resting.waitingPass >> 8 == pass >> 8;
          resting.waiting = opened + (isWaiting ? resting.waiting : 0);
          resting.waitingPass = pass;
        }
        resting.remaining += opened;
        tellChange(resting, OrderReason.ENTRY_FILLED_FURTHER);
        isAny = true;
      }
    }
    return isAny;
  }

  /// Stop and target of one entry protect the same quantity: what one has filled in part, the
  /// other no longer closes. Orders that the strategy tied cancel each other at the first fill.
  private void settleSibling(RestingOrder resting, long quantity) {
    if (resting.sibling == 0) {
      return;
    }
    RestingOrder sibling = orders.working(resting.sibling);
    if (sibling == RestingOrder.NONE) {
      return;
    }
    boolean isBracket = resting.parent != 0 && resting.parent == sibling.parent;
    long left = sibling.remaining - quantity;
    if (isBracket && resting.remaining > 0 && left > 0 && held(resting) > 0) {
      sibling.remaining = left;
      tellChange(sibling, OrderReason.SIBLING_FILLED);
    } else {
      end(sibling, OrderReason.SIBLING_FILLED);
    }
  }

  private void tellChange(RestingOrder resting, OrderReason reason) {
    portfolio.changed(resting.id, reason, resting.remaining, resting.limit, resting.stop);
  }

  private void cancelOrphans(int instrument) {
    for (RestingOrder resting = orders.first();
        resting != RestingOrder.NONE;
        resting = resting.next) {
      if (!resting.isDead
          && resting.parent != 0
          && resting.instrument == instrument
          && resting.remaining > 0
          && held(resting) == 0) {
        end(resting, OrderReason.POSITION_CLOSED);
      }
    }
  }

  /// Brackets protect no more than what an order of the strategy has left of the position: the
  /// oldest give way first.
  private void shrinkChildren(int instrument) {
    long excess = -Math.abs(portfolio.quantity(instrument));
    for (RestingOrder resting = orders.first();
        resting != RestingOrder.NONE;
        resting = resting.next) {
      excess += isFirstOfBracket(resting, instrument) ? resting.remaining : 0;
    }
    for (RestingOrder resting = orders.first();
        resting != RestingOrder.NONE;
        resting = resting.next) {
      if (excess > 0 && isFirstOfBracket(resting, instrument)) {
        long part = Math.min(excess, resting.remaining);
        RestingOrder sibling = orders.working(resting.sibling);
        if (sibling != RestingOrder.NONE && sibling.parent == resting.parent) {
          reduce(sibling, part);
        }
        reduce(resting, part);
        excess -= part;
      }
    }
  }

  /// True for one living child of each bracket: the stop if there are two.
  private boolean isFirstOfBracket(RestingOrder resting, int instrument) {
    if (resting.isDead || resting.parent == 0 || resting.instrument != instrument) {
      return false;
    }
    RestingOrder sibling = orders.working(resting.sibling);
    return resting.kind == RestingOrder.STOP
        || sibling == RestingOrder.NONE
        || sibling.parent != resting.parent;
  }

  private void reduce(RestingOrder resting, long part) {
    resting.remaining -= part;
    if (resting.remaining > 0) {
      tellChange(resting, OrderReason.POSITION_REDUCED);
    } else {
      end(resting, OrderReason.POSITION_CLOSED);
    }
  }

  private void end(RestingOrder resting, OrderReason reason) {
    orders.kill(resting);
    portfolio.stateChanged(resting.id, OrderState.CANCELLED, reason);
  }

  private boolean placeChildren(
      RestingOrder parent, long quantity, long price, boolean isAtOpen, long pass) {
    long stop = parent.childStop;
    long target = parent.childTarget;
    boolean isStopNow = worksNow(parent, isAtOpen, true);
    boolean isTargetNow = worksNow(parent, isAtOpen, false);
    RestingOrder stopChild = RestingOrder.NONE;
    RestingOrder targetChild = RestingOrder.NONE;
    if (stop != 0) {
      stopChild = child(parent, RestingOrder.STOP, stop, quantity);
    }
    if (target != 0) {
      targetChild = child(parent, RestingOrder.LIMIT, target, quantity);
    }
    long startsFrom = !isAtOpen && rules.children() == FillRules.Children.ENTRY_BAR ? price : 0;
    start(stopChild, startsFrom, isStopNow, pass);
    start(targetChild, startsFrom, isTargetNow, pass);
    if (stopChild != RestingOrder.NONE && targetChild != RestingOrder.NONE) {
      stopChild.sibling = targetChild.id;
      targetChild.sibling = stopChild.id;
    }
    return (stopChild != RestingOrder.NONE && isStopNow)
        || (targetChild != RestingOrder.NONE && isTargetNow);
  }

  private boolean worksNow(RestingOrder parent, boolean isAtOpen, boolean isStop) {
    if (!market.isFilledByBars(parent.instrument)) {
      return false;
    }
    return switch (rules.children()) {
      case NEXT_BAR -> false;
      case ENTRY_BAR -> isAtOpen || (isStop && parent.kind != RestingOrder.AT_CLOSE);
      case ENTRY_BAR_AFTER_MARKET ->
          parent.kind == RestingOrder.MARKET
              || (parent.kind == RestingOrder.STOP && onlyTargetInsideBar(parent));
    };
  }

  /// A stop entry and its target lie in one direction, so their order on the bar is known if the
  /// stop-loss was not reached at all.
  private boolean onlyTargetInsideBar(RestingOrder parent) {
    int instrument = parent.instrument;
    long stop = parent.childStop;
    long target = parent.childTarget;
    if (target == 0) {
      return false;
    }
    return parent.sign > 0
        ? target <= market.high(instrument) && (stop == 0 || stop < market.low(instrument))
        : target >= market.low(instrument) && (stop == 0 || stop > market.high(instrument));
  }

  /// @param entryPrice from which it meets the entry's bar; 0: from the open
  private void start(RestingOrder child, long entryPrice, boolean isNow, long pass) {
    if (child != RestingOrder.NONE) {
      child.eligiblePass = isNow ? pass + 1 : (pass | PASS_MASK) + 1;
      child.entryPass = pass;
      child.entryPrice = entryPrice;
    }
  }

  private RestingOrder child(RestingOrder parent, byte kind, long price, long quantity) {
    RestingOrder resting = orders.allocate();
    resting.instrument = parent.instrument;
    resting.sign = -parent.sign;
    resting.kind = kind;
    resting.sizing = RestingOrder.UNITS;
    resting.remaining = quantity;
    resting.timeInForce = TimeInForce.Kind.GTC;
    resting.until = Long.MAX_VALUE;
    resting.arrivalNanos =
        market.isFilledByBars(parent.instrument)
            ? market.openTimeNanos(parent.instrument)
            : market.timeNanos();
    orders.adopt(resting, parent.id);
    if (kind == RestingOrder.STOP) {
      resting.stop = price;
    } else {
      resting.limit = price;
    }
    if (kind == RestingOrder.STOP && rules.queue() == FillRules.Queue.EXITS_FIRST) {
      orders.addFirst(resting);
    } else {
      orders.addLast(resting);
    }
    portfolio.childPlaced(
        resting.id,
        parent.id,
        resting.instrument,
        kind == RestingOrder.STOP,
        resting.sign,
        quantity,
        price);
    return resting;
  }
}
