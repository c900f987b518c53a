package io.papertape.journal;

import io.papertape.order.Order;
import io.papertape.order.Size;
import java.util.Locale;

/// The keys of an order within an entry.
final class OrderText {
  private OrderText() {}

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
    line.text("side", order.side().name().toLowerCase(Locale.ROOT));
    switch (order) {
      case Order.Market _ -> line.text("type", "market");
      case Order.Limit _ -> line.text("type", "limit").decimal("limit", limitPrice);
      case Order.Stop _ -> line.text("type", "stop").decimal("stop", stopPrice);
      case Order.StopLimit _ ->
          line.text("type", "stop-limit").decimal("stop", stopPrice).decimal("limit", limitPrice);
      case Order.TrailingStop trail -> {
        String key = trail.isFraction() ? "trailFraction" : "trailDistance";
        line.text("type", "trailing-stop").decimal(key, trail.distance());
        if (stopPrice != 0) {
          line.decimal("stop", stopPrice);
        }
      }
      case Order.AtOpen _ -> line.text("type", "at-open");
      case Order.AtClose _ -> line.text("type", "at-close");
    }
    size(line, order.size());
    if (quantity != 0) {
      line.decimal("quantity", quantity);
    }
    line.text("timeInForce", order.timeInForce().kind().name().toLowerCase(Locale.ROOT));
    if (order.timeInForce().untilNanos() != 0) {
      line.time("until", order.timeInForce().untilNanos());
    }
  }

  private static void size(JsonLine line, Size size) {
    switch (size) {
      case Size.Units units -> line.decimal("units", units.quantity());
      case Size.Notional notional -> line.decimal("notional", notional.cash());
      case Size.EquityFraction equity ->
          line.real(equity.atFill() ? "equityAtFill" : "equityFraction", equity.fraction());
      case Size.PositionFraction position -> line.real("positionFraction", position.fraction());
    }
  }
}
