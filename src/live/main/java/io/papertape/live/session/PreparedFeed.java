package io.papertape.live.session;

import io.papertape.live.tape.TapeInstrument;
import java.util.List;

/// A feed that can be started, with what it will tell of.
///
/// @param text       the feed in full, as it is kept in the manifest: the same text makes the same
///     feed again after a restart
/// @param startNanos just before the first event of a replay; now, of a venue
public record PreparedFeed(
    String text, LiveFeed feed, List<TapeInstrument> instruments, long startNanos) {
  public PreparedFeed {
    instruments = List.copyOf(instruments);
  }
}
