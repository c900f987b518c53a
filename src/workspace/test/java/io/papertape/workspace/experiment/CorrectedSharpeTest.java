package io.papertape.workspace.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrectedSharpeTest {
  private static final double[] OWN = {0.07, 0.05, 0.01};

  private static List<CorrectedSharpe> with(double... others) {
    return CorrectedSharpe.of(OWN, others, 0, 1_000, 252);
  }

  /// Losers of which nobody doubts that they lose count as discoveries with Benjamini and
  // Yekutieli.
  @Test
  void furtherTrialsNeverLeaveMore() {
    double[] losers = new double[12];
    Arrays.fill(losers, -0.5);
    List<CorrectedSharpe> alone = with();
    List<CorrectedSharpe> together = with(losers);
    for (int i = 0; i < alone.size(); i++) {
      assertThat(alone.get(i).sharpe()).isPositive();
      assertThat(together.get(i).sharpe())
          .as(alone.get(i).word())
          .isLessThanOrEqualTo(alone.get(i).sharpe());
      assertThat(together.get(i).significant()).isLessThanOrEqualTo(alone.get(i).significant());
    }
  }
}
