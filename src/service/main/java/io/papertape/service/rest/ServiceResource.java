package io.papertape.service.rest;

import io.papertape.live.session.OperatorToken;
import io.papertape.workspace.Workspace;
import io.quarkus.vertx.http.HttpServer;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The service itself.
@PermitAll
@Path("/api/v1/service")
@Tag(name = "Service", description = "The service itself")
public class ServiceResource {
  private static final String CHALLENGE = "[0-9a-f]{64}";

  private final Workspace workspace;
  private final OperatorToken token;
  private final HttpServer server;

  ServiceResource(Workspace workspace, OperatorToken token, HttpServer server) {
    this.workspace = workspace;
    this.token = token;
    this.server = server;
  }

  /// What a client has to know before it believes the rest.
  @Schema(name = "Service")
  public record Item(
      @Schema(description = "The workspace it serves", examples = "/srv/tape/.papertape")
          String home,
      @Schema(description = "Id of its process", examples = "4711") long process,
      @Schema(description = "True once it was told to end: it takes nothing but kills then")
          boolean ending,
      @Schema(
              description =
                  "HMAC-SHA-256 with the token as key, 64 hex digits, of the text 'papertape"
                      + " service on port PORT: CHALLENGE'; only if there was a challenge")
          Optional<String> proof) {}

  @GET
  @Operation(
      operationId = "getService",
      summary = "Which workspace is served, by which process",
      description =
          "With a challenge it proves that it has the token of the workspace, before a client sends"
              + " that to it.")
  public Item service(
      @QueryParam("challenge")
          @Parameter(
              description = "64 hex digits, drawn anew each time",
              example = "9c1185a5c5e9fc54612808977ee8f548b2258d31ac5f8d5b3b8a7d0f7a6a7c11")
          String challenge) {
    if (challenge != null && !challenge.matches(CHALLENGE)) {
      throw ProblemException.badRequest(
          "Not a challenge: it has %d characters. Send 64 hex digits."
              .formatted(challenge.length()));
    }
    return new Item(
        workspace.home().toString(),
        ProcessHandle.current().pid(),
        ServiceEnd.isBegun(),
        Optional.ofNullable(challenge).map(asked -> token.proof(server.getPort(), asked)));
  }
}
