package io.papertape.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The programs that W2 compares do the same work.
class MomentumWorkloadTest {
  @Test
  void bothProgramsAgreeOnASyntheticUniverse() {
    Facts facts = MomentumWorkload.random(50, 700).check();
    assertThat(facts.events()).isEqualTo(35_000);
    assertThat(facts.fills()).isGreaterThan(100);
  }
}
