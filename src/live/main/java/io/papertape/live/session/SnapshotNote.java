package io.papertape.live.session;

/// Something about the snapshots and the recovery of a session that somebody may want to know. It
/// changes nothing of what the session decides.
///
/// @param text a sentence
public record SnapshotNote(Kind kind, String text) {
  /// What it is about.
  public enum Kind {
    /// One has been proved and counts.
    KEPT,
    /// A recovery has begun with one.
    RESUMED,
    /// One was not used.
    REFUSED,
    /// What no mark says to be durable was cut off the tape.
    CUT,
    /// One could not be written.
    FAILED,
    /// There will be none in this life of the session.
    OFF
  }
}
