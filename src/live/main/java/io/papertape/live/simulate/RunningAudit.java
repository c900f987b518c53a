package io.papertape.live.simulate;

import static io.papertape.live.simulate.BrokenInvariant.require;

/// Holds a journal to what must be so while it grows: after each publication the entries that are
/// new, so that a failure is found at the event that caused it, and all of it when a life ends.
final class RunningAudit {
  private final PublishedEntries published;
  private final JournalAudit growing;

  /// @param published what was told to others
  RunningAudit(PublishedEntries published) {
    this.published = published;
    growing = new JournalAudit(published);
  }

  /// Audits what has become durable since the last time. That stays, whatever crashes.
  void take(FaultyFolder record, String name) {
    byte[] fresh = record.bytes(name, growing.length(), record.durableSize(name));
    growing.goOn(fresh, 0, fresh.length);
  }

  /// Audits the whole entries in the first bytes of a journal. Where these are the same as before,
  /// byte for byte, so is what was found.
  JournalAudit whole(byte[] bytes, int most) {
    JournalAudit audit = growing.hasRead(bytes, most) ? growing : new JournalAudit(published);
    int end = audit.length();
    while (end < most && bytes[end] != 0) {
      end++; // up to where a loss of power has left zeros
    }
    audit.goOn(bytes, audit.length(), end);
    audit.requirePublished();
    require(
        audit.entries() >= published.count(),
        "Published entries are not in the journal: published=%d, entries=%d",
        published.count(),
        audit.entries());
    return audit;
  }
}
