package io.papertape.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.simulation.RunResult;
import io.papertape.strategy.Strategy;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// The programs that W4 compares do the same work.
class QuoteWorkloadTest {
  @Test
  void bothProgramsAgreeOnSyntheticQuotes() {
    Facts facts = new QuoteWorkload(100_000).check();
    assertThat(facts.orders()).isBetween(900L, 1_000L);
    assertThat(facts.fills()).isGreaterThan(300);
  }

  @Test
  void theOtherStrategiesTradeToo() {
    for (Supplier<Strategy> one : OtherQuoteStrategies.FIVE) {
      RunResult result =
          OtherQuoteStrategies.simulation(one, QuoteWorkload.quotes(100_000)).unrecorded().run();
      assertThat(result.fills().size()).isGreaterThan(50);
    }
  }
}
