package io.papertape.service.rest;

import io.papertape.workspace.Workspace;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The service itself.
@PermitAll
@Path("/api/v1/service")
@Tag(name = "Service", description = "The service itself")
public class ServiceResource {
  private final Workspace workspace;

  ServiceResource(Workspace workspace) {
    this.workspace = workspace;
  }

  /// What a client has to know before it believes the rest.
  @Schema(name = "Service")
  public record Item(
      @Schema(description = "The workspace it serves", examples = "/srv/tape/.papertape")
          String home,
      @Schema(description = "Id of its process", examples = "4711") long process) {}

  @GET
  @Operation(operationId = "getService", summary = "Which workspace is served, by which process")
  public Item service() {
    return new Item(workspace.home().toString(), ProcessHandle.current().pid());
  }
}
