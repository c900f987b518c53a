package io.papertape.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A log that a process appends to as its standard output. When it is long, what is in it goes into
/// a file beside it, `.1`, those before it into `.2` and so on, and the log is emptied in place: so
/// whoever has it open, the JVM itself too, goes on writing into it.
///
/// @param kept files beside it, at most
public record RollingLog(Path path, long mostBytes, int kept) {
  /// Environment variable that tells a service where its standard output goes.
  public static final String VARIABLE = "PAPERTAPE_SERVICE_LOG";

  private static final long MOST_BYTES = 16 << 20;
  private static final int KEPT = 4;

  public RollingLog(Path path) {
    this(path, MOST_BYTES, KEPT);
  }

  /// Rolls it if it is long. A line that is written in the very moment in which it is emptied may
  /// be lost. A roll that breaks off, at whatever step, loses nothing, and the next one pushes
  /// nothing out that the log still holds.
  public void roll() throws IOException {
    if (!Files.exists(path) || Files.size(path) <= mostBytes) {
      return;
    }
    Path part = beside("part");
    try (FileChannel from =
            FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileChannel to =
            FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      long done = copy(from, 0, to);
      shift();
      Files.move(part, beside("1"), StandardCopyOption.REPLACE_EXISTING);
      copy(from, done, to); // what came meanwhile
      from.truncate(0);
    } finally {
      Files.deleteIfExists(part); // of a disk that is full
    }
  }

  private static long copy(FileChannel from, long start, FileChannel to) throws IOException {
    long at = start;
    while (at < from.size()) {
      at += from.transferTo(at, from.size() - at, to);
    }
    return at;
  }

  /// Makes room for the newest. A roll that broke off has left room, or a newest that begins as the
  /// log does, because it was not emptied.
  private void shift() throws IOException {
    if (isBeginOfLog(beside("1"))) {
      return;
    }
    int free = 1;
    while (free < kept && Files.exists(beside(Integer.toString(free)))) {
      free++;
    }
    for (int number = free - 1; number >= 1; number--) {
      Files.move(
          beside(Integer.toString(number)),
          beside(Integer.toString(number + 1)),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private boolean isBeginOfLog(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    long differs = Files.mismatch(file, path);
    return differs < 0 || differs == Files.size(file);
  }

  private Path beside(String end) {
    return path.resolveSibling(path.getFileName() + "." + end);
  }
}
