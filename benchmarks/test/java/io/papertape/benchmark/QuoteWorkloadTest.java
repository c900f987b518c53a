package io.papertape.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The programs that W4 compares do the same work.
class QuoteWorkloadTest {
  @Test
  void bothProgramsAgreeOnSyntheticQuotes() {
    Facts facts = new QuoteWorkload(100_000).check();
    assertThat(facts.orders()).isBetween(900L, 1_000L);
    assertThat(facts.fills()).isGreaterThan(300);
  }
}
