package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BooleanSupplier;

/// Waits for another thread, and fails if what is waited for does not come.
final class Patience {
  private static final int MOST_MILLIS = 60_000;

  private Patience() {}

  static void until(String what, BooleanSupplier check) throws InterruptedException {
    boolean isTrue = check.getAsBoolean();
    for (int waited = 0; waited < MOST_MILLIS && !isTrue; waited++) {
      Thread.sleep(1);
      isTrue = check.getAsBoolean();
    }
    assertThat(isTrue).as(what).isTrue();
  }
}
