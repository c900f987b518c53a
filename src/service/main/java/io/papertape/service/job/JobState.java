package io.papertape.service.job;

import java.util.Locale;

/// Where a job stands.
public enum JobState {
  /// It waits for its turn.
  QUEUED,
  RUNNING,
  /// Its run is sealed and in the ledger.
  DONE,
  /// No run came of it, or one whose strategy failed, or one other than the run that was there.
  FAILED,
  /// The client did not want it any more; it has left nothing.
  CANCELLED,
  /// The service ended before it did; it has left nothing.
  INTERRUPTED;

  public boolean isOver() {
    return this != QUEUED && this != RUNNING;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
