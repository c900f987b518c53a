package io.papertape.live.session;

import java.util.function.LongSupplier;

/// Where a session's events come from: venues, or a history told anew.
public interface LiveFeed extends AutoCloseable {
  /// Begins to tell, from threads of its own.
  ///
  /// @param afterNanos data time of the latest market event on the tape; [Long#MIN_VALUE] if
  ///     there is none; of that time itself a part may be missing. A replay goes on from there; a
  ///     venue fetches what was missed.
  void start(FeedSink sink, long afterNanos);

  /// The feed's clock: nanoseconds since 1970-01-01 UTC, never backwards. That of a replay runs
  /// with the data.
  LongSupplier clock();

  /// How many bytes of tape a file has at least before a new day begins the next; 0: a file a day.
  /// A replay that passes a day in a moment puts days together.
  default long leastTapeFileBytes() {
    return 0;
  }

  /// Ends the telling; nothing is told after the return.
  @Override
  void close();
}
