package io.papertape.service.projection;

import io.papertape.market.Times;
import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;

/// A row that stands for one entry of the journal.
@MappedSuperclass
public abstract class EntryRow extends RunRow {
  @Column(name = "time_nanos")
  public long timeNanos;

  /// Number of the entry that led to this one; −1 if none did.
  public long cause;

  final void identify(String run, JournalEntry entry) {
    runId = run;
    seq = entry.seq();
    timeNanos = entry.timeNanos();
    cause = entry.cause();
  }

  final Instant time() {
    return Times.instant(timeNanos);
  }
}
