package io.papertape.workspace.store;

import io.papertape.market.BarColumns;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Column files of one series and generation, read by mapping them.
///
/// @param path folder of the series
record ColumnFolder(Path path, int generation, RowLayout layout) {
  static final ValueLayout.OfLong INT64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  Path file(int column) {
    return path.resolve(layout.fileName(column, generation));
  }

  /// Hashes of the full blocks, 32 bytes each; lets an append go on without reading all rows.
  Path blockHashes() {
    return path.resolve("blocks.%d.sha256".formatted(generation));
  }

  /// Rows `[from, to)` of a series of bars.
  BarColumns bars(long from, long to) throws IOException {
    long[][] columns = read(from, to);
    return new BarColumns(
        Math.toIntExact(to - from),
        columns[0],
        columns[1],
        columns[2],
        columns[3],
        columns[4],
        columns[5],
        columns[6]);
  }

  /// Rows `[from, to)` as columns. The files may be longer: rows past `to` are not committed.
  long[][] read(long from, long to) throws IOException {
    long[][] columns = new long[layout.columns()][];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = readColumn(i, from, Math.toIntExact(to - from));
    }
    return columns;
  }

  private long[] readColumn(int column, long from, int rows) throws IOException {
    long[] values = new long[rows];
    if (rows == 0) {
      return values;
    }
    try (FileChannel channel = open(column, from + rows);
        Arena arena = Arena.ofConfined()) {
      MemorySegment segment = map(channel, from, rows, arena);
      MemorySegment.copy(segment, INT64, 0, values, 0, rows);
    }
    return values;
  }

  /// Opens a column that must hold so many rows.
  FileChannel open(int column, long rows) throws IOException {
    FileChannel channel = FileChannel.open(file(column), StandardOpenOption.READ);
    if (channel.size() < rows * Long.BYTES) {
      long size = channel.size();
      channel.close();
      throw WorkspaceException.data(
          "Column file is too short: file=%s, bytes=%d, committed=%d. Import the data set again."
              .formatted(file(column), size, rows * Long.BYTES));
    }
    return channel;
  }

  /// Maps rows of an open column for as long as the arena lives.
  static MemorySegment map(FileChannel channel, long from, long rows, Arena arena)
      throws IOException {
    return channel.map(MapMode.READ_ONLY, from * Long.BYTES, rows * Long.BYTES, arena);
  }

  void delete() throws IOException {
    for (int i = 0; i < layout.columns(); i++) {
      Files.deleteIfExists(file(i));
    }
    Files.deleteIfExists(blockHashes());
  }
}
