package io.papertape.workspace.store;

import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// The committed full blocks of one series, of which there is at least one. For one thread.
final class StoredBlocks implements AutoCloseable {
  private final RowFolder folder;
  private final BlockDecoder decoder = new BlockDecoder();
  private final int mostBytes;
  private final MappedWindow index;
  private final MappedWindow blocks;

  /// @param count how many are committed
  StoredBlocks(RowFolder folder, long count) throws IOException {
    this.folder = folder;
    mostBytes = BlockCode.mostBytes(folder.layout().columns(), RowBlock.ROWS);
    index = new MappedWindow(folder.index(), count * BlockIndex.ENTRY_BYTES);
    boolean isOpen = false;
    try {
      if (end(count - 1) < BlockCode.HEADER_BYTES) {
        throw damaged(folder.index(), count - 1);
      }
      blocks = new MappedWindow(folder.blocks(), end(count - 1));
      isOpen = true;
    } finally {
      if (!isOpen) {
        index.close();
      }
    }
  }

  private long end(long block) throws IOException {
    long at = block * BlockIndex.ENTRY_BYTES;
    return block < 0 ? 0 : index.show(at, BlockIndex.ENTRY_BYTES).get(BlockCode.INT64, 0);
  }

  private MemorySegment block(long block) throws IOException {
    long start = end(block - 1);
    long length = end(block) - start;
    if (start < 0 || length < BlockCode.HEADER_BYTES || length > mostBytes) {
      throw damaged(folder.index(), block);
    }
    return blocks.show(start, length);
  }

  /// Reads rows of a block into columns, from their row `at` on.
  void read(long block, int from, int to, long[][] into, int at) throws IOException {
    if (!decoder.decode(block(block), from, to, into, at)) {
      throw damaged(folder.blocks(), block);
    }
  }

  /// A value of the first column.
  long first(long block, int row) throws IOException {
    MemorySegment bytes = block(block);
    try {
      return BlockDecoder.first(bytes, row);
    } catch (IndexOutOfBoundsException _) {
      throw damaged(folder.blocks(), block);
    }
  }

  private static WorkspaceException damaged(Path file, long block) {
    return WorkspaceException.data(
        "File of the store is damaged: file=%s, block=%d. Import the data set again."
            .formatted(file, block));
  }

  @Override
  public void close() throws IOException {
    try (index) {
      blocks.close();
    }
  }
}
