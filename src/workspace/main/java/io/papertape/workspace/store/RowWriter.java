package io.papertape.workspace.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/// Appends rows to the columns of one series and hashes them.
///
/// Holds at most one block of rows in memory and no file handle of its own, so one import can
/// write thousands of series. Bytes are only written past the committed row count.
final class RowWriter {
  private static final int FIRST_ROWS = 256;
  private static final VarHandle INT64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int HASH_BYTES = ContentHash.HASH_BYTES;

  private final ColumnFolder folder;
  private final OpenColumns columns;
  private final long committedRows;
  private final ContentHash hash;
  private final byte[][] block;

  private long rowsBeforeBlock;
  private int blockRows;
  private int writtenBlockRows;

  /// Continues committed rows, or starts anew when there are none.
  RowWriter(ColumnFolder folder, long committedRows, OpenColumns columns) throws IOException {
    this.folder = folder;
    this.columns = columns;
    this.committedRows = committedRows;
    block = new byte[folder.layout().columns()][FIRST_ROWS * Long.BYTES];
    Files.createDirectories(folder.path());
    String magic = folder.layout().magic();
    if (committedRows == 0) {
      hash = new ContentHash(magic);
      return;
    }
    long full = committedRows / ContentHash.BLOCK_ROWS;
    byte[] hashes = firstBytes(folder.blockHashes(), Math.toIntExact(full * HASH_BYTES));
    hash = new ContentHash(magic, hashes);
    rowsBeforeBlock = full * ContentHash.BLOCK_ROWS;
    long[][] tail = folder.read(rowsBeforeBlock, committedRows);
    blockRows = tail[0].length;
    writtenBlockRows = blockRows;
    for (int i = 0; i < block.length; i++) {
      block[i] = new byte[Math.max(FIRST_ROWS, blockRows) * Long.BYTES];
      ByteBuffer.wrap(block[i]).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(tail[i]);
    }
  }

  private static byte[] firstBytes(Path file, int length) throws IOException {
    if (length == 0) {
      return new byte[0];
    }
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(length);
    }
  }

  /// Makes room for one more row: set each of its columns at the answer, then [#end].
  int begin() {
    int at = blockRows * Long.BYTES;
    if (at == block[0].length) {
      int larger = Math.min(block[0].length * 2, ContentHash.BLOCK_ROWS * Long.BYTES);
      for (int i = 0; i < block.length; i++) {
        block[i] = Arrays.copyOf(block[i], larger);
      }
    }
    return at;
  }

  void set(int column, int at, long value) {
    INT64.set(block[column], at, value);
  }

  void end() {
    blockRows++;
    if (blockRows == ContentHash.BLOCK_ROWS) {
      endFullBlock();
    }
  }

  /// Rows so far, the not yet committed ones included.
  long rows() {
    return rowsBeforeBlock + blockRows;
  }

  long committedRows() {
    return committedRows;
  }

  ColumnFolder folder() {
    return folder;
  }

  /// Writes and syncs what is in memory.
  ///
  /// @return content hash of all rows
  String sync() throws IOException {
    writeBlock();
    String digest = hash.endShortBlock(rows(), blockRows > 0);
    try (FileChannel channel =
        FileChannel.open(
            folder.blockHashes(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(hash.fullBlockHashes());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    for (ColumnFile file : columns.of(folder)) {
      file.sync();
    }
    return digest;
  }

  private void endFullBlock() {
    try {
      writeBlock();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    hash.endBlock();
    rowsBeforeBlock += blockRows;
    blockRows = 0;
    writtenBlockRows = 0;
  }

  /// Hashes the block's rows and writes those not yet on disk.
  private void writeBlock() throws IOException {
    List<ColumnFile> files = columns.of(folder);
    long start = (rowsBeforeBlock + writtenBlockRows) * Long.BYTES;
    for (int i = 0; i < block.length; i++) {
      ByteBuffer bytes = ByteBuffer.wrap(block[i], 0, blockRows * Long.BYTES);
      hash.column(bytes.duplicate());
      files.get(i).write(bytes.position(writtenBlockRows * Long.BYTES), start);
    }
    writtenBlockRows = blockRows;
  }

  /// Takes uncommitted rows off the disk again.
  void rollBack() throws IOException {
    if (committedRows == 0) {
      folder.delete();
      return;
    }
    for (int i = 0; i < block.length; i++) {
      truncate(folder.file(i), committedRows * Long.BYTES);
    }
    truncate(folder.blockHashes(), committedRows / ContentHash.BLOCK_ROWS * HASH_BYTES);
  }

  private static void truncate(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }
}
