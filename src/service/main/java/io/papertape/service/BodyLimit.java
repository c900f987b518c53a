package io.papertape.service;

import io.papertape.service.rest.Problem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Says in words that a body is too large, where Quarkus would end the connection without one.
///
/// A body that comes in chunks, whose length is not stated, is counted as it comes, before anything
/// reads it: at most as much is held as a body may have. Of HTTP/2, which has no chunks, what is
/// too long without a stated length is refused without words.
@ApplicationScoped
class BodyLimit {
  private static final int AFTER_THE_GUARD = 900;
  private static final int BEFORE_OTHER_FAILURES = Integer.MAX_VALUE - 2;
  private static final int TOO_LARGE = 413;

  private final long most;

  BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
    this.most = most.asLongValue();
  }

  void register(@Observes Filters filters) {
    BodyHandler counter = BodyHandler.create(false).setBodyLimit(most);
    filters.register(context -> check(context, counter), AFTER_THE_GUARD);
  }

  /// The counter fails a request without a word.
  void register(@Observes Router router) {
    router.route().order(BEFORE_OTHER_FAILURES).failureHandler(this::failed);
  }

  private void failed(RoutingContext context) {
    if (context.statusCode() == TOO_LARGE && !context.response().headWritten()) {
      refuse(context, "not stated");
    } else {
      context.next();
    }
  }

  private void check(RoutingContext context, BodyHandler counter) {
    String stated = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (stated == null && context.request().headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      counter.handle(context);
    } else if (stated != null && stated.matches("[0-9]{1,18}") && Long.parseLong(stated) > most) {
      refuse(context, stated);
    } else {
      context.next();
    }
  }

  private void refuse(RoutingContext context, String stated) {
    context.response().putHeader(HttpHeaders.CONNECTION, "close");
    Problem.of(
            TOO_LARGE,
            "Body is too large: Content-Length=%s. Send at most %d bytes.".formatted(stated, most))
        .answer(context);
  }
}
