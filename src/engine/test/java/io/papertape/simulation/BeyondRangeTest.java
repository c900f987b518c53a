package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.indicator.Sma;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.strategy.Context;
import io.papertape.strategy.Signal;
import io.papertape.strategy.Strategy;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Prices as of bitcoin in rupiah, of which 62 make a sum beyond 9.2 · 10¹⁰.
class BeyondRangeTest {
  private static final long DAY_NANOS = 86_400_000_000_000L;
  private static final String MESSAGE =
      "Indicator leaves the range of exact numbers: indicator=sma(70), instrument=BTCIDR,"
          + " price=1500000000, cause=long overflow. A sum of prices must stay below 9.2 * 10^10:"
          + " use fewer bars, or import the prices in a larger unit, such as thousands.";

  @Test
  void aSumThatOverflowsNamesIndicatorInstrumentAndPrice() {
    assertThat(failure(context -> context.use(0, new Sma(70)))).isEqualTo(MESSAGE);
  }

  @Test
  void soDoesAColumn() {
    assertThat(
            failure(
                context ->
                    context.wakeOn(0, new Signal.AboveLevel(context.series(0, new Sma(70)), 1))))
        .isEqualTo(MESSAGE);
  }

  private static String failure(Consumer<Context> start) {
    BarColumns.Builder bars = new BarColumns.Builder();
    long price = FixedPoint.ofUnits(1_500_000_000);
    for (int i = 0; i < 100; i++) {
      bars.add(new Bar(i * DAY_NANOS, (i + 1) * DAY_NANOS, price, price, price, price, 1));
    }
    Strategy strategy =
        new Strategy() {
          @Override
          public void onStart(Context context) {
            start.accept(context);
          }
        };
    RunResult result = Simulation.of(strategy).on(Instrument.crypto("BTCIDR"), bars.build()).run();
    return result.failure().orElseThrow().getMessage();
  }
}
