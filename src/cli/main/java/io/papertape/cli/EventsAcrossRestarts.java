package io.papertape.cli;

import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WorkspaceException.Kind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Events of a service that may go and come back meanwhile. What was heard is not heard again, and
/// nothing is left out: it comes back with the id of the last one.
final class EventsAcrossRestarts {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Supplier<Optional<ServiceClient>> services;
  private final Duration patience;
  private final Duration pause;
  private final Consumer<String> notices;
  private Optional<String> last = Optional.empty();
  private boolean hasHeard;
  private OptionalLong aloneSince = OptionalLong.empty();
  private boolean isTold;

  /// @param services the service, if one is there; asked anew whenever it has gone
  /// @param patience how long it is waited for
  /// @param notices  takes what a person should know
  EventsAcrossRestarts(
      Supplier<Optional<ServiceClient>> services, Duration patience, Consumer<String> notices) {
    this(services, patience, PAUSE, notices);
  }

  EventsAcrossRestarts(
      Supplier<Optional<ServiceClient>> services,
      Duration patience,
      Duration pause,
      Consumer<String> notices) {
    this.services = services;
    this.patience = patience;
    this.pause = pause;
    this.notices = notices;
  }

  /// Listens until the events have come to their end.
  ///
  /// @param hasEnded asked when they stop: whether that is their end, and not that of the service
  /// @throws WorkspaceException if the service does not come back, or refuses
  void listen(
      ServiceClient first, String path, Consumer<ServiceEvent> listener, BooleanSupplier hasEnded) {
    Optional<ServiceClient> service = Optional.of(first);
    while (true) {
      if (service.isEmpty()) {
        tell("The service has gone");
      } else if (isHeardToTheEnd(service.get(), path, listener, hasEnded)) {
        return;
      }
      await(service.orElse(first));
      service = find();
    }
  }

  private boolean isHeardToTheEnd(
      ServiceClient service,
      String path,
      Consumer<ServiceEvent> listener,
      BooleanSupplier hasEnded) {
    try {
      service.events(path, last, event -> hear(event, listener));
      return hasEnded.getAsBoolean();
    } catch (SocketTimeoutException _) {
      tell("The service does not answer");
    } catch (IOException _) {
      tell("The service has gone");
    } catch (WorkspaceException e) {
      boolean mayPass = e.getCause() instanceof ServiceRefusal why && why.isUnavailable();
      if (!hasHeard || !mayPass) {
        throw e;
      }
    }
    return false;
  }

  private void hear(ServiceEvent event, Consumer<ServiceEvent> listener) {
    if (isTold) {
      notices.accept("The service is there again.");
    }
    hasHeard = true;
    isTold = false;
    aloneSince = OptionalLong.empty();
    listener.accept(event);
    last = event.id().or(() -> last);
  }

  private void tell(String what) {
    if (!isTold) {
      notices.accept("%s; waiting for it, %s at most.".formatted(what, words(patience)));
      isTold = true;
    }
  }

  private void await(ServiceClient before) {
    long now = System.nanoTime();
    if (aloneSince.isEmpty()) {
      aloneSince = OptionalLong.of(now);
    }
    if (now - aloneSince.getAsLong() > patience.toNanos()) {
      throw new WorkspaceException(
          Kind.ENVIRONMENT,
          ("Service has not come back: home=%s, waited=%s. papertape serve starts one, which takes"
                  + " the session up.")
              .formatted(before.workspace().home(), words(patience)));
    }
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a service is waited for.", e);
    }
  }

  /// Whatever else listens on its port meanwhile is not the service.
  private Optional<ServiceClient> find() {
    try {
      return services.get();
    } catch (WorkspaceException _) {
      return Optional.empty();
    }
  }

  private static String words(Duration time) {
    long minutes = time.toMinutes();
    if (minutes < 1) {
      return time.toMillis() + " ms";
    }
    return minutes == 1 ? "1 minute" : minutes + " minutes";
  }
}
