package io.papertape.workspace.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.workspace.parquet.ParquetText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Reads what sweeps and walk-forwards leave.
final class TableFiles {
  private TableFiles() {}

  /// All files of a folder by name, as hex digits or text.
  static Map<String, String> all(Path folder) {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        String name = file.getFileName().toString();
        files.put(
            name,
            name.endsWith(".parquet")
                ? HexFormat.of().formatHex(bytes)
                : new String(bytes, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /// Fails unless a table says the same as CSV and as Parquet, cell by cell.
  static void assertAlike(Path folder, String name) throws IOException {
    List<String> csv = Files.readAllLines(folder.resolve(name + ".csv"));
    try (ParquetText text = new ParquetText(folder.resolve(name + ".parquet"))) {
      List<String> parquet =
          new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(parquet).hasSameSizeAs(csv);
      assertThat(parquet.getFirst()).isEqualTo(csv.getFirst());
      for (int i = 1; i < csv.size(); i++) {
        String[] one = csv.get(i).split(",", -1);
        String[] other = parquet.get(i).split(",", -1);
        assertThat(other).hasSameSizeAs(one);
        for (int j = 0; j < one.length; j++) {
          assertThat(isAlike(one[j], other[j])).as(csv.get(i) + "\n" + parquet.get(i)).isTrue();
        }
      }
    }
  }

  private static boolean isAlike(String one, String other) {
    if (one.endsWith("Z") && other.endsWith("Z")) {
      return Instant.parse(one).equals(Instant.parse(other));
    }
    return one.equals(other)
        || (one.matches("-?[0-9.]+(E-?[0-9]+)?")
            && !other.isEmpty()
            && Double.parseDouble(one) == Double.parseDouble(other));
  }
}
