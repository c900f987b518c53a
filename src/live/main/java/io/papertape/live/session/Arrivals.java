package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeEvent.OperatorCommand;
import java.util.Optional;

/// What comes to a session, in the order in which it takes it: from a feed and from an operator.
///
/// [SessionInbox] is the form between threads. A simulation has its own, in which a wait lets the
/// simulated world go on.
public interface Arrivals extends FeedSink {
  /// One thing that has come.
  sealed interface Item {
    record Event(
        int instrument,
        FeedEvent.OfMarket event,
        Optional<HealthReason> quarantine,
        long receiveNanos)
        implements Item {}

    /// Where the next event comes from.
    record Place(TapeEvent.FeedPlace from) implements Item {}

    record Input(TapeEvent.InputChange change) implements Item {}

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
