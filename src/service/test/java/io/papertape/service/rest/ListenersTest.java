package io.papertape.service.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import org.junit.jupiter.api.Test;

class ListenersTest {
  private final Listeners listeners = new Listeners(2);

  private Cancellable listen() {
    return listeners.admit(Multi.createFrom().nothing()).subscribe().with(_ -> {});
  }

  @Test
  void soManyListenAtMostAndWhoGoesLeavesItsPlace() {
    Cancellable first = listen();
    listen();
    assertThatThrownBy(this::listen)
        .isInstanceOf(ProblemException.class)
        .hasMessage("Too many listen to events: most=2. Let one go, or ask for the pages.");
    first.cancel();
    first.cancel();
    listen();
    assertThatThrownBy(this::listen).isInstanceOf(ProblemException.class);
  }

  @Test
  void eventsThatEndOrBreakOffLeaveTheirPlaces() {
    for (int i = 0; i < 5; i++) {
      assertThat(
              listeners
                  .admit(Multi.createFrom().items(1, 2))
                  .collect()
                  .asList()
                  .await()
                  .indefinitely())
          .containsExactly(1, 2);
      Multi<Integer> broken = Multi.createFrom().failure(new IllegalStateException("broken"));
      assertThatThrownBy(() -> listeners.admit(broken).collect().asList().await().indefinitely())
          .hasMessage("broken");
    }
  }
}
