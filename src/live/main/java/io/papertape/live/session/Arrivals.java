package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeEvent.OperatorCommand;
import java.util.Optional;
import java.util.OptionalLong;

/// What comes to a session, in the order in which it takes it: from a feed and from an operator.
///
/// [SessionInbox] is the form between threads. A simulation has its own, in which a wait lets the
/// simulated world go on.
public interface Arrivals extends FeedSink {
  /// One thing that has come.
  sealed interface Item {
    /// When it was received; empty if that tells nothing of what waits behind it.
    default OptionalLong receivedNanos() {
      return OptionalLong.empty();
    }

    record Event(
        int instrument,
        FeedEvent.OfMarket event,
        Optional<HealthReason> quarantine,
        long receiveNanos)
        implements Item {
      @Override
      public OptionalLong receivedNanos() {
        return OptionalLong.of(receiveNanos);
      }
    }

    /// Where the next event comes from.
    record Place(TapeEvent.FeedPlace from) implements Item {}

    /// No bar closes between two times, both outside.
    record NoBars(int instrument, long afterNanos, long beforeNanos) implements Item {}

    record Input(TapeEvent.InputChange change) implements Item {
      @Override
      public OptionalLong receivedNanos() {
        return OptionalLong.of(change.receiveNanos());
      }
    }

    record Command(OperatorCommand command) implements Item {}

    record Broke(String why) implements Item {}

    record Ended() implements Item {}

    /// Something may have come that stands in no line.
    record Nudge() implements Item {}
  }

  /// The next item, if one is there; a command first.
  Optional<Item> poll();

  /// The next item, after a wait if need be; empty if none has come.
  Optional<Item> poll(long waitMillis) throws InterruptedException;

  /// Until when all that came is known: now, or when the oldest of what waits was received. A
  /// command that is taken before it, and a clock that is read meanwhile, know of no later time.
  long knownUntil(long nowNanos);

  /// The same of one line: when the first was received of those that tell it.
  static long knownUntil(Iterable<Item> line, long nowNanos) {
    for (Item item : line) {
      if (item.receivedNanos().isPresent()) {
        return Math.min(nowNanos, item.receivedNanos().getAsLong());
      }
    }
    return nowNanos;
  }

  /// Takes a command, whatever waits.
  void command(OperatorCommand command);

  /// True while a command waits to be taken: whoever lets the session wait for something else gives
  /// it up.
  boolean hasCommand();

  /// How many items wait.
  int depth();

  /// Lets go of whoever waits: the session takes nothing any more.
  void close();
}
