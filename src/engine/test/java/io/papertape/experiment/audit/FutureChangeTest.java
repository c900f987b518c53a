package io.papertape.experiment.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FutureChangeTest {
  private static final long CENT = FixedPoint.ONE / 100;
  private static final BarColumns WALK = AuditStage.walk(400, 5);
  private static final long CUT = 100 * AuditStage.DAY;

  private static BarColumns perturbed(long seed) {
    return FutureChange.PERTURBED.apply(WALK, CUT, CENT, new SplittableRandom(seed));
  }

  @Test
  void theFutureThatIsCutOffLeavesWhatWasKnown() {
    BarColumns cut = FutureChange.TRUNCATED.apply(WALK, CUT, CENT, new SplittableRandom(1));

    assertThat(cut.size()).isEqualTo(100);
    assertThat(cut.bar(99)).isEqualTo(WALK.bar(99));
  }

  @Test
  void anotherFutureLeavesThePastAndChangesEveryBarAfterIt() {
    BarColumns other = perturbed(1);

    assertThat(other.size()).isEqualTo(400);
    for (int i = 0; i < 100; i++) {
      assertThat(other.bar(i)).isEqualTo(WALK.bar(i));
    }
    double jump = (double) other.close()[100] / WALK.close()[100];
    assertThat(Math.abs(jump - 1)).isBetween(0.08, 0.28);
    assertThat(other.close()[399]).isNotEqualTo(WALK.close()[399]);
    assertThat(other.volume()[100]).isNotEqualTo(WALK.volume()[100]);
  }

  @Test
  void anotherFutureIsOneThatMightHaveBeen() {
    for (int seed = 0; seed < 20; seed++) {
      BarColumns other = perturbed(seed);
      for (int i = 100; i < other.size(); i++) {
        assertThat(other.openTimeNanos()[i]).isEqualTo(WALK.openTimeNanos()[i]);
        assertThat(other.high()[i])
            .isGreaterThanOrEqualTo(Math.max(other.open()[i], other.close()[i]));
        assertThat(other.low()[i])
            .isPositive()
            .isLessThanOrEqualTo(Math.min(other.open()[i], other.close()[i]));
        assertThat(other.close()[i] % CENT).isZero();
        assertThat(other.volume()[i]).isNotNegative();
      }
    }
  }

  @Test
  void theSeedDecidesTheFuture() {
    assertThat(perturbed(1).close()).isEqualTo(perturbed(1).close());
    assertThat(perturbed(1).close()).isNotEqualTo(perturbed(2).close());
  }
}
