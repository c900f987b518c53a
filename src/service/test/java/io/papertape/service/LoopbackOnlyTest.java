package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoopbackOnlyTest {
  @Test
  void hostAndOriginNameThisMachineAndThePort() {
    assertThat(LoopbackOnly.isOurs("localhost", 8080, 8080)).isTrue();
    assertThat(LoopbackOnly.isOurs("localhost", 8081, 8080)).isFalse();
    assertThat(LoopbackOnly.isOurs("evil.example", 8080, 8080)).isFalse();
    assertThat(LoopbackOnly.isOurs("http://127.0.0.1:8080", 8080)).isTrue();
    assertThat(LoopbackOnly.isOurs("http://127.0.0.1", 8080)).isFalse();
  }

  /// Clients leave it out.
  @Test
  void portEightyNeedNotBeNamed() {
    assertThat(LoopbackOnly.isOurs("localhost", -1, 80)).isTrue();
    assertThat(LoopbackOnly.isOurs("localhost", -1, 8080)).isFalse();
    assertThat(LoopbackOnly.isOurs("localhost", 80, 80)).isTrue();
    assertThat(LoopbackOnly.isOurs("http://localhost", 80)).isTrue();
    assertThat(LoopbackOnly.isOurs("http://localhost:80", 80)).isFalse();
  }
}
