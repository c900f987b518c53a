package io.papertape.live.session;

import io.papertape.live.tape.TapeEvent.FeedPlace;
import java.util.List;
import java.util.function.LongSupplier;

/// Where a session's events come from: venues, or a history told anew.
public interface LiveFeed extends AutoCloseable {
  /// Begins to tell, from threads of its own.
  ///
  /// @param afterNanos data time of the latest market event on the tape; [Long#MIN_VALUE] if
  ///     there is none; of that time itself a part may be missing. A replay goes on from there; a
  ///     venue fetches what was missed.
  void start(FeedSink sink, long afterNanos);

  /// What came from here is on the tape: told before [#start], for each place on it in its order. A
  /// feed that can be read again from any place goes on where they end.
  default void toldFrom(FeedPlace place) {}

  /// Bars of an instrument are on the tape up to one that closed then: told before [#start] for
  /// each instrument that has any. A venue fetches what followed, of each from its own last.
  default void barsUntil(int instrument, long closeNanos) {}

  /// True if [#toldFrom] must have all places of the tape, from its start on.
  default boolean wantsPlaces() {
    return false;
  }

  /// True if it says in which state each input is, at each start and whenever that changes. What
  /// says nothing, such as a replay, is live.
  default boolean tellsHealth() {
    return true;
  }

  /// The feed's clock: nanoseconds since 1970-01-01 UTC, never backwards. That of a replay runs
  /// with the data.
  LongSupplier clock();

  /// Until when all that came to the feed has been told: now, or when the oldest was received of
  /// what waits to be told.
  default long knownUntil(long nowNanos) {
    return nowNanos;
  }

  /// How many bytes of tape a file has at least before a new day begins the next; 0: a file a day.
  /// A replay that passes a day in a moment puts days together.
  default long leastTapeFileBytes() {
    return 0;
  }

  /// What a person should know that no strategy is told, such as frames that were not understood,
  /// in sentences.
  default List<String> notes() {
    return List.of();
  }

  /// Ends the telling; nothing is told after the return.
  @Override
  void close();
}
