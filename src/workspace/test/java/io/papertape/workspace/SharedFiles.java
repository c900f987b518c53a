package io.papertape.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Real market data kept beside the project; tests that need them skip where they are absent.
public final class SharedFiles {
  private SharedFiles() {}

  /// A file below `../shared/market-data`, or the test is skipped.
  public static Path marketData(String path) {
    Path root = Path.of(System.getProperty("papertape.root", "."));
    Path file = root.resolveSibling("shared").resolve("market-data").resolve(path).normalize();
    Assumptions.assumeTrue(
        Files.exists(file),
        "Skipped: real market data are absent: file=shared/market-data/" + path);
    return file;
  }
}
