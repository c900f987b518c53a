package io.papertape.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DrawdownsTest {
  private static final double[] EQUITY = {100, 110, 99, 88, 110, 120, 90, 108};

  @Test
  void aFallRunsFromTheLastPeakToTheFirstValueBackAtIt() {
    Drawdown first = Drawdowns.of(EQUITY).getFirst();
    assertThat(first.peak()).isEqualTo(1);
    assertThat(first.trough()).isEqualTo(3);
    assertThat(first.recovery()).isEqualTo(OptionalInt.of(4));
    assertThat(first.depth()).isCloseTo(0.2, within(1e-15));
    assertThat(first.length()).isEqualTo(3);
  }

  @Test
  void anUnrecoveredFallLastsToTheEnd() {
    Drawdown open = Drawdowns.of(EQUITY).getLast();
    assertThat(open.recovery()).isEmpty();
    assertThat(open.depth()).isEqualTo(0.25);
    assertThat(open.length()).isEqualTo(2);
    assertThat(open.lengthNanos(new long[] {0, 1, 2, 3, 4, 50, 60, 90})).isEqualTo(40);
  }

  @Test
  void theDeepestComesFirst() {
    assertThat(Drawdowns.deepest(EQUITY, 1)).containsExactly(Drawdowns.of(EQUITY).getLast());
    assertThat(Drawdowns.maximum(EQUITY)).isEqualTo(0.25);
  }

  @Test
  void risingEquityHasNoFall() {
    double[] rising = {1, 1, 2, 3};
    assertThat(Drawdowns.of(rising)).isEmpty();
    assertThat(Drawdowns.maximum(rising)).isZero();
    assertThat(Drawdowns.underwater(rising)).containsExactly(0, 0, 0, 0);
  }
}
