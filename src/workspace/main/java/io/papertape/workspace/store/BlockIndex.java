package io.papertape.workspace.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// The index of a series while it is written: for each full block where it ends in its file, a
/// little-endian `int64`, and its hash. With the hashes an append goes on without reading all
/// rows.
final class BlockIndex {
  static final int ENTRY_BYTES = Long.BYTES + ContentHash.HASH_BYTES;

  private final Path file;
  private final ByteArrayOutputStream unwritten = new ByteArrayOutputStream();
  private final ContentHash hash;
  private long blocks;
  private long end;

  /// Goes on after so many committed blocks.
  BlockIndex(RowFolder folder, long committed) throws IOException {
    file = folder.index();
    hash = new ContentHash(folder.layout());
    if (committed > 0) {
      int length = Math.toIntExact(committed * ENTRY_BYTES);
      ByteBuffer entries = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
      try (FileChannel channel = RowFolder.open(file, length)) {
        while (entries.hasRemaining()) {
          channel.read(entries);
        }
      }
      for (int at = 0; at < length; at += ENTRY_BYTES) {
        end = entries.getLong(at);
        hash.addHash(Arrays.copyOfRange(entries.array(), at + Long.BYTES, at + ENTRY_BYTES));
      }
      blocks = committed;
    }
  }

  /// Adds a full block.
  void add(byte[] bytes, int length) {
    end += length;
    ByteBuffer place = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    unwritten.writeBytes(place.putLong(0, end).array());
    unwritten.writeBytes(hash.addBlock(bytes, length));
    blocks++;
  }

  long blocks() {
    return blocks;
  }

  /// End of the last block in its file.
  long end() {
    return end;
  }

  ContentHash hash() {
    return hash;
  }

  /// True if blocks were added since [#sync].
  boolean hasMore() {
    return unwritten.size() > 0;
  }

  /// Makes the index durable.
  void sync() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(unwritten.toByteArray());
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long at = blocks * ENTRY_BYTES - bytes.remaining();
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
      channel.force(true);
    }
    unwritten.reset();
  }
}
