package io.papertape.live.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// A file with a secret, which nobody but its owner may read.
public final class OwnersFile {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.range(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_EXECUTE);

  private OwnersFile() {}

  /// The permissions of a file that others may use; empty if none may.
  public static Optional<String> openTo(Path file) throws IOException {
    Set<PosixFilePermission> given = Files.getPosixFilePermissions(file);
    boolean isOpen = given.stream().anyMatch(OTHERS::contains);
    return isOpen ? Optional.of(PosixFilePermissions.toString(given)) : Optional.empty();
  }

  /// The one line of a file.
  ///
  /// @throws IllegalArgumentException if it cannot be read, or others may use it
  public static String line(Path file) {
    try {
      Optional<String> open = openTo(file);
      if (open.isPresent()) {
        throw new IllegalArgumentException(
            "Password can be read by others: file=%s, permissions=%s. Run chmod 600 on it."
                .formatted(file, open.get()));
      }
      String text = Files.readString(file).strip();
      if (text.isEmpty() || text.lines().count() != 1) {
        throw new IllegalArgumentException(
            "Password is not one line: file=%s. Write it alone.".formatted(file));
      }
      return text;
    } catch (IOException | UnsupportedOperationException e) {
      throw new IllegalArgumentException(
          "Password cannot be read: file=%s, reason=%s. Check its path.".formatted(file, e), e);
    }
  }
}
