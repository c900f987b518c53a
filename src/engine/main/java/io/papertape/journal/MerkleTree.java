package io.papertape.journal;

import java.util.HexFormat;

/// Root of the Merkle tree of RFC 6962 over leaves that come one after the other.
///
/// Keeps one hash for each complete subtree: memory grows with the logarithm of the leaves.
public final class MerkleTree {
  private static final int LEVELS = 63;
  private static final int LEFT = 1;
  private static final int RIGHT = LEFT + Sha256.LENGTH;

  private final Sha256 sha = new Sha256();

  /// `pairs[k]` is what the next node over subtrees of 2ᵏ leaves is the hash of. Its left half is
  /// the root of a full subtree where bit k of `leaves` is set; its right half is only passed
  /// through.
  private final byte[][] pairs = new byte[LEVELS + 1][Sha256.PAIR];

  private long leaves;

  /// Adds the hash of a leaf, see [Sha256#leaf].
  public void add(byte[] leafHash) {
    System.arraycopy(leafHash, 0, pairs[0], half(leaves), Sha256.LENGTH);
    int level = 0;
    for (long bits = leaves; (bits & 1) == 1; bits >>= 1) {
      sha.node(pairs[level], pairs[level + 1], half(bits >> 1));
      level++;
    }
    leaves++;
  }

  /// Where the next root of a subtree goes: the lowest bit tells if the left half is taken.
  private static int half(long bits) {
    return (bits & 1) == 0 ? LEFT : RIGHT;
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
    System.arraycopy(pairs[lowest], LEFT, root, 0, Sha256.LENGTH);
    byte[] pair = new byte[Sha256.PAIR];
    for (int level = lowest + 1; level < LEVELS; level++) {
      if ((leaves >> level & 1) == 1) {
        System.arraycopy(pairs[level], LEFT, pair, LEFT, Sha256.LENGTH);
        System.arraycopy(root, 0, pair, RIGHT, Sha256.LENGTH);
        sha.node(pair, root, 0);
      }
    }
    return root;
  }

  /// The root as 64 hex digits.
  public String rootHex() {
    return HexFormat.of().formatHex(root());
  }
}
