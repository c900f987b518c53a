package io.papertape.journal;

import io.papertape.order.Order;
import io.papertape.order.Size;
import java.util.Locale;

/// The keys of an order within an entry.
final class OrderText {
  private OrderText() {}

  static void write(JsonLine line, Order order, long quantity) {
    line.text("side", order.side().name().toLowerCase(Locale.ROOT));
    switch (order) {
      case Order.Market _ -> line.text("type", "market");
      case Order.Limit limit -> line.text("type", "limit").decimal("limit", limit.limit());
      case Order.Stop stop -> line.text("type", "stop").decimal("stop", stop.stop());
      case Order.StopLimit both ->
          line.text("type", "stop-limit")
              .decimal("stop", both.stop())
              .decimal("limit", both.limit());
      case Order.TrailingStop trail ->
          line.text("type", "trailing-stop")
              .decimal(trail.isFraction() ? "trailFraction" : "trailDistance", trail.distance());
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
