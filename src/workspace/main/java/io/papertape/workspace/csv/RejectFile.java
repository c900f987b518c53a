package io.papertape.workspace.csv;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Rows an import refused, as CSV: file, line, reason, raw. Appears with the first of them.
final class RejectFile implements AutoCloseable {
  private final Path path;
  private Optional<BufferedWriter> writer = Optional.empty();
  private long count;
  private String first = "";

  /// How often each reason was given, without the value that it names.
  private final SortedMap<String, Long> reasons = new TreeMap<>();

  /// Takes the place of an earlier import's file.
  RejectFile(Path path) throws IOException {
    this.path = path;
    Files.deleteIfExists(path);
  }

  void add(String file, long line, String reason, String raw) throws IOException {
    if (writer.isEmpty()) {
      Files.createDirectories(path.getParent());
      writer = Optional.of(Files.newBufferedWriter(path, StandardCharsets.UTF_8));
      writer.get().write("file,line,reason,raw\n");
      first = "line %d: %s".formatted(line, reason);
    }
    writer.get().write("%s,%d,%s,%s\n".formatted(quoted(file), line, quoted(reason), quoted(raw)));
    reasons.merge(reason.split(": ", 2)[0], 1L, Long::sum);
    count++;
  }

  /// The commonest reason and how many of the rows it refused; the first by alphabet of several.
  Optional<String> commonest() {
    String reason = "";
    long most = 0;
    for (Map.Entry<String, Long> one : reasons.entrySet()) {
      if (one.getValue() > most) {
        reason = one.getKey();
        most = one.getValue();
      }
    }
    return most == 0
        ? Optional.empty()
        : Optional.of("%s (%d of %d)".formatted(reason, most, count));
  }

  long count() {
    return count;
  }

  /// The first refusal, in words; empty if there is none.
  String first() {
    return first;
  }

  Optional<Path> path() {
    return writer.map(_ -> path);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() throws IOException {
    if (writer.isPresent()) {
      writer.get().close();
    }
  }
}
