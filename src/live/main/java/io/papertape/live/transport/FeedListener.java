package io.papertape.live.transport;

/// What comes from venues, in the order in which it came; called by one thread.
public interface FeedListener {
  /// One whole message.
  ///
  /// @param receivedNanos when its last byte was read, nanoseconds since 1970-01-01 UTC
  /// @param frame         the message, text as UTF-8; not changed any more
  void frame(String venue, int connection, long receivedNanos, byte[] frame);

  /// What became of a connection; stands after its last frame and before the next one's first.
  void change(FeedChange change);

  /// Whether what follows of a connection may be older than the time of its receipt shows: reading
  /// was paused, or the process stood still, and nothing has shown yet that what waited meanwhile
  /// is through.
  void doubt(int connection, boolean isInDoubt, long atNanos);
}
