package io.papertape.execution;

import io.papertape.market.MutableMarket;

/// Lets the working orders meet a moment of the market, one by one, again and again while a bracket
/// begins to work there.
final class MutablePasses {
  /// Passes of one moment are counted below this number.
  private static final long PASSES_PER_MOMENT = 256;

  private static final int WHOLE_BAR = -1;
  private static final int NONE = Integer.MAX_VALUE;

  private final OpenOrders orders;
  private final MutableMarket market;
  private final OrderMatch match;
  private final Lifetimes lifetimes;
  private final boolean triesStopsFirst;
  private final boolean goesWithBar;
  private long moment;
  private long pass;

  /// The next part of the bar in which an order may fill.
  private int nextPart;

  MutablePasses(
      OpenOrders orders,
      MutableMarket market,
      FillRules rules,
      OrderMatch match,
      Lifetimes lifetimes) {
    this.orders = orders;
    this.market = market;
    this.match = match;
    this.lifetimes = lifetimes;
    triesStopsFirst = rules.children() == FillRules.Children.ENTRY_BAR;
    goesWithBar = rules.queue() == FillRules.Queue.AS_THE_BAR_GOES;
  }

  /// Lets all orders meet a new moment.
  void meetMoment() {
    moment++;
    pass = moment * PASSES_PER_MOMENT;
    int part = goesWithBar && !restsInside() ? BarPrices.OPEN : WHOLE_BAR;
    while (part != NONE) {
      nextPart = NONE;
      meet(part);
      part = nextPart;
    }
  }

  /// Whether no order fills at the open or at the close, as on most bars: then none is to be told
  /// from the others, and what an entry inside the bar places is inside it too.
  private boolean restsInside() {
    for (RestingOrder resting = orders.first();
        resting != RestingOrder.NONE;
        resting = resting.next) {
      if (!resting.isDead && match.part(resting, pass) != BarPrices.INSIDE) {
        return false;
      }
    }
    return true;
  }

  /// Lets one order meet the moment that all have met.
  void meet(RestingOrder resting) {
    match.meet(resting, pass);
  }

  /// Tries the orders that fill in a part of the bar, until none is left that began to work there.
  private void meet(int part) {
    boolean again = true;
    while (again) {
      again = passOnce(part);
      pass++;
    }
  }

  private boolean passOnce(int part) {
    boolean again = false;
    for (RestingOrder resting = orders.first();
        resting != RestingOrder.NONE;
        resting = resting.next) {
      if (resting.isDead) {
        continue;
      }
      if (lifetimes.isOver(resting)) {
        match.end(resting, OrderState.EXPIRED, OrderReason.TIME_IN_FORCE);
      } else if (isDue(resting) && isIn(part, resting)) {
        again |= resting.sibling == 0 ? match.meet(resting, pass) : meetTied(resting, part);
      }
    }
    return again;
  }

  /// A bar that reaches the stop and the target of a position does not tell which came first.
  private boolean meetTied(RestingOrder resting, int part) {
    boolean again = false;
    RestingOrder tied = orders.working(resting.sibling);
    if (isTargetOf(resting, tied) && isDue(tied) && isIn(part, tied) && !lifetimes.isOver(tied)) {
      again = match.meet(tied, pass);
    }
    return resting.isDead ? again : match.meet(resting, pass) || again;
  }

  /// Whether an order fills in this part of its bar, if it does.
  private boolean isIn(int part, RestingOrder resting) {
    if (part == WHOLE_BAR) {
      return true;
    }
    int own = match.part(resting, pass);
    if (own > part) {
      nextPart = Math.min(nextPart, own);
    }
    return own == part;
  }

  /// Whether the two are target and stop of one position, tied by the strategy.
  private boolean isTargetOf(RestingOrder resting, RestingOrder stop) {
    return triesStopsFirst
        && resting.kind == RestingOrder.LIMIT
        && (stop.kind == RestingOrder.STOP || stop.kind == RestingOrder.TRAILING)
        && stop.instrument == resting.instrument
        && stop.sign == resting.sign
        && match.held(resting) > 0
        && market.isFilledByBars(resting.instrument);
  }

  private boolean isDue(RestingOrder resting) {
    int instrument = resting.instrument;
    if (!market.isFillable(instrument) || pass < resting.eligiblePass) {
      return false;
    }
    long begins =
        market.isFilledByBars(instrument) ? market.openTimeNanos(instrument) : market.timeNanos();
    return begins >= resting.arrivalNanos;
  }
}
