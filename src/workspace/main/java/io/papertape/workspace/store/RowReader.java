package io.papertape.workspace.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/// Reads the committed rows of one series. The files may be longer. For one thread.
final class RowReader implements AutoCloseable {
  private final RowFolder folder;
  private final long[][] tail;
  private final long tailStart;
  private final Optional<StoredBlocks> blocks;

  /// @param rows how many are committed
  RowReader(RowFolder folder, long rows) throws IOException {
    this.folder = folder;
    long full = rows / RowBlock.ROWS;
    int rest = (int) (rows % RowBlock.ROWS);
    tail = rest == 0 ? new long[0][] : tail(full, rest);
    tailStart = full * RowBlock.ROWS;
    // Without a tail a writer made its block full since, and has committed that.
    long stored = rest > 0 && tail.length == 0 ? full + 1 : full;
    blocks = stored == 0 ? Optional.empty() : Optional.of(new StoredBlocks(folder, stored));
  }

  /// The rows after the full blocks; no column if their tail is gone because their block is full.
  private long[][] tail(long full, int rows) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(rows * folder.rowBytes()).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = RowFolder.open(folder.tail(full), bytes.capacity())) {
      while (bytes.hasRemaining()) {
        channel.read(bytes);
      }
    } catch (NoSuchFileException e) {
      if (indexBytes() < (full + 1) * BlockIndex.ENTRY_BYTES) {
        throw e;
      }
      return new long[0][];
    }
    bytes.flip();
    long[][] columns = new long[folder.layout().columns()][rows];
    for (int row = 0; row < rows; row++) {
      for (long[] column : columns) {
        column[row] = bytes.getLong();
      }
    }
    return columns;
  }

  private long indexBytes() throws IOException {
    try {
      return Files.size(folder.index());
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  /// Rows `[from, to)` as columns.
  long[][] read(long from, long to) throws IOException {
    int rows = Math.toIntExact(to - from);
    long[][] columns = new long[folder.layout().columns()][rows];
    for (int at = 0; at < rows; ) {
      at += read(from + at, to, columns, at);
    }
    return columns;
  }

  /// Reads rows from `row` on, up to the end of their block or to `to`, into columns from their
  /// row `at` on.
  ///
  /// @return how many it read
  int read(long row, long to, long[][] into, int at) throws IOException {
    int from = (int) (row % RowBlock.ROWS);
    int end = (int) Math.min(RowBlock.ROWS, to - row + from);
    if (isInTail(row)) {
      for (int i = 0; i < into.length; i++) {
        System.arraycopy(tail[i], from, into[i], at, end - from);
      }
    } else {
      blocks.orElseThrow().read(row / RowBlock.ROWS, from, end, into, at);
    }
    return end - from;
  }

  /// First row of `[low, high)` whose first column is not below the value, `high` if there is
  /// none.
  long firstAtOrAfter(long value, long low, long high) throws IOException {
    long first = low;
    long last = high;
    while (first < last) {
      long middle = (first + last) >>> 1;
      if (first(middle) < value) {
        first = middle + 1;
      } else {
        last = middle;
      }
    }
    return first;
  }

  private long first(long row) throws IOException {
    int inBlock = (int) (row % RowBlock.ROWS);
    return isInTail(row)
        ? tail[0][inBlock]
        : blocks.orElseThrow().first(row / RowBlock.ROWS, inBlock);
  }

  private boolean isInTail(long row) {
    return tail.length > 0 && row >= tailStart;
  }

  @Override
  public void close() throws IOException {
    if (blocks.isPresent()) {
      blocks.get().close();
    }
  }
}
