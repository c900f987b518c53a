package io.papertape.service.rest;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// An error as RFC 9457 has it.
///
/// @param type   `about:blank`: the status says it all
/// @param title  short text of the status
/// @param detail what failed, the value, what to do
@Schema(name = "Problem", description = "RFC 9457 problem document")
public record Problem(
    String type,
    @Schema(examples = "Not Found") String title,
    @Schema(examples = "404") int status,
    @Schema(examples = "No such run: id=0000000000000000. GET /api/v1/runs lists them.")
        String detail) {
  public static final String MEDIA_TYPE = "application/problem+json";

  /// A problem of a status; what has no text of its own is told by the number.
  public static Problem of(int status, String detail) {
    Response.Status known = Response.Status.fromStatusCode(status);
    String title = known == null ? "Error " + status : known.getReasonPhrase();
    return new Problem("about:blank", title, status, detail);
  }

  public static Problem forbidden(String detail) {
    return of(Response.Status.FORBIDDEN.getStatusCode(), detail);
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
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body.encode());
  }
}
