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
record ColumnFolder(Path path, int generation) {
  private static final ValueLayout.OfLong INT64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  Path file(Column column) {
    return path.resolve(column.fileName(generation));
  }

  /// Hashes of the full blocks, 32 bytes each; lets an append go on without reading all rows.
  Path blockHashes() {
    return path.resolve("blocks.%d.sha256".formatted(generation));
  }

  /// Rows `[from, to)` as columns. The files may be longer: rows past `to` are not committed.
  BarColumns read(long from, long to) throws IOException {
    long[][] columns = new long[Column.COUNT][];
    for (Column column : Column.values()) {
      columns[column.index()] = readColumn(file(column), from, Math.toIntExact(to - from));
    }
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

  private static long[] readColumn(Path file, long from, int rows) throws IOException {
    long[] values = new long[rows];
    if (rows == 0) {
      return values;
    }
    long start = from * Long.BYTES;
    long length = (long) rows * Long.BYTES;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      if (channel.size() < start + length) {
        throw WorkspaceException.data(
            "Column file is too short: file=%s, bytes=%d, committed=%d. Import the data set again."
                .formatted(file, channel.size(), start + length));
      }
      MemorySegment segment = channel.map(MapMode.READ_ONLY, start, length, arena);
      MemorySegment.copy(segment, INT64, 0, values, 0, rows);
    }
    return values;
  }

  void delete() throws IOException {
    for (Column column : Column.values()) {
      Files.deleteIfExists(file(column));
    }
    Files.deleteIfExists(blockHashes());
  }
}
