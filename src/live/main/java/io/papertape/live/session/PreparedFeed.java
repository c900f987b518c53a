package io.papertape.live.session;

import io.papertape.live.tape.TapeInstrument;
import io.papertape.workspace.store.Resolution;
import java.util.List;
import java.util.Optional;

/// A feed that can be started, with what it will tell of.
///
/// @param text       the feed in full, as it is kept in the manifest: the same text makes the same
///     feed again after a restart
/// @param startNanos just before the first event of a replay; now, of a venue
/// @param facts      what a person should know before it starts, such as the steps of a venue
/// @param ticks      which of quotes and trade ticks was asked for; empty if bars were
/// @param replayed   the stored rows that it tells, of each instrument; empty if it is no replay
public record PreparedFeed(
    String text,
    LiveFeed feed,
    List<TapeInstrument> instruments,
    long startNanos,
    List<String> facts,
    Optional<Resolution> ticks,
    List<ReplayedSeries> replayed) {
  public PreparedFeed {
    instruments = List.copyOf(instruments);
    facts = List.copyOf(facts);
    replayed = List.copyOf(replayed);
  }

  public PreparedFeed(
      String text, LiveFeed feed, List<TapeInstrument> instruments, long startNanos) {
    this(text, feed, instruments, startNanos, List.of(), Optional.empty(), List.of());
  }

  /// The same, asked for at a resolution.
  PreparedFeed at(Resolution resolution) {
    return new PreparedFeed(
        text,
        feed,
        instruments,
        startNanos,
        facts,
        Optional.of(resolution).filter(Resolution::isTicks),
        replayed);
  }

  /// The same, telling these rows of the store.
  PreparedFeed replaying(List<ReplayedSeries> rows) {
    return new PreparedFeed(text, feed, instruments, startNanos, facts, ticks, rows);
  }

  /// The same, with what a person should know.
  PreparedFeed saying(List<String> all) {
    return new PreparedFeed(text, feed, instruments, startNanos, all, ticks, replayed);
  }

  /// The same for a session that goes on, in the currencies that it began with.
  PreparedFeed inCurrenciesOf(List<TapeInstrument> before) {
    return new PreparedFeed(
        text,
        feed,
        VenueInstruments.inCurrenciesOf(before, instruments),
        startNanos,
        facts,
        ticks,
        replayed);
  }

  /// Of what minute bars have to be made: empty if it tells bars.
  Optional<Resolution> minutesOf() {
    return instruments.stream().anyMatch(TapeInstrument::hasBars) ? Optional.empty() : ticks;
  }
}
