package io.papertape.service.rest;

import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Those who listen to events: so many at most, for each holds what it does not read, and looks ten
/// times a second with threads that requests need too.
@ApplicationScoped
class Listeners {
  private final int most;
  private final Semaphore free;

  Listeners(@ConfigProperty(name = "papertape.events.listeners") int most) {
    this.most = most;
    free = new Semaphore(most);
  }

  /// Events of one more listener, until they end or it goes. One that has gone before its answer
  /// has begun never listens to them, and leaves its place all the same.
  ///
  /// @throws ProblemException if there are too many
  <T> Multi<T> admit(Multi<T> events, RoutingContext context) {
    return admit(
        events,
        gone -> {
          context.addEndHandler(_ -> gone.run());
          if (context.response().closed()) {
            gone.run();
          }
        });
  }

  /// @param answer is given what to do when the answer is over, however it ends
  <T> Multi<T> admit(Multi<T> events, Consumer<Runnable> answer) {
    if (!free.tryAcquire()) {
      throw ProblemException.unavailable(
          "Too many listen to events: most=%d. Let one go, or ask for the pages.".formatted(most));
    }
    AtomicBoolean isHeld = new AtomicBoolean(true);
    Runnable leave =
        () -> {
          if (isHeld.getAndSet(false)) {
            free.release();
          }
        };
    answer.accept(leave);
    return events.onTermination().invoke(leave);
  }
}
