package io.papertape.service;

import io.papertape.service.rest.Problem;
import io.papertape.service.rest.ServiceEnd;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// From the signal on, new requests get 503.
///
/// Quarkus finishes the answers under way, but would let in new requests until the database is
/// closed under them; and its event of the end comes when the port is closed already.
@ApplicationScoped
class Farewell {
  private static final int FIRST = 2_000;

  void start(@Observes StartupEvent event) {
    Runtime.getRuntime().addShutdownHook(new Thread(ServiceEnd::begin, "farewell"));
  }

  void register(@Observes Filters filters) {
    filters.register(this::admit, FIRST);
  }

  private void admit(RoutingContext context) {
    if (ServiceEnd.isBegun()) {
      context.response().putHeader("Connection", "close");
      Problem.ending().answer(context);
    } else {
      context.next();
    }
  }
}
