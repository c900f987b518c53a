package io.papertape.journal;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 with the prefixes of RFC 6962: leaves and nodes of a tree can never be taken for each
/// other.
public final class Sha256 implements RunningHash {
  /// Length of a hash in bytes.
  public static final int LENGTH = 32;

  /// Length of what a node is the hash of: prefix, left and right.
  static final int PAIR = 1 + 2 * LENGTH;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  /// Between two hashes it holds nothing, and so is no state; see [KeptSha256] for within one.
  private final transient MessageDigest digest;

  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256. Check the JDK.", e);
    }
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
  ///
  /// @param pair [#PAIR] bytes, of which the first is overwritten: left begins at 1
  void node(byte[] pair, byte[] out, int offset) {
    pair[0] = NODE;
    digest.update(pair, 0, PAIR);
    finish(out, offset);
  }

  /// Adds bytes to a plain hash that [#finish] ends.
  @Override
  public void update(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
  }

  /// Ends the hash and starts anew.
  @Override
  public void finish(byte[] out) {
    finish(out, 0);
  }

  private void finish(byte[] out, int offset) {
    try {
      digest.digest(out, offset, LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException("Hash does not fit: length=" + out.length, e);
    }
  }

  /// Plain SHA-256 of some bytes as 64 hex digits.
  public static String hex(byte[] bytes) {
    return hex(bytes, 0, bytes.length);
  }

  /// The same of a part of some bytes.
  public static String hex(byte[] bytes, int offset, int length) {
    Sha256 sha = new Sha256();
    byte[] out = new byte[LENGTH];
    sha.update(bytes, offset, length);
    sha.finish(out);
    return HexFormat.of().formatHex(out);
  }
}
