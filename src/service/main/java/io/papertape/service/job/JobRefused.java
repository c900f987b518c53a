package io.papertape.service.job;

/// Why a job is not taken, or not cancelled.
public final class JobRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Why why;

  /// What kind of a refusal it is.
  public enum Why {
    /// As many wait as may.
    QUEUE_FULL,
    /// Nothing can be run now.
    UNAVAILABLE,
    /// The same key came with another request.
    OTHER_REQUEST,
    /// What is over, or as good as over, cannot be cancelled.
    TOO_LATE,
    /// There is none of that id.
    UNKNOWN
  }

  JobRefused(Why why, String message) {
    super(message, null, false, false);
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
