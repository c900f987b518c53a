package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.account.MutableAccount;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateActions;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.MutableMarket;
import io.papertape.strategy.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BarSetTest {
  private static final int BARS = 5_000;
  private static final int MOST = 1_024;

  private final MutableMarket market =
      new MutableMarket(new Instrument[] {Instrument.equity("A")}, new BarColumns[] {bars()});

  private static BarColumns bars() {
    double[] prices = new double[4 * BARS];
    Arrays.fill(prices, 100);
    return Bars.of(prices);
  }

  private Gates gates(double... values) {
    SeriesColumns columns =
        new KnownColumns(
            market, new SharedColumns(), List.of(CorporateActions.none("A")), new RunMemory());
    Gates gates = new Gates(market, new MutableAccount(market, FixedPoint.ONE), columns);
    IndicatorColumn column = new IndicatorColumn("x", values, 0);
    gates.onBar(0, new Signal.AboveLevel(new ColumnSeries(market, 0, column), 0.5));
    return gates;
  }

  private static int[] oneByOne(Gates gates, int from, int to) {
    int[] bars = new int[to - from];
    int count = 0;
    for (int bar = gates.next(from, to); bar < to; bar = gates.next(bar + 1, to)) {
      bars[count++] = bar;
    }
    return Arrays.copyOf(bars, count);
  }

  @Test
  void listsTheBarsThatTheGatesGiveOneByOne() {
    SplittableRandom random = new SplittableRandom(1);
    BarSet set = new BarSet(MOST);
    int[] list = new int[MOST + BarSet.SPARE];
    for (int apart : new int[] {1, 2, 26, 700}) {
      Gates gates = gates(random.doubles(BARS).map(x -> x < 1.0 / apart ? 1 : 0).toArray());
      gates.stopAt(4_711);
      for (int i = 0; i < 1_000; i++) {
        int from = random.nextInt(BARS);
        int to = random.nextInt(from + 1, Math.min(BARS, from + MOST) + 1);
        int count = set.list(gates, from, to, list);
        assertThat(Arrays.copyOf(list, count))
            .as("%d to %d", from, to)
            .isEqualTo(oneByOne(gates, from, to));
      }
    }
  }
}
