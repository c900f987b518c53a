package io.papertape.workspace.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Content hash of a series, in two steps so that an append hashes only the block it continues.
///
/// Rows are cut into blocks of [#BLOCK_ROWS]. A block's hash is the SHA-256 of its columns in the
/// order of [RowLayout], each as little-endian `int64`. The series' hash is the SHA-256 of the
/// layout's ASCII text, such as `papertape-bars-1`, and a line feed, the row count as
/// little-endian `int64`, and the block hashes in order, the last block being short. Equal hashes
/// mean equal rows.
final class ContentHash {
  static final int BLOCK_ROWS = 4096;
  static final int HASH_BYTES = 32;

  private final byte[] magic;
  private final MessageDigest block = sha256();
  private final ByteArrayOutputStream fullBlocks = new ByteArrayOutputStream();

  /// Goes on after the given hashes of full blocks.
  ContentHash(String magic, byte[] fullBlockHashes) {
    this.magic = (magic + "\n").getBytes(StandardCharsets.US_ASCII);
    fullBlocks.writeBytes(fullBlockHashes);
  }

  ContentHash(String magic) {
    this(magic, new byte[0]);
  }

  /// Feeds one column of the current block.
  void column(ByteBuffer littleEndianRows) {
    block.update(littleEndianRows);
  }

  /// Feeds rows that begin at the start of a block, and ends each full block.
  void rows(long[][] columns, int size) {
    ByteBuffer bytes = ByteBuffer.allocate(BLOCK_ROWS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < size; from += BLOCK_ROWS) {
      int rows = Math.min(BLOCK_ROWS, size - from);
      for (long[] column : columns) {
        bytes.clear();
        bytes.asLongBuffer().put(column, from, rows);
        column(bytes.limit(rows * Long.BYTES));
      }
      if (rows == BLOCK_ROWS) {
        endBlock();
      }
    }
  }

  /// Ends a full block.
  void endBlock() {
    fullBlocks.writeBytes(block.digest());
  }

  /// Ends the last, short block and gives the series' hash; a following block starts afresh.
  String endShortBlock(long rows, boolean hasShortBlock) {
    MessageDigest whole = sha256();
    whole.update(magic);
    whole.update(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, rows));
    whole.update(fullBlocks.toByteArray());
    if (hasShortBlock) {
      whole.update(block.digest());
    }
    return hex(whole.digest());
  }

  byte[] fullBlockHashes() {
    return fullBlocks.toByteArray();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK lacks SHA-256. Use a full JDK.", e);
    }
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
