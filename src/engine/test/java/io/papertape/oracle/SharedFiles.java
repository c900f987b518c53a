package io.papertape.oracle;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Reference files beside the project: read where they are, never copied. Tests that need them
/// skip where they are absent.
public final class SharedFiles {
  private SharedFiles() {}

  /// Folder of the known answers; `-Dpapertape.oracles=…` names another one of the same layout.
  public static Path oracles() {
    String named = System.getProperty("papertape.oracles", "");
    Path folder = named.isEmpty() ? root().resolve("oracles") : Path.of(named);
    assumeTrue(Files.isDirectory(folder), () -> "Skipped: no reference files at ../shared/oracles");
    return folder;
  }

  /// Folder of the reference files.
  public static Path root() {
    Path folder = Path.of(System.getProperty("papertape.root", "../..")).resolve("../shared");
    assumeTrue(Files.isDirectory(folder), () -> "Skipped: no reference files at ../shared");
    return folder;
  }

  /// Lines of a text file, unpacked if its name ends in `.gz`.
  public static List<String> lines(Path file) {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Reference file cannot be read: " + file, e);
    }
  }
}
