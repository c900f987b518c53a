package io.papertape.service;

import io.papertape.service.rest.Problem;
import io.papertape.service.rest.ServiceEnd;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/// From the signal on, new requests get 503, but for kills: sessions trade until the process ends.
///
/// Quarkus finishes the answers under way, but would let in new requests until the database is
/// closed under them; and its event of the end comes when the port is closed already. A kill needs
/// no database, and its answer is one of those that are finished.
@ApplicationScoped
class Farewell {
  private static final int FIRST = 2_000;
  private static final Pattern KILL = Pattern.compile("/api/v1/sessions/(?:[^/]+/)?kill");

  /// Whoever kills asks first whether this is the service that is meant.
  private static final String PROOF = "/api/v1/service";

  void start(@Observes StartupEvent event) {
    Runtime.getRuntime().addShutdownHook(new Thread(ServiceEnd::begin, "farewell"));
  }

  void register(@Observes Filters filters) {
    filters.register(this::admit, FIRST);
  }

  private void admit(RoutingContext context) {
    if (ServiceEnd.isBegun() && !isOfKill(context.request())) {
      context.response().putHeader("Connection", "close");
      Problem.ending().answer(context);
    } else {
      context.next();
    }
  }

  private static boolean isOfKill(HttpServerRequest request) {
    return request.method().equals(HttpMethod.POST)
        ? KILL.matcher(request.path()).matches()
        : request.method().equals(HttpMethod.GET) && request.path().equals(PROOF);
  }
}
