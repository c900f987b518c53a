package io.papertape.journal;

import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.order.TimeInForce;
import java.util.Locale;
import java.util.Map;

/// The keys of an order within an entry.
final class OrderText {
  private static final Map<Side, EncodedText> SIDES =
      Key.with("side", Side.class, OrderText::lowerCase);
  private static final EncodedText MARKET = Key.with("type", "market");
  private static final EncodedText LIMIT_TYPE = Key.with("type", "limit");
  private static final EncodedText STOP_TYPE = Key.with("type", "stop");
  private static final EncodedText STOP_LIMIT = Key.with("type", "stop-limit");
  private static final EncodedText TRAILING_STOP = Key.with("type", "trailing-stop");
  private static final EncodedText AT_OPEN = Key.with("type", "at-open");
  private static final EncodedText AT_CLOSE = Key.with("type", "at-close");
  private static final Key LIMIT = Key.of("limit");
  private static final Key STOP = Key.of("stop");
  private static final Key TRAIL_FRACTION = Key.of("trailFraction");
  private static final Key TRAIL_DISTANCE = Key.of("trailDistance");
  private static final Key UNITS = Key.of("units");
  private static final Key NOTIONAL = Key.of("notional");
  private static final Key EQUITY_AT_FILL = Key.of("equityAtFill");
  private static final Key EQUITY_FRACTION = Key.of("equityFraction");
  private static final Key POSITION_FRACTION = Key.of("positionFraction");
  private static final Key QUANTITY = Key.of("quantity");
  private static final Map<TimeInForce.Kind, EncodedText> TIMES_IN_FORCE =
      Key.with("timeInForce", TimeInForce.Kind.class, OrderText::lowerCase);
  private static final Key UNTIL = Key.of("until");

  private OrderText() {}

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /// The key `side` and its text.
  static EncodedText side(Side side) {
    return SIDES.get(side);
  }

  /// The order as it was asked for.
  static void write(JsonLine line, Order order, long quantity) {
    switch (order) {
      case Order.Limit limit -> write(line, order, quantity, limit.limit(), 0);
      case Order.Stop stop -> write(line, order, quantity, 0, stop.stop());
      case Order.StopLimit both -> write(line, order, quantity, both.limit(), both.stop());
      case Order.Market _, Order.TrailingStop _, Order.AtOpen _, Order.AtClose _ ->
          write(line, order, quantity, 0, 0);
    }
  }

  /// The order with the prices at which it works.
  static void write(JsonLine line, Order order, long quantity, long limitPrice, long stopPrice) {
    line.add(side(order.side()));
    switch (order) {
      case Order.Market _ -> line.add(MARKET);
      case Order.Limit _ -> line.add(LIMIT_TYPE).decimal(LIMIT, limitPrice);
      case Order.Stop _ -> line.add(STOP_TYPE).decimal(STOP, stopPrice);
      case Order.StopLimit _ ->
          line.add(STOP_LIMIT).decimal(STOP, stopPrice).decimal(LIMIT, limitPrice);
      case Order.TrailingStop trail -> {
        line.add(TRAILING_STOP)
            .decimal(trail.isFraction() ? TRAIL_FRACTION : TRAIL_DISTANCE, trail.distance());
        if (stopPrice != 0) {
          line.decimal(STOP, stopPrice);
        }
      }
      case Order.AtOpen _ -> line.add(AT_OPEN);
      case Order.AtClose _ -> line.add(AT_CLOSE);
    }
    size(line, order.size());
    if (quantity != 0) {
      line.decimal(QUANTITY, quantity);
    }
    line.add(TIMES_IN_FORCE.get(order.timeInForce().kind()));
    if (order.timeInForce().untilNanos() != 0) {
      line.time(UNTIL, order.timeInForce().untilNanos());
    }
  }

  private static void size(JsonLine line, Size size) {
    switch (size) {
      case Size.Units units -> line.decimal(UNITS, units.quantity());
      case Size.Notional notional -> line.decimal(NOTIONAL, notional.cash());
      case Size.EquityFraction equity ->
          line.real(equity.atFill() ? EQUITY_AT_FILL : EQUITY_FRACTION, equity.fraction());
      case Size.PositionFraction position -> line.real(POSITION_FRACTION, position.fraction());
    }
  }
}
