package io.papertape.execution;

import io.papertape.market.MutableMarket;
import io.papertape.order.TimeInForce;
import java.util.Optional;

/// Meets one order with its instrument's bar: finds price and quantity, asks for the money, books
/// the fill, and deals with what hangs on it.
final class OrderMatch {
  private final OpenOrders orders;
  private final MutableMarket market;
  private final FillRules rules;
  private final Fees fees;
  private final Slippage slippage;
  private final Portfolio portfolio;
  private final BarPrices prices;
  private final TickPrices tickPrices;
  private final Brackets brackets;
  private final Participation participation;
  private final Fill fill = new Fill();

  OrderMatch(
      OpenOrders orders,
      MutableMarket market,
      FillRules rules,
      Fees fees,
      Slippage slippage,
      Portfolio portfolio) {
    this.orders = orders;
    this.market = market;
    this.rules = rules;
    this.fees = fees;
    this.slippage = slippage;
    this.portfolio = portfolio;
    prices = new BarPrices(rules);
    tickPrices = new TickPrices(rules);
    brackets = new Brackets(orders, market, rules, portfolio);
    participation = new Participation(market, rules);
  }

  /// @return true if the queue must be tried again because a bracket began to work on this bar
  boolean meet(int slot, long pass) {
    boolean isBar = market.isFilledByBars(orders.instrument[slot]);
    long price =
        isBar
            ? prices.price(orders, slot, market, opening(slot, pass))
            : tickPrices.price(orders, slot, market);
    boolean isAtOpen = isBar && prices.isAtOpen();
    if (price == BarPrices.NO_FILL) {
      endIfImmediate(slot);
      return false;
    }
    long quantity = quantity(slot, price, pass);
    if (quantity == 0) {
      return false;
    }
    long allowed =
        Math.min(quantity, participation.left(orders.instrument[slot], orders.sign[slot] > 0));
    if (allowed < quantity && (allowed == 0 || orders.timeInForce[slot] == TimeInForce.Kind.FOK)) {
      endIfImmediate(slot);
      return false;
    }
    long filledBefore = orders.filled[slot];
    long openedBefore = orders.opened[slot];
    execute(slot, price, allowed, isAtOpen);
    long filledNow = orders.filled[slot] - filledBefore;
    if (filledNow == 0) {
      return false;
    }
    long openedNow = orders.opened[slot] - openedBefore;
    boolean again = brackets.afterFill(slot, filledNow, openedNow, price, isAtOpen, pass);
    if (orders.isDead[slot]) {
      return again;
    }
    if (orders.remaining[slot] == 0) {
      orders.kill(slot);
    } else {
      endIfImmediate(slot);
    }
    return again;
  }

  /// Closes all of a position at the last known price, whatever the volume.
  void liquidate(int slot) {
    int instrument = orders.instrument[slot];
    orders.remaining[slot] = held(slot);
    execute(slot, lastPrice(instrument, orders.sign[slot] > 0), orders.remaining[slot], false);
    orders.kill(slot);
  }

  private long lastPrice(int instrument, boolean isBuy) {
    if (market.hasQuotes(instrument)) {
      return isBuy ? market.ask(instrument) : market.bid(instrument);
    }
    return market.hasTradeTicks(instrument)
        ? market.tradePrice(instrument)
        : market.close(instrument);
  }

  /// A child of an entry inside this bar starts from the entry's price; a market order of a
  /// preset that looks ahead fills at the close before; everything else starts from the open.
  private long opening(int slot, long pass) {
    int instrument = orders.instrument[slot];
    if (orders.entryPrice[slot] != 0 && orders.entryPass[slot] >> 8 == pass >> 8) {
      return orders.entryPrice[slot];
    }
    if (rules.marketAtDecision()
        && orders.kind[slot] == OpenOrders.MARKET
        && market.barIndex(instrument) > 0) {
      return market.previousClose(instrument);
    }
    return market.open(instrument);
  }

  private void endIfImmediate(int slot) {
    TimeInForce.Kind kind = orders.timeInForce[slot];
    if (kind == TimeInForce.Kind.IOC || kind == TimeInForce.Kind.FOK) {
      end(slot, OrderState.CANCELLED, OrderReason.NOT_FILLED_AT_ONCE);
    }
  }

  /// Quantity to fill; 0 if the order came to its end here or must wait.
  private long quantity(int slot, long price, long pass) {
    int instrument = orders.instrument[slot];
    if (orders.sizing[slot] == OpenOrders.EQUITY) {
      long adjusted = opening(slot, price, instrument);
      orders.remaining[slot] =
          portfolio.sizeAtFill(instrument, orders.sign[slot] * orders.fraction[slot], adjusted);
      if (orders.remaining[slot] == 0) {
        end(slot, OrderState.REJECTED, OrderReason.SIZE_ROUNDS_TO_ZERO);
        return 0;
      }
    } else if (orders.sizing[slot] == OpenOrders.POSITION) {
      orders.remaining[slot] = closable(slot);
      if (orders.remaining[slot] == 0) {
        end(slot, OrderState.CANCELLED, OrderReason.NOTHING_TO_CLOSE);
        return 0;
      }
    } else if (orders.sizing[slot] == OpenOrders.REDUCING) {
      orders.remaining[slot] = Math.min(orders.remaining[slot], held(slot));
      if (orders.remaining[slot] == 0) {
        end(slot, OrderState.CANCELLED, OrderReason.NOTHING_TO_CLOSE);
        return 0;
      }
    }
    return orders.parent[slot] == 0
        ? orders.remaining[slot]
        : Math.min(brackets.working(slot, pass), brackets.held(slot));
  }

  /// Quantity that a closing order would close now.
  long closing(int slot) {
    return orders.sizing[slot] == OpenOrders.POSITION
        ? closable(slot)
        : Math.min(orders.remaining[slot], held(slot));
  }

  private long closable(int slot) {
    long size = held(slot);
    if (size == 0 || orders.fraction[slot] == 1) {
      return size;
    }
    long step = market.instrument(orders.instrument[slot]).quantityStep();
    long heldSteps = size / step;
    long steps = (long) Math.rint(heldSteps * orders.fraction[slot]);
    return Math.min(size, Math.max(1, steps) * step);
  }

  /// What an order on the other side of the position can close.
  private long held(int slot) {
    long held = portfolio.quantity(orders.instrument[slot]);
    return Long.signum(held) == -orders.sign[slot] ? Math.abs(held) : 0;
  }

  /// Books up to two fills: what closes, then what opens.
  private void execute(int slot, long price, long quantity, boolean isAtOpen) {
    int instrument = orders.instrument[slot];
    int sign = orders.sign[slot];
    boolean isSizedAtFill = orders.sizing[slot] == OpenOrders.EQUITY;
    long closing = Math.min(quantity, held(slot));
    long rest = quantity - closing;
    boolean isWhole = orders.timeInForce[slot] == TimeInForce.Kind.FOK;
    if (closing > 0) {
      long closePrice = slippage.entriesOnly() ? price : slipped(slot, price, instrument);
      if (isWhole && rest > 0 && !mayTurn(slot, closing, closePrice, rest, price)) {
        return;
      }
      book(slot, closing, closePrice, price, isAtOpen);
    }
    if (rest > 0) {
      long openPrice = opening(slot, price, instrument);
      if (isLimited(slot, sign * rest, openPrice, isSizedAtFill)) {
        return;
      }
      long fee = fees.of(market.instrument(instrument).cashValue(openPrice, rest), rest);
      if (!portfolio.permits(instrument, sign * rest, openPrice, fee)) {
        end(slot, OrderState.REJECTED, OrderReason.INSUFFICIENT_FUNDS);
        return;
      }
      orders.opened[slot] += rest;
      book(slot, rest, openPrice, price, isAtOpen);
    }
  }

  /// Whether an order that is all or nothing may turn the position; if not, it has ended.
  private boolean mayTurn(int slot, long closing, long closePrice, long rest, long price) {
    int instrument = orders.instrument[slot];
    int sign = orders.sign[slot];
    long openPrice = opening(slot, price, instrument);
    boolean isSizedAtFill = orders.sizing[slot] == OpenOrders.EQUITY;
    if (isLimited(slot, sign * (closing + rest), openPrice, isSizedAtFill)) {
      return false;
    }
    if (portfolio.permitsTurn(instrument, sign * closing, closePrice, sign * rest, openPrice)) {
      return true;
    }
    end(slot, OrderState.REJECTED, OrderReason.INSUFFICIENT_FUNDS);
    return false;
  }

  /// Whether a limit refuses a fill; then the order has ended.
  private boolean isLimited(int slot, long signedQuantity, long price, boolean isSizedAtFill) {
    Optional<String> limit =
        portfolio.refusal(orders.instrument[slot], signedQuantity, price, isSizedAtFill);
    if (limit.isPresent()) {
      orders.kill(slot);
      portfolio.refused(orders.id[slot], limit.get());
    }
    return limit.isPresent();
  }

  /// Price at which a position opens or grows: entries-only slippage is a spread on every kind of
  /// order.
  private long opening(int slot, long price, int instrument) {
    if (slippage.entriesOnly()) {
      return slippage.apply(price, orders.sign[slot], 0, Long.MAX_VALUE);
    }
    return slipped(slot, price, instrument);
  }

  private long slipped(int slot, long price, int instrument) {
    byte kind = orders.kind[slot];
    if (kind == OpenOrders.LIMIT || kind == OpenOrders.STOP_LIMIT) {
      return price;
    }
    int sign = orders.sign[slot];
    long worse =
        slippage.rate() == 0
            ? price
            : slippage.apply(price, sign, lowest(instrument), highest(instrument));
    return rules.roundsToTick()
        ? Ticks.round(worse, market.instrument(instrument).priceStep(), sign > 0)
        : worse;
  }

  private long lowest(int instrument) {
    return market.isFilledByBars(instrument) ? market.low(instrument) : 0;
  }

  private long highest(int instrument) {
    return market.isFilledByBars(instrument) ? market.high(instrument) : Long.MAX_VALUE;
  }

  /// @param ideal the price before slippage
  private void book(int slot, long quantity, long price, long ideal, boolean isAtOpen) {
    int instrument = orders.instrument[slot];
    boolean isEarlier =
        rules.marketAtDecision()
            && market.isFilledByBars(instrument)
            && orders.kind[slot] == OpenOrders.MARKET
            && market.barIndex(instrument) > 0;
    if (orders.sizing[slot] != OpenOrders.UNITS) {
      boolean isEntry = orders.sizing[slot] == OpenOrders.EQUITY;
      orders.sizing[slot] = isEntry ? OpenOrders.UNITS : OpenOrders.REDUCING;
    }
    orders.remaining[slot] -= quantity;
    orders.filled[slot] += quantity;
    participation.use(instrument, quantity);
    fill.orderId = orders.id[slot];
    fill.lotId = rules.lots() == FillRules.Lots.OWN_ENTRY ? orders.parent[slot] : 0;
    fill.instrument = instrument;
    fill.barIndex = market.barIndex(instrument) - (isEarlier ? 1 : 0);
    fill.eventTimeNanos = eventTime(instrument, isAtOpen, isEarlier);
    fill.signedQuantity = orders.sign[slot] * quantity;
    fill.price = price;
    fill.fee = fees.of(market.instrument(instrument).cashValue(price, quantity), quantity);
    fill.slippage = market.instrument(instrument).cashValue(Math.abs(price - ideal), quantity);
    fill.isOrderDone = orders.remaining[slot] == 0;
    portfolio.filled(fill);
  }

  private long eventTime(int instrument, boolean isAtOpen, boolean isEarlier) {
    if (isEarlier) {
      return market.previousCloseTimeNanos(instrument);
    }
    if (!market.isFilledByBars(instrument) || !market.isFresh(instrument)) {
      return market.timeNanos();
    }
    return isAtOpen ? market.openTimeNanos(instrument) : market.closeTimeNanos(instrument);
  }

  void end(int slot, OrderState state, OrderReason reason) {
    orders.kill(slot);
    portfolio.stateChanged(orders.id[slot], state, reason);
  }
}
