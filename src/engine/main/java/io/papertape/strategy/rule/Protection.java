package io.papertape.strategy.rule;

import io.papertape.market.FixedPoint;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import java.util.Optional;

/// Stop-loss, take-profit and trailing stop of the positions.
final class Protection {
  private final Optional<Node[]> stopLoss;
  private final Optional<Node[]> takeProfit;
  private final Optional<Node[]> trailing;
  private final boolean trailsFraction;
  private final int[] trailingOrder;
  private long stop;
  private long target;

  Protection(Context context, Market market, Decision.Threshold rules) {
    stopLoss = rules.stopLoss().map(distance -> distances(context, market, distance, true));
    takeProfit = rules.takeProfit().map(distance -> distances(context, market, distance, true));
    trailsFraction = rules.trailingStop().filter(Distance.Fraction.class::isInstance).isPresent();
    trailing = rules.trailingStop().map(distance -> distances(context, market, distance, false));
    trailingOrder = new int[context.instruments()];
  }

  private static Node[] distances(
      Context context, Market market, Distance distance, boolean inPrice) {
    return switch (distance) {
      case Distance.Formula formula -> market.bind(formula.expression());
      case Distance.Fraction(double fraction) -> {
        Node[] nodes = new Node[context.instruments()];
        for (int i = 0; i < nodes.length; i++) {
          int instrument = i;
          nodes[i] = () -> inPrice ? fraction * context.close(instrument) : fraction;
        }
        yield nodes;
      }
    };
  }

  /// Works out the stop and target of an entry decided now.
  ///
  /// @return false if one of them has no price
  boolean prepare(Context context, int instrument, Side side) {
    stop = price(context, instrument, stopLoss, -side.sign());
    target = price(context, instrument, takeProfit, side.sign());
    return stop >= 0 && target >= 0;
  }

  /// Fixed point; 0 if none is asked for, −1 if it cannot be worked out.
  private static long price(Context context, int instrument, Optional<Node[]> nodes, int sign) {
    if (nodes.isEmpty()) {
      return 0;
    }
    double distance = nodes.get()[instrument].evaluate();
    double price = context.close(instrument) + sign * distance;
    return distance > 0 && price > 0 && price < 1e10 ? Math.max(1, FixedPoint.of(price)) : -1;
  }

  long stop() {
    return stop;
  }

  long target() {
    return target;
  }

  /// Places the trailing stop of a new position, and takes it back when the position is gone.
  void trail(Context context, int instrument) {
    if (trailing.isEmpty()) {
      return;
    }
    long held = context.quantity(instrument);
    int order = trailingOrder[instrument];
    if (order != 0 && (held == 0 || !context.isWorking(order))) {
      context.cancel(order);
      trailingOrder[instrument] = 0;
      order = 0;
    }
    if (held == 0 || order != 0) {
      return;
    }
    double distance = trailing.get()[instrument].evaluate();
    if (distance > 0 && distance < 1e10) {
      Side side = held > 0 ? Side.SELL : Side.BUY;
      Order stopOrder =
          trailsFraction
              ? Order.trailingFraction(side, Size.POSITION, distance)
              : Order.trailingDistance(side, Size.POSITION, Math.max(1, FixedPoint.of(distance)));
      trailingOrder[instrument] = context.submit(instrument, stopOrder);
    }
  }

  /// A position that turns needs a stop on the other side.
  void forget(Context context, int instrument) {
    if (trailingOrder[instrument] != 0) {
      context.cancel(trailingOrder[instrument]);
      trailingOrder[instrument] = 0;
    }
  }
}
