package io.papertape.service;

import io.papertape.service.rest.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Says in words that a body is too large, where Quarkus would end the connection without one.
@ApplicationScoped
class BodyLimit {
  private static final int AFTER_THE_GUARD = 900;
  private static final int TOO_LARGE = 413;

  void register(
      @Observes Filters filters,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
    filters.register(context -> check(context, most.asLongValue()), AFTER_THE_GUARD);
  }

  private static void check(RoutingContext context, long most) {
    String stated = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (stated != null && stated.matches("[0-9]{1,18}") && Long.parseLong(stated) > most) {
      context.response().putHeader(HttpHeaders.CONNECTION, "close");
      Problem.of(
              TOO_LARGE,
              "Body is too large: Content-Length=%s. Send at most %d bytes."
                  .formatted(stated, most))
          .answer(context);
    } else {
      context.next();
    }
  }
}
