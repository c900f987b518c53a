package io.papertape.performance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Finds and reads the known answers: `papertape.oracles`, else `../shared/oracles` beside the
/// repository. Tests skip where they are absent.
public final class Oracles {
  private Oracles() {}

  public static Path folder() {
    Path root = Path.of(System.getProperty("papertape.root", "."));
    String beside = root.resolve("../shared/oracles").normalize().toString();
    Path folder = Path.of(System.getProperty("papertape.oracles", beside));
    assumeTrue(
        Files.isDirectory(folder),
        () -> "Known answers absent: folder=%s. Set papertape.oracles.".formatted(folder));
    return folder;
  }

  public static Object json(Path file) throws IOException {
    return new JsonText(Files.readString(file)).read();
  }

  /// Rows of a CSV file without its header, gzip or plain.
  public static List<String[]> rows(Path file) throws IOException {
    List<String[]> rows = new ArrayList<>();
    try (var bytes = Files.newInputStream(file);
        var plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        var lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        rows.add(line.split(",", -1));
      }
    }
    return rows;
  }

  public static double[] column(List<String[]> rows, int index) {
    return rows.stream().mapToDouble(row -> Double.parseDouble(row[index])).toArray();
  }
}
