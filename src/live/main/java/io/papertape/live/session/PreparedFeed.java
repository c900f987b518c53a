package io.papertape.live.session;

import io.papertape.live.tape.TapeInstrument;
import java.util.List;

/// A feed that can be started, with what it will tell of.
///
/// @param text       the feed in full, as it is kept in the manifest: the same text makes the same
///     feed again after a restart
/// @param startNanos just before the first event of a replay; now, of a venue
/// @param facts      what a person should know before it starts, such as the steps of a venue
public record PreparedFeed(
    String text,
    LiveFeed feed,
    List<TapeInstrument> instruments,
    long startNanos,
    List<String> facts) {
  public PreparedFeed {
    instruments = List.copyOf(instruments);
    facts = List.copyOf(facts);
  }

  public PreparedFeed(
      String text, LiveFeed feed, List<TapeInstrument> instruments, long startNanos) {
    this(text, feed, instruments, startNanos, List.of());
  }
}
