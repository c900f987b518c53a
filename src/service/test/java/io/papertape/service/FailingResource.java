package io.papertape.service;

import io.vertx.ext.web.Router;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Fails in each way that the service does not foresee. Only in the application under test.
@ApplicationScoped
@PermitAll
@Path("/fail/{how}")
public class FailingResource {
  static final String SECRET = "secret of the inside";

  @GET
  @Operation(hidden = true)
  public String fail(@PathParam("how") String how) {
    switch (how) {
      case "error" -> throw new StackOverflowError(SECRET);
      case "database" ->
          throw new IllegalStateException(new SQLException("File corrupted: x.mv.db [90030-240]"));
      default -> throw new IllegalStateException(SECRET);
    }
  }

  void register(@Observes Router router) {
    router
        .route("/outside")
        .handler(
            _ -> {
              throw new IllegalArgumentException(SECRET);
            });
  }
}
