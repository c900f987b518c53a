package io.papertape.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedTest {
  @Test
  void oneHasNoPlural() {
    assertThat(Counted.of(1, "trial")).isEqualTo("1 trial");
    assertThat(Counted.of(1, "entry", "entries")).isEqualTo("1 entry");
    assertThat(Counted.words(1, "it has", "they have")).isEqualTo("it has");
  }

  @Test
  void allOtherNumbersNoneIncludedHaveOne() {
    assertThat(Counted.of(0, "trial")).isEqualTo("0 trials");
    assertThat(Counted.of(2_000, "entry", "entries")).isEqualTo("2000 entries");
    assertThat(Counted.words(0, "it has", "they have")).isEqualTo("they have");
  }
}
