package io.papertape.journal;

import java.util.HexFormat;

/// Ties finished lines to those before them: fills in their `prev`, hashes them, adds their leaves
/// to the tree and hands them to the sink, in order. For one thread at a time.
final class EntryChain {
  private final JournalSink sink;
  private final Sha256 sha = new Sha256();
  private final MerkleTree tree = new MerkleTree();
  private final byte[] previous = new byte[Sha256.LENGTH];

  EntryChain(JournalSink sink) {
    this.sink = sink;
  }

  /// Takes all lines of a batch.
  void take(LineBatch batch) {
    byte[] bytes = batch.bytes();
    for (int i = 0; i < batch.lines(); i++) {
      int start = batch.start(i);
      int length = batch.end(i) - start;
      HexText.write(bytes, batch.previousAt(i), previous);
      sha.leafInPlace(bytes, start, length - 1, previous);
      tree.add(previous);
      sink.write(bytes, start, length);
    }
  }

  /// Hash of the last line, 64 hex digits.
  String lastHash() {
    return HexFormat.of().formatHex(previous);
  }

  /// Merkle root of the lines so far, 64 hex digits.
  String rootHex() {
    return tree.rootHex();
  }
}
