package io.papertape.journal;

import io.papertape.market.MutableMarket;

/// Writes entries as chained lines: `{"seq":…,"prev":…,"kind":…,"time":…,"cause":…,…}`.
///
/// `seq` counts from 0 without a gap; `prev` is the leaf hash of the line before (64 zeros at
/// first);
/// `cause` is the `seq` of the entry that led to this one, −1 if none did.
final class JournalWriter {
  static final long NO_CAUSE = -1;

  private final JournalSink sink;
  private final JsonLine line = new JsonLine();
  private final Sha256 sha = new Sha256();
  private final MerkleTree tree = new MerkleTree();
  private final byte[] previous = new byte[Sha256.LENGTH];
  private long sequence;

  JournalWriter(JournalSink sink) {
    this.sink = sink;
  }

  /// Starts an entry; its own keys follow.
  JsonLine begin(EntryKind kind, long timeNanos, long cause) {
    line.begin();
    return line.number("seq", sequence)
        .hex("prev", previous)
        .text("kind", kind.text())
        .time("time", timeNanos)
        .number("cause", cause);
  }

  /// Ends the entry and hands it to the sink.
  ///
  /// @return its `seq`
  long commit() {
    line.end();
    sha.leafInPlace(line.bytes(), JsonLine.START, line.length() - 1, previous);
    tree.add(previous);
    sink.write(line.bytes(), JsonLine.START, line.length());
    return sequence++;
  }

  /// Number of entries so far.
  long entries() {
    return sequence;
  }

  /// Merkle root of the entries so far, 64 hex digits.
  String rootHex() {
    return tree.rootHex();
  }

  static String symbol(MutableMarket market, int instrument) {
    return instrument < 0 ? "*" : market.instrument(instrument).symbol();
  }
}
