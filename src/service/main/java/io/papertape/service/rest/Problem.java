package io.papertape.service.rest;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// An error as RFC 9457 has it.
///
/// @param type   `about:blank`: the status says it all
/// @param title  short text of the status
/// @param detail what failed, the value, what to do
/// @param instance `urn:uuid:` and an id that the service's log has too; of failures only
@Schema(name = "Problem", description = "RFC 9457 problem document")
public record Problem(
    @Schema(description = "about:blank: the status says it all", examples = "about:blank")
        String type,
    @Schema(description = "Short text of the status", examples = "Not Found") String title,
    @Schema(description = "HTTP status", examples = "404") int status,
    @Schema(
            description = "What failed, the value, what to do",
            examples = "No such run: id=0000000000000000. GET /api/v1/runs lists them.")
        String detail,
    @Schema(
            description = "Only of failures: names the line of the service's log that says why",
            examples = "urn:uuid:0b9d3c1e-6f0c-4b7e-9a53-5d0f4c1f2a77")
        Optional<String> instance) {
  public static final String MEDIA_TYPE = "application/problem+json";
  private static final int OTHER_CONTENT = 422;

  /// A problem of a status; what has no text of its own is told by the number.
  public static Problem of(int status, String detail) {
    Response.Status known = Response.Status.fromStatusCode(status);
    String title =
        status == OTHER_CONTENT
            ? "Unprocessable Content"
            : known == null ? "Error " + status : known.getReasonPhrase();
    return new Problem("about:blank", title, status, detail, Optional.empty());
  }

  /// The same problem under a name that the log has too.
  Problem named(String instance) {
    return new Problem(type, title, status, detail, Optional.of(instance));
  }

  public static Problem forbidden(String detail) {
    return of(Response.Status.FORBIDDEN.getStatusCode(), detail);
  }

  /// The service is being stopped.
  public static Problem ending() {
    return of(
        Response.Status.SERVICE_UNAVAILABLE.getStatusCode(),
        "Service is ending: it takes no new requests but kills. Start it again with papertape"
            + " serve.");
  }

  /// As an answer of a resource.
  public Response response() {
    return Response.status(status)
        .type(MEDIA_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(this)
        .build();
  }

  /// As an answer outside of the resources.
  public void answer(RoutingContext context) {
    JsonObject body =
        new JsonObject()
            .put("type", type)
            .put("title", title)
            .put("status", status)
            .put("detail", detail);
    instance.ifPresent(name -> body.put("instance", name));
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body.encode());
  }
}
