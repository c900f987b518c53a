package io.papertape.service.projection;

import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;

/// Tells a database that cannot be used from other failures. It is derived, so the way out is
/// always the same.
public final class ProjectionFault {
  private static final int DEEPEST = 20;

  private ProjectionFault() {}

  /// What to tell the user, if a database is among the causes.
  ///
  /// @param place where the database lies
  public static Optional<String> of(Throwable failure, String place) {
    Throwable at = failure;
    Throwable deepest = null;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      if (at instanceof SQLException || at instanceof FlywayException) {
        deepest = at;
      }
      at = at.getCause();
    }
    return Optional.ofNullable(deepest)
        .map(
            cause ->
                ("Projection cannot be used: folder=%s, reason=%s. It is derived: run papertape"
                        + " ledger rebuild, which makes it anew from the journals.")
                    .formatted(place, reason(cause)));
  }

  /// The first line, without the driver's query text and its code.
  public static String reason(Throwable cause) {
    String line = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    String plain = line.replaceFirst("; SQL statement:$", "").replaceFirst(" \\[[0-9-]+]$", "");
    return plain.strip().replaceFirst("[.:]$", "");
  }
}
