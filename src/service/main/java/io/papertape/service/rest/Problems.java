package io.papertape.service.rest;

import io.papertape.workspace.WorkspaceException;
import io.quarkus.logging.Log;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Turns every failure into a problem document; a trace goes to the log, never to the client.
class Problems {
  @ServerExceptionMapper
  Response map(ProblemException failure) {
    return failure.problem().response();
  }

  @ServerExceptionMapper
  Response map(WebApplicationException failure, @Context UriInfo uri) {
    Response original = failure.getResponse();
    int status = original.getStatus();
    if (status >= 500) {
      return map((Throwable) failure, uri);
    }
    Response.ResponseBuilder answer =
        Response.fromResponse(Problem.of(status, detail(status, uri.getPath())).response());
    String allow = original.getHeaderString(HttpHeaders.ALLOW);
    return allow == null ? answer.build() : answer.header(HttpHeaders.ALLOW, allow).build();
  }

  @ServerExceptionMapper
  Response map(WorkspaceException failure) {
    Log.errorf(failure, "Workspace cannot be read: cause=%s", failure.getMessage());
    return Problem.of(500, failure.getMessage()).response();
  }

  @ServerExceptionMapper
  Response map(Throwable failure, @Context UriInfo uri) {
    Log.errorf(failure, "Request failed: path=%s", uri.getPath());
    return Problem.of(500, detail(500, uri.getPath())).response();
  }

  /// Paths outside of the resources.
  void register(@Observes Router router) {
    for (int status : new int[] {400, 404, 405, 413, 500}) {
      router.errorHandler(status, context -> answer(context, status));
    }
    router.route().last().handler(context -> answer(context, 404));
  }

  private static void answer(RoutingContext context, int status) {
    if (!context.response().ended() && !context.response().headWritten()) {
      Problem.of(status, detail(status, context.normalizedPath())).answer(context);
    }
  }

  private static String detail(int status, String path) {
    String way =
        switch (status) {
          case 404 -> "GET /q/openapi lists the paths.";
          case 405 -> "The service is read-only: use GET.";
          case 406 -> "Accept application/json.";
          case 500 -> "The service's log says why.";
          default -> "GET /q/openapi says what is accepted.";
        };
    return "Request cannot be answered: path=%s, status=%d. %s".formatted(path, status, way);
  }
}
