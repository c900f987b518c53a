package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void theListenerHearsTheTimeOfEach65536thMoment() {
    BarColumns.Builder bars = new BarColumns.Builder();
    long price = FixedPoint.ofUnits(10);
    for (long i = 0; i < 140_000; i++) {
      bars.add(new Bar(i, i + 1, price, price, price, price, 1));
    }
    List<Long> heard = new ArrayList<>();

    RunResult result =
        Simulation.of(new Strategy() {})
            .on(Instrument.equity("SPY"), bars.build())
            .progress(heard::add)
            .run();

    assertThat(result.failure()).isEmpty();
    assertThat(heard).containsExactly(65_536L, 131_072L);
  }
}
