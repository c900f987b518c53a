package io.papertape.service.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.papertape.service.projection.ProjectionFault;
import io.papertape.workspace.PlainText;
import io.papertape.workspace.WorkspaceException;
import io.quarkus.logging.Log;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.VertxException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Turns every failure into a problem document; a trace goes to the log, never to the client.
class Problems {
  /// The handler that Quarkus puts last would tell the class of the failure.
  private static final int BEFORE_QUARKUS = Integer.MAX_VALUE - 1;

  /// As Jackson says it.
  private static final String TWICE = "Duplicate field";

  private static final String BEHIND = "Trailing token";

  /// How the paths end that give server-sent events; all others give JSON.
  private static final String EVENTS = "/events";

  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UNAUTHORIZED = 401;

  @ServerExceptionMapper
  Response map(ProblemException failure) {
    return failure.response();
  }

  @ServerExceptionMapper
  Response map(WebApplicationException failure, @Context UriInfo uri, @Context Request request) {
    int status = status(failure.getResponse().getStatus(), uri.getPath(), request.getMethod());
    if (status >= 500) {
      return failed(failure, uri.getPath()).response();
    }
    if (failure.getCause() instanceof JsonProcessingException json) {
      return badBody(notRead(json));
    }
    Response answer = Problem.of(status, detail(status, uri.getPath())).response();
    return status == METHOD_NOT_ALLOWED
        ? Response.fromResponse(answer)
            .header(HttpHeaders.ALLOW, AllowedMethods.of(uri.getPath()))
            .build()
        : answer;
  }

  private static String notRead(JsonProcessingException failure) {
    JsonLocation at = failure.getLocation();
    boolean isTwice = failure.getOriginalMessage().startsWith(TWICE);
    return (isTwice
            ? "Body says a key twice: line=%d, column=%d. Say it once."
            : "Body is no JSON: line=%d, column=%d.")
        .formatted(at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr());
  }

  /// A body that is JSON and is not what was asked for.
  @ServerExceptionMapper
  Response map(MismatchedInputException failure) {
    if (failure.getOriginalMessage().startsWith(BEHIND)) {
      return badBody("Body goes on behind its end. Send one JSON object.");
    }
    String place =
        failure.getPath().stream()
            .map(one -> one.getFieldName() == null ? "" + one.getIndex() : one.getFieldName())
            .collect(Collectors.joining("."));
    return badBody(
        failure instanceof UnrecognizedPropertyException unknown
            ? unknownKey(unknown, place)
            : "Body has something of another kind: at=%s. GET /q/openapi says what is accepted."
                .formatted(place.isEmpty() ? "its start" : place));
  }

  private static String unknownKey(UnrecognizedPropertyException failure, String place) {
    String known =
        failure.getKnownPropertyIds().stream()
            .map(String::valueOf)
            .sorted()
            .collect(Collectors.joining(", "));
    String home =
        SessionRequests.homeOf(failure.getReferringClass(), place)
            .map(path -> " %s belongs to %s.".formatted(place, path))
            .orElse("");
    return "Body has an unknown key: key=%s. Known are %s.%s".formatted(place, known, home);
  }

  private static Response badBody(String detail) {
    return Problem.of(Response.Status.BAD_REQUEST.getStatusCode(), detail).response();
  }

  @ServerExceptionMapper
  Response map(UnauthorizedException failure) {
    Response answer =
        Problem.of(
                UNAUTHORIZED,
                "Token is missing or wrong: header=Authorization. Send Bearer and what stands in"
                    + " the file token of the workspace.")
            .response();
    return Response.fromResponse(answer).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
  }

  @ServerExceptionMapper
  Response map(ForbiddenException failure) {
    return Problem.forbidden("Nobody may do this: it is not opened by an annotation.").response();
  }

  @ServerExceptionMapper
  Response map(WorkspaceException failure, @Context UriInfo uri) {
    return failed(failure, uri.getPath(), String.valueOf(failure.getMessage())).response();
  }

  @ServerExceptionMapper
  Response map(Throwable failure, @Context UriInfo uri, RoutingContext context) {
    return failed(failure, uri.getPath(), context).response();
  }

  /// Paths outside of the resources.
  void register(@Observes Router router) {
    for (int status : new int[] {400, 404, 405}) {
      router.errorHandler(status, context -> answer(context, status));
    }
    router.route().order(BEFORE_QUARKUS).failureHandler(Problems::failedOutside);
    router.route().last().handler(context -> answer(context, 404));
  }

  private static void answer(RoutingContext context, int status) {
    if (isOpen(context)) {
      Problem.of(status, detail(status, context.normalizedPath())).answer(context);
    }
  }

  /// A path that takes other methods is there, also where it is looked for in vain.
  private static int status(int status, String path, String method) {
    List<String> taken = List.of(AllowedMethods.of(path).split(", ", -1));
    boolean isThere = !taken.getFirst().isEmpty();
    return status == NOT_FOUND && isThere && !taken.contains(method) ? METHOD_NOT_ALLOWED : status;
  }

  private static void failedOutside(RoutingContext context) {
    if (isWithoutHost(context) && isOpen(context)) {
      Problem.of(
              400,
              "Host is missing or no host: Host=%s. Ask for http://localhost:%d."
                  .formatted(
                      String.join(", ", context.request().headers().getAll(HttpHeaders.HOST)),
                      context.request().localAddress().port()))
          .answer(context);
    } else if (context.statusCode() >= 400 && context.statusCode() < 500) {
      context.next();
    } else if (isOpen(context)) {
      failed(context.failure(), context.normalizedPath(), context).answer(context);
    }
  }

  /// Vert.x fails such a request before any handler sees it.
  private static boolean isWithoutHost(RoutingContext context) {
    return context.statusCode() == 400
        && context.failure() instanceof VertxException
        && context.request().authority() == null;
  }

  private static boolean isOpen(RoutingContext context) {
    return !context.response().ended() && !context.response().headWritten();
  }

  /// A client that has gone gets nothing, and is no trouble of ours.
  private static Problem failed(Throwable failure, String path, RoutingContext context) {
    if (GoneClient.is(failure, context.response().closed())) {
      Log.debugf("Client has gone: path=%s, cause=%s", path, failure);
      return Problem.of(500, detail(500, path));
    }
    return failed(failure, path);
  }

  private static Problem failed(Throwable failure, String path) {
    if (ServiceEnd.isBegun()) {
      Log.infof("Request was cut off by the end: path=%s", PlainText.of(path));
      return Problem.ending();
    }
    return failed(
        failure, path, ProjectionFault.of(failure, "db").orElseGet(() -> detail(500, path)));
  }

  /// Logs a failure with its trace, and gives the client what it needs to name it.
  private static Problem failed(Throwable failure, String path, String detail) {
    String instance = "urn:uuid:" + UUID.randomUUID();
    Log.errorf(failure, "Request failed: path=%s, instance=%s", PlainText.of(path), instance);
    return Problem.of(500, detail).named(instance);
  }

  private static String detail(int status, String path) {
    String way =
        switch (status) {
          case 404 -> "GET /q/openapi lists the paths.";
          case 405 -> "GET /q/openapi says which methods there are.";
          case 406 ->
              path.endsWith(EVENTS) ? "Accept text/event-stream." : "Accept application/json.";
          case 415 -> "Send Content-Type: application/json.";
          case 500 -> "The service's log says why, under this instance.";
          default -> "GET /q/openapi says what is accepted.";
        };
    return "Request cannot be answered: path=%s, status=%d. %s".formatted(path, status, way);
  }
}
