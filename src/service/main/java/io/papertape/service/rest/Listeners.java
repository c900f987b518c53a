package io.papertape.service.rest;

import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
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

  /// Events of one more listener, until they end or it goes.
  ///
  /// @throws ProblemException if there are too many
  <T> Multi<T> admit(Multi<T> events) {
    if (!free.tryAcquire()) {
      throw ProblemException.unavailable(
          "Too many listen to events: most=%d. Let one go, or ask for the pages.".formatted(most));
    }
    return events.onTermination().invoke(free::release);
  }
}
