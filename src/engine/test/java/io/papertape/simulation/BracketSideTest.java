package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.account.Funding;
import io.papertape.journal.RecordLevel;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// A bracket whose stop or target lies on the wrong side of its entry is refused; the last price
/// is 100.
class BracketSideTest {
  private static final Size ONE = Size.units(1);

  private static long price(double price) {
    return FixedPoint.of(price);
  }

  private static boolean isTaken(Order entry, double stopLoss, double takeProfit) {
    int[] id = new int[1];
    Script script =
        new Script()
            .at(0, context -> id[0] = context.submit(0, entry, price(stopLoss), price(takeProfit)));
    ByteArrayOutputStream journal = new ByteArrayOutputStream();
    Simulation.of(script)
        .under(Assumptions.papertape().withFunding(Funding.margin(2)))
        .on(Instrument.equity("SHR"), Bars.of(100, 100, 100, 100, 100, 100, 100, 100))
        .journal(journal::write, RecordLevel.FOLDED)
        .run();
    boolean isVetoed =
        journal.toString(StandardCharsets.UTF_8).contains("\"reason\":\"bracket-wrong-way\"");
    assertThat(isVetoed).isEqualTo(id[0] == 0);
    return id[0] != 0;
  }

  @Test
  void anEntryAtTheMarketIsHeldAgainstTheLastPrice() {
    Order buy = Order.market(Side.BUY, ONE);
    assertThat(isTaken(buy, 95, 110)).isTrue();
    assertThat(isTaken(buy, 100, 100)).isTrue();
    assertThat(isTaken(buy, 0, 0)).isTrue();
    assertThat(isTaken(buy, 101, 110)).isFalse();
    assertThat(isTaken(buy, 95, 99)).isFalse();
    Order sell = Order.market(Side.SELL, ONE);
    assertThat(isTaken(sell, 105, 90)).isTrue();
    assertThat(isTaken(sell, 99, 90)).isFalse();
    assertThat(isTaken(sell, 105, 101)).isFalse();
  }

  @Test
  void aLimitThatRestsIsHeldAgainstItself() {
    Order buy = Order.limit(Side.BUY, ONE, price(90));
    assertThat(isTaken(buy, 85, 95)).isTrue();
    assertThat(isTaken(buy, 95, 0)).isFalse();
    assertThat(isTaken(buy, 0, 89)).isFalse();
    Order sell = Order.limit(Side.SELL, ONE, price(110));
    assertThat(isTaken(sell, 115, 105)).isTrue();
    assertThat(isTaken(sell, 105, 0)).isFalse();
  }

  @Test
  void aLimitThatFillsAtOnceMayHaveItsTargetShortOfIt() {
    Order buy = Order.limit(Side.BUY, ONE, price(105));
    assertThat(isTaken(buy, 95, 103)).isTrue();
    assertThat(isTaken(buy, 95, 99)).isFalse();
    assertThat(isTaken(buy, 106, 0)).isFalse();
  }

  @Test
  void aStopIsHeldAgainstItselfAndAStopLimitAgainstBoth() {
    Order stop = Order.stop(Side.BUY, ONE, price(110));
    assertThat(isTaken(stop, 105, 120)).isTrue();
    assertThat(isTaken(stop, 111, 0)).isFalse();
    assertThat(isTaken(stop, 0, 109)).isFalse();
    Order both = Order.stopLimit(Side.BUY, ONE, price(110), price(112));
    assertThat(isTaken(both, 111, 111)).isTrue();
    assertThat(isTaken(both, 113, 0)).isFalse();
    assertThat(isTaken(both, 0, 109)).isFalse();
  }
}
