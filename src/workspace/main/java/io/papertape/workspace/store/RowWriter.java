package io.papertape.workspace.store;

import io.papertape.workspace.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Appends rows to one series and hashes them.
///
/// Holds at most one block of rows in memory and no file handle of its own, so one import can
/// write thousands of series. Bytes are only written past the committed ones.
final class RowWriter {
  private final RowFolder folder;
  private final BlockFiles files;
  private final BlockEncoder encoder;
  private final long committedRows;
  private final long committedBytes;
  private final BlockIndex index;
  private final RowBlock block;

  /// Rows of the block that are in its tail.
  private int tailRows;

  /// Continues committed rows, or starts anew when there are none.
  ///
  /// @param files   those of all series written together
  /// @param encoder likewise
  RowWriter(RowFolder folder, long committedRows, BlockFiles files, BlockEncoder encoder)
      throws IOException {
    this.folder = folder;
    this.files = files;
    this.encoder = encoder;
    this.committedRows = committedRows;
    DurableFiles.createFolders(folder.path());
    index = new BlockIndex(folder, committedRows / RowBlock.ROWS);
    committedBytes = index.end();
    block = new RowBlock(folder.layout());
    tailRows = (int) (committedRows % RowBlock.ROWS);
    if (tailRows > 0) {
      try (RowReader stored = new RowReader(folder, committedRows)) {
        block.add(stored.read(committedRows - tailRows, committedRows), 0, tailRows);
      }
    }
  }

  /// Makes room for one more row: set each of its columns at the answer, then [#end].
  int begin() {
    return block.begin();
  }

  void set(int column, int row, long value) {
    block.set(column, row, value);
  }

  void end() {
    block.end();
    if (block.isFull()) {
      endBlock();
    }
  }

  /// Adds rows `[from, to)` of columns in the order of the layout.
  void add(long[][] columns, int from, int to) {
    int at = from;
    while (at < to) {
      at += block.add(columns, at, to);
      if (block.isFull()) {
        endBlock();
      }
    }
  }

  private void endBlock() {
    encoder.encode(block);
    long start = index.end();
    index.add(encoder.bytes(), encoder.length());
    try {
      ByteBuffer bytes = ByteBuffer.wrap(encoder.bytes(), 0, encoder.length());
      files.write(folder.blocks(), bytes, start);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    block.clear();
    tailRows = 0;
  }

  /// Rows so far, the not yet committed ones included.
  long rows() {
    return index.blocks() * RowBlock.ROWS + block.rows();
  }

  long committedRows() {
    return committedRows;
  }

  RowFolder folder() {
    return folder;
  }

  /// Writes and syncs what is in memory.
  ///
  /// @return content hash of all rows
  String sync() throws IOException {
    if (index.hasMore()) {
      files.settle(folder.blocks());
    }
    if (block.rows() > tailRows) {
      writeTail();
    }
    if (index.hasMore()) {
      index.sync();
      files.sync(folder.blocks());
    }
    return index.hash().with(block, encoder);
  }

  private void writeTail() throws IOException {
    int rows = block.rows() - tailRows;
    ByteBuffer bytes = ByteBuffer.allocate(rows * folder.rowBytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = tailRows; row < block.rows(); row++) {
      for (long[] column : block.columns()) {
        bytes.putLong(column[row]);
      }
    }
    try (FileChannel channel =
        FileChannel.open(
            folder.tail(index.blocks()), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      bytes.flip();
      long at = (long) tailRows * folder.rowBytes();
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
      channel.force(true);
    }
    tailRows = block.rows();
  }

  /// Deletes tails whose blocks are full, once that is committed.
  void dropOldTails() throws IOException {
    if (index.blocks() > 0) {
      deleteTailsBut(index.blocks());
    }
  }

  private void deleteTailsBut(long fullBlocks) throws IOException {
    for (Path tail : folder.tails()) {
      if (!tail.equals(folder.tail(fullBlocks))) {
        Files.delete(tail);
      }
    }
  }

  /// Takes uncommitted rows off the disk again.
  void rollBack() throws IOException {
    if (committedRows == 0) {
      folder.delete();
      return;
    }
    long blocks = committedRows / RowBlock.ROWS;
    long rows = committedRows % RowBlock.ROWS;
    truncate(folder.blocks(), committedBytes);
    truncate(folder.index(), blocks * BlockIndex.ENTRY_BYTES);
    truncate(folder.tail(blocks), rows * folder.rowBytes());
    deleteTailsBut(blocks);
  }

  /// Leaves so many bytes, and no file if it is none.
  private static void truncate(Path file, long length) throws IOException {
    if (length == 0) {
      Files.deleteIfExists(file);
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    } catch (NoSuchFileException _) {
      return; // a tail whose block a killed writer had made full
    }
  }
}
