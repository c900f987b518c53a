package io.papertape.workspace.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;

/// The part of one column file that is mapped at the moment. Only a part, because mapped pages
/// count as memory of the process; parts, because mapping each page alone would cost more than
/// reading it (`TickTimes`). For one thread.
final class ColumnWindow {
  static final long ROWS = 1L << 20;

  private final FileChannel channel;
  private final long start;
  private final long end;
  private Arena arena = Arena.ofConfined();
  private MemorySegment mapped = MemorySegment.NULL;
  private long from;
  private long to;

  /// A window over the rows `[start, end)`.
  ColumnWindow(FileChannel channel, long start, long end) {
    this.channel = channel;
    this.start = start;
    this.end = end;
  }

  /// Copies rows that lie in one window.
  void copy(long row, long[] values, int count) throws IOException {
    show(row);
    MemorySegment.copy(mapped, ColumnFolder.INT64, (row - from) * Long.BYTES, values, 0, count);
  }

  /// First row of `[low, high)` with a value not below the given one, `high` if there is none.
  long firstAtOrAfter(long value, long low, long high) throws IOException {
    long first = low;
    long last = high;
    while (first < last) {
      long middle = (first + last) >>> 1;
      show(middle);
      if (mapped.get(ColumnFolder.INT64, (middle - from) * Long.BYTES) < value) {
        first = middle + 1;
      } else {
        last = middle;
      }
    }
    return first;
  }

  private void show(long row) throws IOException {
    if (row >= from && row < to) {
      return;
    }
    arena.close();
    arena = Arena.ofConfined();
    from = start + (row - start) / ROWS * ROWS;
    to = Math.min(end, from + ROWS);
    mapped = ColumnFolder.map(channel, from, to - from, arena);
  }

  void close() {
    arena.close();
  }
}
