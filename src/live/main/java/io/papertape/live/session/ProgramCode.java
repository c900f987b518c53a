package io.papertape.live.session;

import io.papertape.journal.RunHeader;
import io.papertape.journal.Sha256;
import io.papertape.simulation.Simulation;
import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Which program this is: a snapshot is of use to the very same alone.
final class ProgramCode {
  private static final String HASH = made();

  private ProgramCode() {}

  /// Hash over Java's version and the class files of engine, workspace and sessions, as they were
  /// when first asked.
  static String hash() {
    return HASH;
  }

  private static String made() {
    StringBuilder text = new StringBuilder();
    text.append(Runtime.version()).append('\n').append(RunHeader.SEMANTICS_VERSION).append('\n');
    for (Class<?> part : List.of(Simulation.class, Workspace.class, SessionRun.class)) {
      append(part, text);
    }
    return Sha256.hex(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void append(Class<?> part, StringBuilder to) {
    try {
      Path place = Path.of(part.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          to.append(place.relativize(file)).append(' ');
          to.append(Sha256.hex(Files.readAllBytes(file))).append('\n');
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
