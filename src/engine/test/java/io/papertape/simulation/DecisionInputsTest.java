package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.indicator.Sma;
import io.papertape.journal.RecordLevel;
import io.papertape.market.Instrument;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DecisionInputsTest {
  @Test
  void eachInputIsRecordedUnderANameOfItsOwn() {
    Strategy strategy =
        new Strategy() {
          @Override
          public void onStart(Context context) {
            context.use(0, new Sma(2));
            context.use(0, new Sma(2));
            context.input("score").set(1);
            context.input("score").set(2);
          }

          @Override
          public void onBar(Context context, int instrument) {
            context.buy(0, Size.units(1));
          }
        };
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Simulation.of(strategy)
        .on(Instrument.equity("SHR"), Bars.of(100, 100, 100, 100, 102, 102, 102, 102))
        .journal(bytes::write, RecordLevel.FOLDED)
        .run();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("\"inputs\":{\"sma(2)\":101.0,\"score\":1.0,\"score#2\":2.0}");
  }
}
