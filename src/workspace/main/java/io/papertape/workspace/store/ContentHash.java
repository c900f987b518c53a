package io.papertape.workspace.store;

import io.papertape.market.BarColumns;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Content hash of a series, in two steps so that an append hashes only the block it continues.
///
/// Rows are cut into blocks of [RowBlock#ROWS]. A block's hash is the SHA-256 of its bytes as
/// [BlockCode] writes them. The series' hash is the SHA-256 of the layout's ASCII text, such as
/// `papertape-bars-2`, and a line feed, the row count as little-endian `int64`, and the block
/// hashes in order, the last block being short. The same rows always have the same bytes and
/// other rows others, so equal hashes mean equal rows.
final class ContentHash {
  static final int HASH_BYTES = 32;

  private final byte[] magic;
  private final MessageDigest digest = sha256();
  private final ByteArrayOutputStream fullBlocks = new ByteArrayOutputStream();

  ContentHash(RowLayout layout) {
    magic = (layout.magic() + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  /// Content hash of bars.
  static String of(BarColumns bars) {
    Rows rows = new Rows(RowLayout.BARS);
    rows.add(RowLayout.of(bars), 0, bars.size());
    return rows.hash();
  }

  /// Adds the hash of a full block.
  void addHash(byte[] hash) {
    fullBlocks.writeBytes(hash);
  }

  /// Adds a full block and gives its hash.
  byte[] addBlock(byte[] bytes, int length) {
    digest.update(bytes, 0, length);
    byte[] hash = digest.digest();
    fullBlocks.writeBytes(hash);
    return hash;
  }

  /// The series' hash with the given rows after the full blocks, which may be none.
  String with(RowBlock last, BlockEncoder encoder) {
    long rows = (long) fullBlocks.size() / HASH_BYTES * RowBlock.ROWS + last.rows();
    MessageDigest whole = sha256();
    whole.update(magic);
    whole.update(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, rows));
    whole.update(fullBlocks.toByteArray());
    if (last.rows() > 0) {
      encoder.encode(last);
      digest.update(encoder.bytes(), 0, encoder.length());
      whole.update(digest.digest());
    }
    return hex(whole.digest());
  }

  /// Rows of a series from the first on, which are hashed as they come.
  static final class Rows {
    private final ContentHash hash;
    private final RowBlock block;
    private final BlockEncoder encoder = new BlockEncoder();

    Rows(RowLayout layout) {
      hash = new ContentHash(layout);
      block = new RowBlock(layout);
    }

    void add(long[][] columns, int from, int to) {
      int at = from;
      while (at < to) {
        at += block.add(columns, at, to);
        if (block.isFull()) {
          encoder.encode(block);
          hash.addBlock(encoder.bytes(), encoder.length());
          block.clear();
        }
      }
    }

    String hash() {
      return hash.with(block, encoder);
    }
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
