package io.papertape.workspace.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// One column file open for writing. Bytes gather in a buffer outside the heap, because few large
/// writes cost the system half of what many small ones do (`CsvImportBenchmark`).
final class ColumnFile implements AutoCloseable {
  private final FileChannel channel;
  private final ByteBuffer gathered;
  private long start;

  /// @param gathered for the bytes not yet given to the system; cleared here
  ColumnFile(Path file, ByteBuffer gathered) throws IOException {
    this.gathered = gathered.clear();
    channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /// Puts bytes at a position of the file.
  void write(ByteBuffer bytes, long position) throws IOException {
    if (position != start + gathered.position() || bytes.remaining() > gathered.remaining()) {
      drain();
      start = position;
    }
    gathered.put(bytes);
  }

  /// Gives the system what has gathered.
  void drain() throws IOException {
    gathered.flip();
    while (gathered.hasRemaining()) {
      start += channel.write(gathered, start);
    }
    gathered.clear();
  }

  /// Makes all bytes written so far durable.
  void sync() throws IOException {
    drain();
    channel.force(true);
  }

  ByteBuffer buffer() {
    return gathered;
  }

  /// Forgets what has gathered since [#drain].
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
