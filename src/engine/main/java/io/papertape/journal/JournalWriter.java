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

  private final Chaining chaining;
  private final JsonLine line = new JsonLine();
  private LineBatch batch;
  private int previousAt;
  private long sequence;

  JournalWriter(Chaining chaining) {
    this.chaining = chaining;
    batch = chaining.first();
    line.writeInto(batch.bytes());
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
    line.add(SEQ).addNumber(sequence).add(PREV);
    previousAt = line.leave(2 * Sha256.LENGTH);
    return line.add(KINDS.get(kind)).addTime(timeNanos).number(CAUSE, cause);
  }

  /// Ends the entry. It is with the sink at once, or soon: see [Chaining].
  ///
  /// @return its `seq`
  long commit() {
    line.end();
    batch.add(line.bytes(), line.start(), line.position(), previousAt);
    if (line.position() > chaining.enoughBytes()) {
      handOver();
    }
    return sequence++;
  }

  private void handOver() {
    batch = chaining.take(batch);
    line.writeInto(batch.bytes());
  }

  /// Number of entries so far.
  long entries() {
    return sequence;
  }

  /// Hash of the last entry, 64 hex digits.
  String lastHash() {
    return chaining.settle(batch).lastHash();
  }

  /// Merkle root of the entries so far, 64 hex digits; one that was begun does not count.
  String rootHex() {
    return chaining.settle(batch).rootHex();
  }
}
