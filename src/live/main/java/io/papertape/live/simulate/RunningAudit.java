package io.papertape.live.simulate;

import static io.papertape.live.simulate.BrokenInvariant.require;

import io.papertape.journal.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Holds a journal to what must be so while it grows: after each publication the entries that are
/// new, so that a failure is found at the event that caused it.
final class RunningAudit {
  private static final String PREVIOUS = "\"prev\":\"";

  private final JournalAudit audit;
  private final Sha256 sha = new Sha256();
  private final byte[] previous = new byte[Sha256.LENGTH];
  private int audited;

  /// @param published what was told to others
  RunningAudit(PublishedEntries published) {
    audit = JournalAudit.begun(published);
  }

  /// Audits what has become durable since the last time. That stays, whatever crashes.
  void take(FaultyFolder record, String name) {
    byte[] fresh = record.bytes(name, audited, record.durableSize(name));
    int from = 0;
    for (int at = 0; at < fresh.length; at++) {
      if (fresh[at] == '\n') {
        checkChain(fresh, from, at);
        audit.take(fresh, from, at);
        from = at + 1;
      }
    }
    audited += from;
  }

  private void checkChain(byte[] bytes, int from, int to) {
    int start = from;
    while (start < to && bytes[start] != ',') {
      start++; // the number of the entry
    }
    String expected = PREVIOUS + HexFormat.of().formatHex(previous);
    int end = Math.min(to, start + 1 + expected.length());
    String stands = new String(bytes, start + 1, end - start - 1, StandardCharsets.ISO_8859_1);
    require(stands.equals(expected), "Chain is broken: entry=%d", audit.entries());
    sha.leaf(bytes, from, to - from, previous);
  }
}
