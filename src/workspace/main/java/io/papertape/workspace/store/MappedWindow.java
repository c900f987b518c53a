package io.papertape.workspace.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/// A file of which a part is mapped at the moment. Only a part, because mapped pages count as
/// memory of the process; parts, because mapping each block alone would cost more than reading it
/// (`TickTimes`). For one thread.
final class MappedWindow implements AutoCloseable {
  private static final long BYTES = 1L << 23;

  private final FileChannel channel;
  private final long end;
  private Arena arena = Arena.ofConfined();
  private MemorySegment mapped = MemorySegment.NULL;
  private long from;

  /// A window over the first bytes of a file, which must hold so many.
  MappedWindow(Path file, long bytes) throws IOException {
    channel = RowFolder.open(file, bytes);
    end = bytes;
  }

  /// Bytes `[start, start + length)`, until the next call.
  MemorySegment show(long start, long length) throws IOException {
    if (start < from || start + length > from + mapped.byteSize()) {
      arena.close();
      arena = Arena.ofConfined();
      mapped = MemorySegment.NULL;
      from = start;
      long bytes = Math.min(end - start, Math.max(length, BYTES));
      mapped = channel.map(MapMode.READ_ONLY, start, bytes, arena);
    }
    return mapped.asSlice(start - from, length);
  }

  @Override
  public void close() throws IOException {
    arena.close();
    channel.close();
  }
}
