package io.papertape.workspace.run;

import io.papertape.journal.JournalSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A journal on disk: buffered, made durable once, at the end. Once a write failed, all do: what
/// is lost can never be taken for a strategy's failure.
final class JournalFile implements JournalSink, AutoCloseable {
  private static final int BUFFER = 1 << 18;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private Optional<IOException> broken = Optional.empty();

  JournalFile(Path file) throws IOException {
    this(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  JournalFile(FileChannel channel) {
    this.channel = channel;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (broken.isPresent()) {
      throw new UncheckedIOException(broken.get());
    }
    int done = 0;
    while (done < length) {
      int part = Math.min(length - done, buffer.remaining());
      buffer.put(bytes, offset + done, part);
      done += part;
      if (!buffer.hasRemaining()) {
        flush();
      }
    }
  }

  private void flush() {
    try {
      buffer.flip();
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      buffer.clear();
    } catch (IOException e) {
      broken = Optional.of(e);
      throw new UncheckedIOException(e);
    }
  }

  /// Writes what is left and waits until the disk has it.
  void seal() throws IOException {
    flush();
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
