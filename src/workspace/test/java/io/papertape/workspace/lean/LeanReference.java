package io.papertape.workspace.lean;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/// The folder of reference data beside the checkout; a test that needs it is skipped without it.
final class LeanReference {
  private LeanReference() {}

  /// A file or folder of the reference data, such as `market-data/lean`.
  static Path path(String relative) {
    Path shared = Path.of(System.getProperty("papertape.root", "."), "..", "shared");
    Path found = shared.resolve(relative).normalize();
    Assumptions.assumeTrue(
        Files.exists(found), () -> "Skipped: ../shared/" + relative + " is not on this machine");
    return found;
  }

  static Path lean() {
    return path("market-data/lean");
  }

  static JsonNode json(String relative) throws IOException {
    Path file = path(relative);
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = relative.endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return new ObjectMapper().readTree(plain);
    }
  }

  /// Lines of a gzipped text file, without its header line.
  static List<String> rows(String relative) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(path(relative)))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).toList();
    }
  }
}
