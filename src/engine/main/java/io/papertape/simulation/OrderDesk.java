package io.papertape.simulation;

import io.papertape.account.BuyingPower;
import io.papertape.account.MutableAccount;
import io.papertape.execution.RestingQuantities;
import io.papertape.execution.SimulatedExchange;
import io.papertape.journal.Journal;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.MutableMarket;
import io.papertape.market.TradingCalendar;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.order.TimeInForce;
import io.papertape.risk.RiskGate;
import io.papertape.risk.Veto;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Optional;

/// Takes a strategy's orders: works out their size, holds the limits against them and hands them
/// to the exchange.
final class OrderDesk {
  private static final Order SELL_POSITION = Order.market(Side.SELL, Size.POSITION);
  private static final Order BUY_POSITION = Order.market(Side.BUY, Size.POSITION);

  private static final int FRIDAY = DayOfWeek.FRIDAY.getValue();

  private final MutableMarket market;
  private final MutableAccount account;
  private final BuyingPower buyingPower;
  private final RiskGate risk;
  private final Admission admission;
  private final SimulatedExchange exchange;
  private final Books books;
  private final Journal journal;
  private final Evaluation evaluation;
  private final long latencyNanos;
  private final boolean isRecording;
  private final TradingCalendar[] calendars;
  private final RestingQuantities resting;

  OrderDesk(
      MutableMarket market,
      MutableAccount account,
      BuyingPower buyingPower,
      RiskGate risk,
      Admission admission,
      SimulatedExchange exchange,
      Books books,
      Journal journal,
      Evaluation evaluation,
      long latencyNanos) {
    this.market = market;
    this.account = account;
    this.buyingPower = buyingPower;
    this.risk = risk;
    this.admission = admission;
    this.exchange = exchange;
    this.books = books;
    this.journal = journal;
    this.evaluation = evaluation;
    this.latencyNanos = latencyNanos;
    isRecording = evaluation.isRecording();
    resting = new RestingQuantities(market.instruments());
    calendars = new TradingCalendar[market.instruments()];
    for (int i = 0; i < calendars.length; i++) {
      calendars[i] = TradingCalendar.byName(market.instrument(i).calendar());
    }
  }

  /// @return the order's id; 0 if it was vetoed
  int submit(int instrument, Order order, long stopLoss, long takeProfit) {
    evaluation.decide();
    Optional<Veto> closed = admission.refusal(instrument);
    if (closed.isPresent()) {
      return veto(instrument, order, closed.get());
    }
    Optional<Veto> unfit = unfit(instrument, order, stopLoss, takeProfit);
    if (unfit.isPresent()) {
      return veto(instrument, order, unfit.get());
    }
    long price = market.price(instrument);
    boolean isKnown = isKnownNow(order.size());
    long quantity = isKnown ? quantity(instrument, order.size(), price) : 0;
    if (isKnown && quantity == 0) {
      return veto(instrument, order, Veto.SIZE_ROUNDS_TO_ZERO);
    }
    boolean isExit = order.size() instanceof Size.PositionFraction;
    long estimate = isKnown || isExit ? quantity : estimate(instrument, order.size(), price);
    if (estimate == BuyingPower.BEYOND_RANGE) {
      return veto(instrument, order, Veto.SIZE_BEYOND_RANGE);
    }
    long signed = order.side().sign() * estimate;
    boolean isSmall = !isExit && isSmall(instrument, order, estimate, isKnown);
    if (isSmall && !onlyReduces(instrument, signed, 0)) {
      return veto(instrument, order, Veto.BELOW_MIN_NOTIONAL);
    }
    Optional<Veto> refused = check(instrument, signed, price, isExit, 0);
    if (refused.isPresent()) {
      return veto(instrument, order, refused.get());
    }
    boolean isReduction = isReduction(instrument, signed, isExit);
    books.orders().add(market.timeNanos(), instrument, 0);
    int id =
        exchange.submit(
            instrument,
            order,
            quantity,
            market.timeNanos() + latencyNanos,
            until(instrument, order.timeInForce()),
            stopLoss,
            takeProfit);
    if (isSmall && isKnown) {
      exchange.closesOnly(id);
    } else if (isReduction) {
      exchange.reduces(id);
    }
    if (isRecording) {
      journal.order(
          id,
          instrument,
          order,
          quantity,
          exchange.limitPrice(id),
          exchange.stopPrice(id),
          exchange.stopLoss(id),
          exchange.takeProfit(id));
    }
    return id;
  }

  /// Whether an order is worth less than the least order of its instrument; one whose size only
  /// the fill tells is valued at the last price, at which its size is estimated.
  private boolean isSmall(int instrument, Order order, long quantity, boolean isKnown) {
    Instrument traded = market.instrument(instrument);
    return traded.minNotional() > 0
        && traded.isBelowMinimum(
            isKnown ? exchange.reference(instrument, order) : market.price(instrument), quantity);
  }

  private boolean onlyReduces(int instrument, long signedQuantity, int amendedId) {
    exchange.collect(resting, amendedId);
    return risk.onlyReduces(instrument, signedQuantity, resting);
  }

  /// @param amendedId working order that the quantity replaces; 0: none
  private Optional<Veto> check(
      int instrument, long signedQuantity, long price, boolean isExit, int amendedId) {
    if (risk.isOff()) {
      return Optional.empty();
    }
    exchange.collect(resting, amendedId);
    return risk.check(instrument, signedQuantity, price, isExit, resting);
  }

  /// Whether an order that [#check] has just let pass only makes the position smaller.
  private boolean isReduction(int instrument, long signedQuantity, boolean isExit) {
    return !risk.isOff() && !isExit && risk.onlyReduces(instrument, signedQuantity, resting);
  }

  private static boolean isOutside(long price) {
    return price < 0 || price >= FixedPoint.LIMIT;
  }

  private static boolean isKnownNow(Size size) {
    return switch (size) {
      case Size.Units _, Size.Notional _ -> true;
      case Size.EquityFraction fraction -> !fraction.atFill();
      case Size.PositionFraction _ -> false;
    };
  }

  private long quantity(int instrument, Size size, long price) {
    return switch (size) {
      case Size.Units units ->
          units.quantity() >= FixedPoint.LIMIT
              ? BuyingPower.BEYOND_RANGE
              : FixedPoint.roundDown(
                  units.quantity(), market.instrument(instrument).quantityStep());
      case Size.Notional notional ->
          buyingPower.sizeOfCash(instrument, FixedPoint.toDouble(notional.cash()), price);
      case Size.EquityFraction fraction -> estimate(instrument, fraction, price);
      case Size.PositionFraction _ -> 0;
    };
  }

  private long estimate(int instrument, Size size, long price) {
    return size instanceof Size.EquityFraction fraction
        ? buyingPower.sizeOfCash(
            instrument, FixedPoint.toDouble(account.equity()) * fraction.fraction(), price)
        : 0;
  }

  /// Why an order cannot be taken whatever its size.
  private Optional<Veto> unfit(int instrument, Order order, long stopLoss, long takeProfit) {
    if (market.price(instrument) == 0) {
      return Optional.of(Veto.NO_PRICE);
    }
    if (isOutside(stopLoss) || isOutside(takeProfit)) {
      return Optional.of(Veto.INVALID_PRICE);
    }
    boolean isBracket = stopLoss != 0 || takeProfit != 0;
    if (isBracket
        && EntryPrices.of(order, market.price(instrument)).isWrongWay(stopLoss, takeProfit)) {
      return Optional.of(Veto.BRACKET_WRONG_WAY);
    }
    return order instanceof Order.AtClose && !market.isFilledByBars(instrument)
        ? Optional.of(Veto.AT_CLOSE_WITHOUT_BARS)
        : Optional.empty();
  }

  private int veto(int instrument, Order order, Veto veto) {
    if (veto == Veto.SIZE_BEYOND_RANGE) {
      evaluation.refusedAsTooLarge();
    }
    if (isRecording) {
      journal.veto(instrument, order, veto);
    }
    return 0;
  }

  private long until(int instrument, TimeInForce timeInForce) {
    return switch (timeInForce.kind()) {
      case GTC, IOC, FOK -> Long.MAX_VALUE;
      case GTD -> timeInForce.untilNanos();
      case DAY -> sessionEnd(calendars[instrument], market.timeNanos() + latencyNanos);
    };
  }

  /// Close of the session in which an order arrives, or of the next one.
  private static long sessionEnd(TradingCalendar calendar, long arrivalNanos) {
    if (calendar.dateOf(arrivalNanos).isBefore(calendar.firstDay())) {
      return usualEnd(calendar, arrivalNanos);
    }
    return calendar
        .sessionAt(arrivalNanos)
        .orElseGet(
            () -> {
              LocalDate date = calendar.dateOf(arrivalNanos);
              return calendar
                  .session(date)
                  .filter(session -> session.openNanos() > arrivalNanos)
                  .orElseGet(() -> calendar.nextSession(date));
            })
        .closeNanos();
  }

  /// Before the calendar begins, the usual hours of each weekday stand for its sessions.
  private static long usualEnd(TradingCalendar calendar, long arrivalNanos) {
    LocalDate date = calendar.dateOf(arrivalNanos);
    while (date.getDayOfWeek().getValue() > FRIDAY
        || calendar.usualHours(date).closeNanos() <= arrivalNanos) {
      date = date.plusDays(1);
    }
    return calendar.usualHours(date).closeNanos();
  }

  /// Closes a fraction of the position at the market.
  int close(int instrument, Size size) {
    long held = account.quantity(instrument);
    if (held == 0) {
      return 0;
    }
    if (size == Size.POSITION) {
      return submit(instrument, held > 0 ? SELL_POSITION : BUY_POSITION, 0, 0);
    }
    return submit(instrument, Order.market(held > 0 ? Side.SELL : Side.BUY, size), 0, 0);
  }

  /// Brings the position to a weight of equity, at the last close.
  int target(int instrument, double weight) {
    long price = market.price(instrument);
    if (price == 0) {
      return 0;
    }
    if (weight == 0) {
      return close(instrument, Size.POSITION);
    }
    long held = account.quantity(instrument);
    double now = FixedPoint.toDouble(market.instrument(instrument).cashValue(price, held));
    double change = weight * FixedPoint.toDouble(account.equity()) - now;
    long quantity = buyingPower.sizeOfCash(instrument, Math.abs(change), price);
    if (quantity == 0) {
      return 0;
    }
    return submit(
        instrument,
        Order.market(
            change > 0 ? Side.BUY : Side.SELL,
            new Size.Units(Math.min(quantity, FixedPoint.LIMIT))), // beyond it is vetoed
        0,
        0);
  }

  void oneCancelsOther(int firstOrderId, int secondOrderId) {
    if (exchange.link(firstOrderId, secondOrderId)) {
      evaluation.decide();
      if (isRecording) {
        journal.tied(firstOrderId, secondOrderId);
      }
    }
  }

  boolean cancel(int orderId) {
    if (!exchange.isWorking(orderId)) {
      return false;
    }
    evaluation.decide();
    return exchange.cancel(orderId);
  }

  boolean amend(int orderId, long quantity, long limit, long stop) {
    if (!exchange.isWorking(orderId)) {
      return false;
    }
    evaluation.decide();
    if (isOutside(quantity) || isOutside(limit) || isOutside(stop)) {
      throw new IllegalArgumentException(
          ("Order cannot be amended: orderId=%d, quantity=%s, limit=%s, stop=%s. Use values above"
                  + " 0, or 0 for what stays.")
              .formatted(
                  orderId,
                  FixedPoint.format(quantity),
                  FixedPoint.format(limit),
                  FixedPoint.format(stop)));
    }
    int instrument = exchange.instrument(orderId);
    boolean isSmall = exchange.isSmall(orderId, quantity, limit, stop);
    long left = isSmall ? exchange.left(orderId, quantity) : 0;
    if (isSmall && !onlyReduces(instrument, left, orderId)) {
      return vetoAmended(instrument, left, Math.abs(left), Veto.BELOW_MIN_NOTIONAL);
    }
    long growth = exchange.growth(orderId, quantity);
    if (growth != 0) {
      Optional<Veto> refused =
          admission
              .refusal(instrument)
              .or(() -> check(instrument, growth, market.price(instrument), false, orderId));
      if (refused.isPresent()) {
        return vetoAmended(instrument, growth, quantity, refused.get());
      }
      if (!isSmall && isReduction(instrument, growth, false)) {
        exchange.reduces(orderId);
      }
    }
    if (isSmall) {
      exchange.closesOnly(orderId);
    }
    return exchange.amend(orderId, quantity, limit, stop);
  }

  /// @param sign     above 0 if the order buys
  /// @param quantity it would have had
  private boolean vetoAmended(int instrument, long sign, long quantity, Veto veto) {
    Side side = sign > 0 ? Side.BUY : Side.SELL;
    veto(instrument, Order.market(side, new Size.Units(quantity)), veto);
    return false;
  }
}
