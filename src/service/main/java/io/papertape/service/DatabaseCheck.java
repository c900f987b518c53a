package io.papertape.service;

import io.papertape.service.projection.ProjectionFault;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/// Says within a moment whether the database of the projection gives a connection. Requests wait
/// long for one; whoever asks how the sessions are must not.
@Readiness
@ApplicationScoped
class DatabaseCheck implements HealthCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int VALID_SECONDS = 1;

  private final DataSource database;
  private final LatestFinding<Optional<String>> latest =
      new LatestFinding<>(
          this::look,
          task -> Thread.ofPlatform().daemon().name("database-check").start(task),
          Duration.ZERO,
          PATIENCE,
          System::nanoTime);

  DatabaseCheck(DataSource database) {
    this.database = database;
  }

  @Override
  public HealthCheckResponse call() {
    Optional<String> fault = fault();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("database").status(fault.isEmpty());
    fault.ifPresent(text -> answer.withData("problem", text));
    return answer.build();
  }

  /// Why nothing can be asked of it now; empty if it gives a connection.
  Optional<String> fault() {
    long asked = System.nanoTime();
    try {
      return latest
          .get()
          .filter(found -> found.endNanos() - asked >= 0)
          .map(LatestFinding.Found::what)
          .orElseGet(
              () ->
                  Optional.of(
                      ("Database gives no connection: waited=%d s. All are in use, or its file is"
                              + " being mended; ask again.")
                          .formatted(PATIENCE.toSeconds())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the database is asked.", e);
    }
  }

  private Optional<String> look() {
    try (Connection one = database.getConnection()) {
      return one.isValid(VALID_SECONDS)
          ? Optional.empty()
          : Optional.of("Database gives a connection that does not answer.");
    } catch (SQLException e) {
      return ProjectionFault.of(e, "db");
    }
  }
}
