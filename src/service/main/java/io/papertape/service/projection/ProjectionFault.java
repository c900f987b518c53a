package io.papertape.service.projection;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;

/// Tells a database that cannot be used from other failures. It is derived, so the way out is
/// always the same, unless its disk is full or read-only.
public final class ProjectionFault {
  private static final int DEEPEST = 20;
  private static final Pattern DISK = Pattern.compile("No space left|Read-only file system");
  private static final String UNUSABLE =
      "Projection cannot be used: folder=%s, reason=%s. It is derived: run papertape ledger"
          + " rebuild, which makes it anew from the journals.";
  private static final String DISK_REFUSES =
      "Projection cannot be written: folder=%s, reason=%s. Free space or make the disk writable;"
          + " nothing has to be rebuilt.";

  private ProjectionFault() {}

  /// What to tell the user, if a database is among the causes.
  ///
  /// @param place where the database lies
  public static Optional<String> of(Throwable failure, String place) {
    Throwable at = failure;
    Throwable deepest = null;
    Optional<String> disk = Optional.empty();
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      if (at instanceof SQLException || at instanceof FlywayException) {
        deepest = at;
      }
      if (at instanceof IOException && DISK.matcher(String.valueOf(at.getMessage())).find()) {
        disk = Optional.of(at.getMessage());
      }
      at = at.getCause();
    }
    Optional<String> ofDisk = disk;
    return Optional.ofNullable(deepest)
        .map(
            cause ->
                ofDisk
                    .map(reason -> DISK_REFUSES.formatted(place, reason))
                    .orElseGet(() -> UNUSABLE.formatted(place, reason(cause))));
  }

  /// The first line, without the driver's query text and its code.
  public static String reason(Throwable cause) {
    String line = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    String plain = line.replaceFirst("; SQL statement:$", "").replaceFirst(" \\[[0-9-]+]$", "");
    return plain.strip().replaceFirst("[.:]$", "");
  }
}
