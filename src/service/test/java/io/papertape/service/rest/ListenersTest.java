package io.papertape.service.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ListenersTest {
  private final Listeners listeners = new Listeners(2);

  private Cancellable listen() {
    return listeners.admit(Multi.createFrom().nothing(), _ -> {}).subscribe().with(_ -> {});
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
                  .admit(Multi.createFrom().items(1, 2), _ -> {})
                  .collect()
                  .asList()
                  .await()
                  .indefinitely())
          .containsExactly(1, 2);
      Multi<Integer> broken = Multi.createFrom().failure(new IllegalStateException("broken"));
      assertThatThrownBy(
              () -> listeners.admit(broken, _ -> {}).collect().asList().await().indefinitely())
          .hasMessage("broken");
    }
  }

  @Test
  void whoGoesBeforeItListensLeavesItsPlaceOnce() {
    for (int i = 0; i < 5; i++) {
      listeners.admit(Multi.createFrom().nothing(), Runnable::run);
    }
    AtomicReference<Runnable> gone = new AtomicReference<>();
    Cancellable one =
        listeners.admit(Multi.createFrom().nothing(), gone::set).subscribe().with(_ -> {});
    one.cancel();
    gone.get().run();
    listen();
    listen();
    assertThatThrownBy(this::listen).isInstanceOf(ProblemException.class);
  }
}
