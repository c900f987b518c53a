package io.papertape.execution;

import io.papertape.market.FixedPoint;
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
  boolean meet(RestingOrder resting, long pass) {
    boolean isBar = market.isFilledByBars(resting.instrument);
    long price =
        isBar
            ? prices.price(resting, market, opening(resting, pass))
            : tickPrices.price(resting, market);
    boolean isAtOpen = isBar && prices.isAtOpen() && !startsFromEntry(resting, pass);
    if (price == BarPrices.NO_FILL) {
      endIfImmediate(resting);
      return false;
    }
    long quantity = quantity(resting, price, pass);
    if (quantity == 0) {
      return false;
    }
    long allowed = Math.min(quantity, participation.left(resting.instrument, resting.sign > 0));
    if (allowed < quantity) {
      // What the cap leaves of a reached stop is an order at the market.
      resting.isTriggered |= resting.isStop();
      if (allowed == 0 || resting.timeInForce == TimeInForce.Kind.FOK) {
        endIfImmediate(resting);
        return false;
      }
    }
    long filledBefore = resting.filled;
    long openedBefore = resting.opened;
    execute(resting, price, allowed, isAtOpen);
    long filledNow = resting.filled - filledBefore;
    if (filledNow == 0) {
      return false;
    }
    long openedNow = resting.opened - openedBefore;
    boolean again = brackets.afterFill(resting, filledNow, openedNow, price, isAtOpen, pass);
    if (resting.isDead) {
      return again;
    }
    if (resting.remaining == 0) {
      orders.kill(resting);
    } else {
      endIfImmediate(resting);
    }
    return again;
  }

  /// Closes all of a position at the last known price, whatever the volume.
  void liquidate(RestingOrder resting) {
    int instrument = resting.instrument;
    resting.remaining = held(resting);
    execute(resting, lastPrice(instrument, resting.sign > 0), resting.remaining, false);
    orders.kill(resting);
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
  private long opening(RestingOrder resting, long pass) {
    int instrument = resting.instrument;
    if (startsFromEntry(resting, pass)) {
      return resting.entryPrice;
    }
    if (rules.marketAtDecision()
        && resting.kind == RestingOrder.MARKET
        && market.barIndex(instrument) > 0) {
      return market.previousClose(instrument);
    }
    return market.open(instrument);
  }

  /// Whether the entry of a child was filled inside this bar.
  private static boolean startsFromEntry(RestingOrder resting, long pass) {
    return resting.entryPrice != 0 && resting.entryPass >> 8 == pass >> 8;
  }

  /// In which part of its bar an order fills, if it does: [BarPrices#OPEN], [BarPrices#INSIDE] or
  /// [BarPrices#CLOSE]. What quotes and trade ticks fill has no open of a bar to go before.
  int part(RestingOrder resting, long pass) {
    return market.isFilledByBars(resting.instrument) && !startsFromEntry(resting, pass)
        ? prices.part(resting, opening(resting, pass))
        : BarPrices.INSIDE;
  }

  private void endIfImmediate(RestingOrder resting) {
    TimeInForce.Kind kind = resting.timeInForce;
    if (kind == TimeInForce.Kind.IOC || kind == TimeInForce.Kind.FOK) {
      end(resting, OrderState.CANCELLED, OrderReason.NOT_FILLED_AT_ONCE);
    }
  }

  /// Quantity to fill; 0 if the order came to its end here or must wait.
  private long quantity(RestingOrder resting, long price, long pass) {
    int instrument = resting.instrument;
    if (resting.sizing == RestingOrder.EQUITY) {
      long adjusted = opening(resting, price, instrument);
      resting.remaining =
          portfolio.sizeAtFill(instrument, resting.sign * resting.fraction, adjusted);
      if (resting.remaining == 0) {
        end(resting, OrderState.REJECTED, OrderReason.SIZE_ROUNDS_TO_ZERO);
        return 0;
      }
      if (resting.remaining >= FixedPoint.LIMIT) {
        end(resting, OrderState.REJECTED, OrderReason.SIZE_BEYOND_RANGE);
        return 0;
      }
      if (market.instrument(instrument).isBelowMinimum(adjusted, resting.remaining)
          && resting.remaining > held(resting)) {
        end(resting, OrderState.REJECTED, OrderReason.BELOW_MIN_NOTIONAL);
        return 0;
      }
    } else if (resting.sizing == RestingOrder.POSITION) {
      resting.remaining = closable(resting);
      if (resting.remaining == 0) {
        end(resting, OrderState.CANCELLED, OrderReason.NOTHING_TO_CLOSE);
        return 0;
      }
    } else if (resting.sizing == RestingOrder.REDUCING) {
      resting.remaining = Math.min(resting.remaining, held(resting));
      if (resting.remaining == 0) {
        end(resting, OrderState.CANCELLED, OrderReason.NOTHING_TO_CLOSE);
        return 0;
      }
    }
    return resting.parent == 0
        ? resting.remaining
        : Math.min(brackets.working(resting, pass), brackets.held(resting));
  }

  /// Quantity that a closing order would close now.
  long closing(RestingOrder resting) {
    return resting.sizing == RestingOrder.POSITION
        ? closable(resting)
        : Math.min(resting.remaining, held(resting));
  }

  private long closable(RestingOrder resting) {
    long size = held(resting);
    if (size == 0 || resting.fraction == 1) {
      return size;
    }
    long step = market.instrument(resting.instrument).quantityStep();
    long heldSteps = size / step;
    long steps = (long) Math.rint(heldSteps * resting.fraction);
    return Math.min(size, Math.max(1, steps) * step);
  }

  /// What an order on the other side of the position can close.
  long held(RestingOrder resting) {
    long held = portfolio.quantity(resting.instrument);
    return Long.signum(held) == -resting.sign ? Math.abs(held) : 0;
  }

  /// Books up to two fills: what closes, then what opens.
  private void execute(RestingOrder resting, long price, long quantity, boolean isAtOpen) {
    int instrument = resting.instrument;
    int sign = resting.sign;
    boolean isUnchecked = resting.isUnchecked();
    long closing = Math.min(quantity, held(resting));
    long rest = quantity - closing;
    boolean isWhole = resting.timeInForce == TimeInForce.Kind.FOK;
    if (closing > 0) {
      long closePrice = slippage.entriesOnly() ? price : slipped(resting, price, instrument);
      if (isWhole && rest > 0 && !mayTurn(resting, closing, closePrice, rest, price)) {
        return;
      }
      long value = market.instrument(instrument).cashValue(closePrice, closing);
      book(resting, closing, closePrice, price, value, fees.of(value, closing), isAtOpen);
    }
    if (rest > 0) {
      long openPrice = opening(resting, price, instrument);
      if (isLimited(resting, sign * rest, openPrice, isUnchecked)) {
        return;
      }
      long value = market.instrument(instrument).cashValue(openPrice, rest);
      long fee = fees.of(value, rest);
      if (!portfolio.permits(instrument, sign * rest, openPrice, fee)) {
        end(resting, OrderState.REJECTED, OrderReason.INSUFFICIENT_FUNDS);
        return;
      }
      resting.opened += rest;
      book(resting, rest, openPrice, price, value, fee, isAtOpen);
    }
  }

  /// Whether an order that is all or nothing may turn the position; if not, it has ended.
  private boolean mayTurn(
      RestingOrder resting, long closing, long closePrice, long rest, long price) {
    int instrument = resting.instrument;
    int sign = resting.sign;
    long openPrice = opening(resting, price, instrument);
    if (isLimited(resting, sign * (closing + rest), openPrice, resting.isUnchecked())) {
      return false;
    }
    if (portfolio.permitsTurn(instrument, sign * closing, closePrice, sign * rest, openPrice)) {
      return true;
    }
    end(resting, OrderState.REJECTED, OrderReason.INSUFFICIENT_FUNDS);
    return false;
  }

  /// Whether a limit refuses a fill; then the order has ended.
  private boolean isLimited(
      RestingOrder resting, long signedQuantity, long price, boolean isUnchecked) {
    Optional<String> limit =
        portfolio.refusal(resting.instrument, signedQuantity, price, isUnchecked);
    if (limit.isPresent()) {
      orders.kill(resting);
      portfolio.refused(resting.id, limit.get());
    }
    return limit.isPresent();
  }

  /// Price at which a position opens or grows: entries-only slippage is a spread on every kind of
  /// order.
  private long opening(RestingOrder resting, long price, int instrument) {
    if (slippage.entriesOnly()) {
      return slippage.apply(price, resting.sign, 0, Long.MAX_VALUE);
    }
    return slipped(resting, price, instrument);
  }

  private long slipped(RestingOrder resting, long price, int instrument) {
    byte kind = resting.kind;
    if (kind == RestingOrder.LIMIT || kind == RestingOrder.STOP_LIMIT) {
      return price;
    }
    int sign = resting.sign;
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
  /// @param value of the quantity at the price
  private void book(
      RestingOrder resting,
      long quantity,
      long price,
      long ideal,
      long value,
      long fee,
      boolean isAtOpen) {
    int instrument = resting.instrument;
    boolean isEarlier =
        rules.marketAtDecision()
            && market.isFilledByBars(instrument)
            && resting.kind == RestingOrder.MARKET
            && market.barIndex(instrument) > 0;
    if (resting.sizing != RestingOrder.UNITS) {
      boolean isEntry = resting.sizing == RestingOrder.EQUITY;
      resting.sizing = isEntry ? RestingOrder.UNITS : RestingOrder.REDUCING;
    }
    resting.remaining -= quantity;
    resting.filled += quantity;
    participation.use(instrument, quantity);
    fill.orderId = resting.id;
    fill.lotId = rules.lots() == FillRules.Lots.OWN_ENTRY ? resting.parent : 0;
    fill.instrument = instrument;
    fill.barIndex = market.barIndex(instrument) - (isEarlier ? 1 : 0);
    fill.eventTimeNanos = eventTime(instrument, isAtOpen, isEarlier);
    fill.signedQuantity = resting.sign * quantity;
    fill.price = price;
    fill.value = value;
    fill.fee = fee;
    fill.slippage =
        price == ideal
            ? 0
            : market.instrument(instrument).cashValue(Math.abs(price - ideal), quantity);
    fill.isOrderDone = resting.remaining == 0;
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

  void end(RestingOrder resting, OrderState state, OrderReason reason) {
    orders.kill(resting);
    portfolio.stateChanged(resting.id, state, reason);
  }
}
