package io.papertape.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The programs that W1 compares do the same work.
class CrossWorkloadTest {
  @Test
  void allProgramsAgreeOnSyntheticBars() {
    Facts facts = new CrossWorkload(MinuteBars.random(30_000), CrossRule.DENSE).check();
    assertThat(facts.origin()).isEqualTo("seeded synthetic bars");
    assertThat(facts.events()).isEqualTo(30_000);
    assertThat(facts.fills()).isBetween(1_000L, 1_400L);
    assertThat(facts.orders()).isBetween(facts.fills(), facts.fills() + 1);
  }

  @Test
  void theSparseRuleTradesOnceInAboutSevenHundredBars() {
    Facts facts = new CrossWorkload(MinuteBars.random(300_000), CrossRule.SPARSE).checkEngines();
    assertThat(facts.events() / facts.fills()).isBetween(600L, 800L);
  }
}
