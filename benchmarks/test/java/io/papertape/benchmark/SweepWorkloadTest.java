package io.papertape.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The programs that W3 compares do the same work.
class SweepWorkloadTest {
  @Test
  void allProgramsAgreeOnSyntheticBars() {
    SweepWorkload workload =
        new SweepWorkload(
            MinuteBars.random(5_000),
            new SweepGrid(5, 9, 20, 29, 1, 30),
            new SweepGrid(5, 9, 20, 29, 2, 30));
    Facts facts = workload.check();
    assertThat(facts.events()).isEqualTo(50 * 5_000);
    assertThat(facts.fills()).isGreaterThan(5_000);
    assertThat(workload.checkDouble(workload.ta4j())).startsWith("ta4j double differs in ");
  }
}
