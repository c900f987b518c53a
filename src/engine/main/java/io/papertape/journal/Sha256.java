package io.papertape.journal;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 with the prefixes of RFC 6962: leaves and nodes of a tree can never be taken for each
/// other.
public final class Sha256 {
  /// Length of a hash in bytes.
  public static final int LENGTH = 32;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest digest;
  private final byte[] pair = new byte[1 + 2 * LENGTH];

  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256. Check the JDK.", e);
    }
    pair[0] = NODE;
  }

  /// SHA-256(0x00 ‖ bytes).
  public void leaf(byte[] bytes, int offset, int length, byte[] out) {
    digest.update(LEAF);
    digest.update(bytes, offset, length);
    finish(out);
  }

  /// The same, of bytes that have one to spare ahead of them, which is overwritten.
  void leafInPlace(byte[] bytes, int offset, int length, byte[] out) {
    bytes[offset - 1] = LEAF;
    digest.update(bytes, offset - 1, length + 1);
    finish(out);
  }

  /// SHA-256(0x01 ‖ left ‖ right).
  public void node(byte[] left, byte[] right, byte[] out) {
    System.arraycopy(left, 0, pair, 1, LENGTH);
    System.arraycopy(right, 0, pair, 1 + LENGTH, LENGTH);
    digest.update(pair, 0, pair.length);
    finish(out);
  }

  /// Adds bytes to a plain hash that [#finish] ends.
  public void update(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
  }

  /// Ends the hash and starts anew.
  public void finish(byte[] out) {
    try {
      digest.digest(out, 0, LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException("Hash does not fit: length=" + out.length, e);
    }
  }

  /// Plain SHA-256 of some bytes as 64 hex digits.
  public static String hex(byte[] bytes) {
    Sha256 sha = new Sha256();
    byte[] out = new byte[LENGTH];
    sha.update(bytes, 0, bytes.length);
    sha.finish(out);
    return HexFormat.of().formatHex(out);
  }
}
