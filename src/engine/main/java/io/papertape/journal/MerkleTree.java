package io.papertape.journal;

import java.util.HexFormat;

/// Root of the Merkle tree of RFC 6962 over leaves that come one after the other.
///
/// Keeps one hash for each complete subtree: memory grows with the logarithm of the leaves.
public final class MerkleTree {
  private static final int LEVELS = 63;

  private final Sha256 sha = new Sha256();

  /// `complete[k]` is the root of a full subtree of 2ᵏ leaves, valid where bit k of `leaves` is
  /// set.
  private final byte[][] complete = new byte[LEVELS][Sha256.LENGTH];

  private final byte[] carried = new byte[Sha256.LENGTH];
  private long leaves;

  /// Adds the hash of a leaf, see [Sha256#leaf].
  public void add(byte[] leafHash) {
    System.arraycopy(leafHash, 0, carried, 0, Sha256.LENGTH);
    int level = 0;
    for (long bits = leaves; (bits & 1) == 1; bits >>= 1) {
      sha.node(complete[level], carried, carried);
      level++;
    }
    System.arraycopy(carried, 0, complete[level], 0, Sha256.LENGTH);
    leaves++;
  }

  public long leaves() {
    return leaves;
  }

  /// Root of the leaves so far; of none, the hash of nothing.
  public byte[] root() {
    byte[] root = new byte[Sha256.LENGTH];
    if (leaves == 0) {
      sha.finish(root);
      return root;
    }
    int lowest = Long.numberOfTrailingZeros(leaves);
    System.arraycopy(complete[lowest], 0, root, 0, Sha256.LENGTH);
    for (int level = lowest + 1; level < LEVELS; level++) {
      if ((leaves >> level & 1) == 1) {
        sha.node(complete[level], root, root);
      }
    }
    return root;
  }

  /// The root as 64 hex digits.
  public String rootHex() {
    return HexFormat.of().formatHex(root());
  }
}
