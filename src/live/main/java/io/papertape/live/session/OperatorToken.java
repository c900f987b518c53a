package io.papertape.live.session;

import io.papertape.live.transport.OwnersFile;
import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What lets an operator change the state of sessions: 64 hex digits in a file of the workspace
/// that only its owner can read.
public final class OperatorToken {
  /// Name of the file in the workspace.
  public static final String NAME = "token";

  /// The scheme's name is written in letters of any size.
  private static final String SCHEME = "Bearer ";

  private static final String LOCK = NAME + ".lock";
  private static final String DRAFT = NAME + ".draft";
  private static final String PROOF = "HmacSHA256";
  private static final int BYTES = 32;

  /// A service that runs goes on with the token that it began with.
  private static final String ANOTHER =
      "end the service, delete the file if it is there, and start the service anew.";

  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final byte[] text;

  private OperatorToken(String text) {
    this.text = text.getBytes(StandardCharsets.UTF_8);
  }

  /// The token of a workspace; made if there is none. It appears whole and durable or not at all,
  /// and of several starts at once all take the one that was first.
  public static OperatorToken provide(Workspace workspace) {
    Path file = file(workspace);
    try (WriteLock _ = WriteLock.take(file.resolveSibling(LOCK), WriteLock.PATIENCE)) {
      if (Files.notExists(file)) {
        make(file);
      }
    } catch (UnsupportedOperationException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.ENVIRONMENT,
          "File system keeps no permissions: file=%s. Put PAPERTAPE_HOME on one that does."
              .formatted(file),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read(workspace);
  }

  private static void make(Path file) throws IOException {
    String text = random() + "\n";
    Path draft = file.resolveSibling(DRAFT);
    Files.deleteIfExists(draft); // of a start that was killed
    Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNERS));
    DurableFiles.write(draft, text.getBytes(StandardCharsets.UTF_8));
    DurableFiles.rename(draft, file);
  }

  /// The token as it is.
  public static OperatorToken read(Workspace workspace) {
    Path file = file(workspace);
    try {
      Optional<String> open = OwnersFile.openTo(file);
      if (open.isPresent()) {
        throw WorkspaceException.configuration(
            ("Token can be read by others: file=%s, permissions=%s. Take them back: chmod 600. If"
                    + " somebody may have read it, %s")
                .formatted(file, open.get(), ANOTHER));
      }
      String text = Files.readString(file).strip();
      if (!text.matches("[0-9a-f]{%d}".formatted(2 * BYTES))) {
        throw WorkspaceException.configuration(
            "Token is not 64 hex digits: file=%s. To have another, %s".formatted(file, ANOTHER));
      }
      return new OperatorToken(text);
    } catch (NoSuchFileException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "Token is gone: file=%s. To have another, %s".formatted(file, ANOTHER),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(Workspace workspace) {
    return workspace.home().resolve(NAME);
  }

  /// Whether a header `Authorization` carries it; takes the same time for each answer.
  public boolean isIn(String authorization) {
    boolean isBearer = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    String given = isBearer ? authorization.substring(SCHEME.length()) : "";
    return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), text);
  }

  /// What only somebody who has the token can answer to a challenge: HMAC-SHA-256 of the port and
  /// the challenge. The port is in it so that whoever listens on one cannot have the service, on
  /// another, answer for him.
  ///
  /// @param challenge 64 hex digits, drawn anew each time
  /// @return 64 hex digits
  public String proof(int port, String challenge) {
    try {
      Mac mac = Mac.getInstance(PROOF);
      mac.init(new SecretKeySpec(text, PROOF));
      String asked = "papertape service on port %d: %s".formatted(port, challenge);
      return HexFormat.of().formatHex(mac.doFinal(asked.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + PROOF, e);
    }
  }

  /// A new one for [#proof].
  public static String challenge() {
    return random();
  }

  private static String random() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /// Value of a header `Authorization`.
  public String header() {
    return SCHEME + new String(text, StandardCharsets.UTF_8);
  }
}
