package io.papertape.live.venue.fix;

import io.papertape.live.venue.generic.Section;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// How a session of FIX is reached and who we are there.
///
/// @param address      `fixs://HOST:PORT`, or `fix://HOST:PORT` without encryption
/// @param trustStore   certificates to trust instead of those that Java trusts
/// @param user         tag 553 of the Logon
/// @param passwordFile holds tag 554; only its owner may read it
public record FixAccess(
    URI address,
    Optional<Path> trustStore,
    FixVersion version,
    Party sender,
    Party target,
    int heartbeatSeconds,
    Optional<String> user,
    Optional<Path> passwordFile) {
  private static final int HEARTBEAT_SECONDS = 30;
  private static final int MOST_PORT = 65_535;

  /// One end of a session.
  ///
  /// @param sub SenderSubID or TargetSubID; empty: none
  public record Party(String id, String sub) {}

  static FixAccess read(Section section) {
    String host = section.text("host");
    int port =
        section
            .findCount("port")
            .filter(number -> number <= MOST_PORT)
            .orElseThrow(() -> port(section));
    boolean isEncrypted =
        section.findWord("tls", Map.of("true", true, "false", false)).orElse(true);
    return new FixAccess(
        URI.create("%s://%s:%d".formatted(isEncrypted ? "fixs" : "fix", host, port)),
        section.find("trust-store", FixAccess::wholePath),
        section.findWord("version", FixVersion.words()).orElseThrow(() -> version(section)),
        new Party(section.text("sender"), section.findText("sender-sub").orElse("")),
        new Party(section.text("target"), section.findText("target-sub").orElse("")),
        section.findCount("heartbeat-seconds").orElse(HEARTBEAT_SECONDS),
        section.findText("user"),
        section.find("password-file", FixAccess::wholePath));
  }

  /// True if the name in the certificate would be one that a look-up of the number tells, which is
  /// no proof.
  public boolean isEncryptedByNumber() {
    String host = address.getHost();
    return address.getScheme().equals("fixs") && (host.matches("[0-9.]+") || host.contains(":"));
  }

  private static RuntimeException port(Section section) {
    return section.error("Port is missing or none", "", "Give port: a number up to 65535.");
  }

  private static RuntimeException version(Section section) {
    return section.error(
        "Version is missing",
        "",
        "Give version: one of %s.".formatted(FixVersion.words().keySet()));
  }

  private static Path wholePath(String text) {
    Path path = Path.of(text);
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("Give a whole path: begin it with /.");
    }
    return path;
  }
}
