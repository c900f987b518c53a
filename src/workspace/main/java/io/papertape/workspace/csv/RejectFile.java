package io.papertape.workspace.csv;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Rows an import refused, as CSV: file, line, reason, raw. Appears with the first of them.
final class RejectFile implements AutoCloseable {
  private final Path path;
  private Optional<BufferedWriter> writer = Optional.empty();
  private long count;
  private String first = "";

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
    count++;
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
