package io.papertape.service.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionStreamTest {
  @Test
  void aPageHasSoManyCharactersAndOneEntryAtLeast() {
    assertThat(SessionStream.page(List.of())).isEmpty();
    assertThat(SessionStream.page(Collections.nCopies(1_000, "x".repeat(200)))).hasSize(1_000);
    assertThat(SessionStream.page(Collections.nCopies(1_000, "x".repeat(15_000)))).hasSize(18);
    assertThat(SessionStream.page(Collections.nCopies(3, "x".repeat(1 << 20)))).hasSize(1);
  }
}
