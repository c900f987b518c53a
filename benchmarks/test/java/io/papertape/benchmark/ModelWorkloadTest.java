package io.papertape.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The programs that W5 compares do the same work.
class ModelWorkloadTest {
  @Test
  void bothProgramsAgreeOnSyntheticBars() {
    Facts facts = new ModelWorkload(MinuteBars.random(30_000)).check();
    assertThat(facts.events() / facts.fills()).isBetween(20L, 45L);
  }
}
