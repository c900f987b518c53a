package io.papertape.live.tape;

/// How far a session's journal was durable when a mark was put on its tape. What is in it follows
/// from the tape; that it is there does not.
///
/// @param bytes   of the file
/// @param entries in them
public record JournalEnd(long bytes, long entries) {
  /// Nothing is vouched for.
  public static final JournalEnd NONE = new JournalEnd(0, 0);
}
