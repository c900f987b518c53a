package io.papertape.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.MutableMarket;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Bars that come late, as in a live session: all at moments after the end of an order's time.
class LifetimesTest {
  private static final long MINUTE = 60_000_000_000L;
  private static final long LATE = 10 * MINUTE;

  private final Account account = new Account();
  private final MutableMarket market =
      new MutableMarket(
          new Instrument[] {Instrument.crypto("COIN")},
          new BarColumns[] {
            BarColumns.of(List.of(bar(0, 99), bar(1, 99), bar(2, 89), bar(3, 80)))
          });
  private final SimulatedExchange exchange =
      new SimulatedExchange(market, FillRules.papertape(), Fees.NONE, Slippage.NONE, account);

  private static Bar bar(int minute, long low) {
    long open = minute * MINUTE;
    return new Bar(
        open,
        open + MINUTE,
        FixedPoint.ofUnits(100),
        FixedPoint.ofUnits(101),
        FixedPoint.ofUnits(low),
        FixedPoint.ofUnits(100),
        FixedPoint.ofUnits(1_000_000));
  }

  private void next(long nanos) {
    market.beginMoment(nanos);
    market.nextBar(0);
    exchange.meetMarket();
  }

  private int orderUntil(long nanos, long limit) {
    next(MINUTE);
    Order order =
        new Order.Limit(
            Side.BUY, Size.units(1), FixedPoint.ofUnits(limit), TimeInForce.until(nanos));
    return exchange.submit(0, order, FixedPoint.ONE, MINUTE, nanos, 0, 0);
  }

  @Test
  void theLateBarThatClosesAtTheEndMayFillAnOrderThatTheOneBeforeHasMet() {
    int order = orderUntil(3 * MINUTE, 90);
    next(LATE);
    assertThat(exchange.isWorking(order)).isTrue();
    next(LATE + 1);
    assertThat(account.fills).isEqualTo(1);
  }

  @Test
  void withThatBarItsTimeIsOver() {
    int order = orderUntil(3 * MINUTE, 85);
    next(LATE);
    next(LATE + 1);
    assertThat(exchange.isWorking(order)).isFalse();
    assertThat(account.ended).containsExactly(OrderState.EXPIRED);
    next(LATE + 2);
    assertThat(account.fills).isZero();
  }

  /// Carries everything.
  private static final class Account implements Portfolio {
    private final List<OrderState> ended = new ArrayList<>();
    private int fills;

    @Override
    public long quantity(int instrument) {
      return 0;
    }

    @Override
    public long lotQuantity(int instrument, int entryOrderId) {
      return 0;
    }

    @Override
    public long sizeAtFill(int instrument, double equityFraction, long price) {
      return 0;
    }

    @Override
    public boolean permits(int instrument, long signedQuantity, long price, long fee) {
      return true;
    }

    @Override
    public boolean permitsTurn(
        int instrument, long closing, long closePrice, long opening, long openPrice) {
      return true;
    }

    @Override
    public Optional<String> refusal(
        int instrument, long signedQuantity, long price, boolean isUnchecked) {
      return Optional.empty();
    }

    @Override
    public void filled(Fill fill) {
      fills++;
    }

    @Override
    public void stateChanged(int orderId, OrderState state, OrderReason reason) {
      ended.add(state);
    }

    @Override
    public void refused(int orderId, String limit) {}

    @Override
    public void changed(int orderId, OrderReason reason, long remaining, long limit, long stop) {}

    @Override
    public void childPlaced(
        int orderId,
        int parentId,
        int instrument,
        boolean isStop,
        int sign,
        long quantity,
        long price) {}
  }
}
