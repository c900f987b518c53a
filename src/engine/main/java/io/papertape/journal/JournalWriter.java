package io.papertape.journal;

import java.util.EnumMap;
import java.util.Map;

/// Writes entries as chained lines: `{"seq":…,"prev":…,"kind":…,"time":…,"cause":…,…}`.
///
/// `seq` counts from 0 without a gap; `prev` is the leaf hash of the line before (64 zeros at
/// first); `cause` is the `seq` of the entry that led to this one, −1 if none did.
final class JournalWriter {
  static final long NO_CAUSE = -1;

  private static final EncodedText SEQ = EncodedText.of("{\"seq\":");
  private static final EncodedText PREV = EncodedText.of(",\"prev\":\"");
  private static final Map<EntryKind, EncodedText> KINDS = kinds();
  private static final Key CAUSE = Key.of("cause");

  private final JournalSink sink;
  private final JsonLine line = new JsonLine();
  private final Sha256 sha = new Sha256();
  private final MerkleTree tree = new MerkleTree();
  private final byte[] previous = new byte[Sha256.LENGTH];
  private long sequence;

  JournalWriter(JournalSink sink) {
    this.sink = sink;
  }

  /// All that stands between the hash and the time.
  private static Map<EntryKind, EncodedText> kinds() {
    Map<EntryKind, EncodedText> kinds = new EnumMap<>(EntryKind.class);
    for (EntryKind kind : EntryKind.values()) {
      kinds.put(kind, EncodedText.of("\",\"kind\":\"" + kind.text() + "\",\"time\":\""));
    }
    return kinds;
  }

  /// Starts an entry; its own keys follow.
  JsonLine begin(EntryKind kind, long timeNanos, long cause) {
    line.begin();
    return line.add(SEQ)
        .addNumber(sequence)
        .add(PREV)
        .addHex(previous)
        .add(KINDS.get(kind))
        .addTime(timeNanos)
        .number(CAUSE, cause);
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
}
