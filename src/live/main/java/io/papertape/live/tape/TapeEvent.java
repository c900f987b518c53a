package io.papertape.live.tape;

import io.papertape.live.health.HealthReason;
import io.papertape.market.InputState;
import io.papertape.order.Side;
import java.nio.charset.StandardCharsets;

/// One thing on the tape. Instruments are numbers, in the order of the tape's header; prices and
/// quantities fixed point ([io.papertape.market.FixedPoint]); times nanoseconds since 1970-01-01
/// UTC. Nothing is checked here but what the format needs: what cannot be traded on is on the tape
/// too, as [Quarantined].
public sealed interface TapeEvent {
  /// When the process received or noticed it, by its own clock.
  long receiveNanos();

  /// Whether all that was received earlier was told before it.
  default boolean isInLine() {
    return true;
  }

  /// What concerns one instrument.
  sealed interface OfInstrument extends TapeEvent {
    int instrument();
  }

  /// What a venue said of an instrument's market.
  sealed interface OfMarket extends OfInstrument {
    /// The venue's time; 0 if it told none.
    long venueNanos();
  }

  /// How an event came, beside those before it.
  enum Arrival {
    IN_ORDER,
    /// The venue's time is before that of an earlier event of the same kind and instrument.
    OUT_OF_ORDER,
    /// It belongs into a bar that has been told already.
    LATE
  }

  /// Where a bar comes from.
  enum BarOrigin {
    /// It came in time.
    LIVE,
    /// It came in time, and the venue says that nothing was traded.
    EMPTY,
    /// It was fetched afterwards, or came after its grace: never a reason to act.
    BACKFILLED
  }

  /// Best bid and ask.
  ///
  /// @param sequence the venue's number of this state of the book; 0: none
  record TapedQuote(
      int instrument,
      long venueNanos,
      long receiveNanos,
      Arrival arrival,
      long sequence,
      long bid,
      long bidSize,
      long ask,
      long askSize)
      implements OfMarket {}

  /// One trade of the market.
  ///
  /// @param id        the venue's, by which trades are told apart; empty if it has none
  /// @param aggressor side of the order that came last and took the other
  record TapedTradeTick(
      int instrument,
      long venueNanos,
      long receiveNanos,
      Arrival arrival,
      String id,
      Side aggressor,
      long price,
      long quantity)
      implements OfMarket {}

  /// A finished bar.
  ///
  /// @param openNanos  start, inclusive
  /// @param closeNanos end, exclusive; the time of its moment, unless it is backfilled
  /// @param volume     count of the instrument's volume step
  record TapedBar(
      int instrument,
      BarOrigin origin,
      long venueNanos,
      long receiveNanos,
      long openNanos,
      long closeNanos,
      long open,
      long high,
      long low,
      long close,
      long volume)
      implements OfMarket {}

  /// A bar that was due at this moment, and had not come when its grace was over.
  record MissingBar(int instrument, long receiveNanos, long openNanos, long closeNanos)
      implements OfInstrument {}

  /// What came and cannot be right: kept, not told to the strategy.
  record Quarantined(HealthReason reason, OfMarket what) implements OfInstrument {
    @Override
    public int instrument() {
      return what.instrument();
    }

    @Override
    public long receiveNanos() {
      return what.receiveNanos();
    }
  }

  /// An instrument's market data are in another state from here on.
  ///
  /// @param sinceNanos when it began, by the process's clock: before `receiveNanos`, as a stall is
  ///     known only after a while
  record InputChange(
      int instrument, long receiveNanos, InputState state, HealthReason reason, long sinceNanos)
      implements OfInstrument {}

  /// What a person told the session to do. Half a character of a pair becomes a question mark, as
  /// it does in bytes: what is on the record is what was given.
  record OperatorCommand(long receiveNanos, Command command, String who, String why)
      implements TapeEvent {
    public OperatorCommand {
      who = inBytes(who);
      why = inBytes(why);
    }

    @Override
    public boolean isInLine() {
      return false;
    }

    private static String inBytes(String text) {
      return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /// What can be told.
    public enum Command {
      PAUSE,
      RESUME,
      FLATTEN,
      KILL,
      STOP,
      KILL_AND_FLATTEN
    }
  }

  /// The process did not run, and saw nothing, in `(fromNanos, toNanos)`.
  record Outage(long receiveNanos, long fromNanos, long toNanos) implements TapeEvent {}

  /// Nothing came: timers run and graces end.
  record ClockReading(long receiveNanos) implements TapeEvent {}

  /// Where the event before it in the moment came from, of a feed that can be read again from any
  /// place: whoever reads on after a restart leaves out what has been told, and nothing else.
  ///
  /// @param source which of the feed's partitions
  /// @param offset of the record
  /// @param part   which of the record's events, from 0; [#READ] if it is no event's: all of the
  ///     record has been read, which told nothing
  /// @param oldest offset of the oldest record of the source of which something is not told yet, or
  ///     of this one
  record FeedPlace(long receiveNanos, int source, long offset, int part, long oldest)
      implements TapeEvent {
    /// More than a record has events.
    public static final int READ = 1 << 21;

    public FeedPlace {
      if (source < 0 || offset < 0 || part < 0 || oldest < 0 || oldest > offset) {
        throw new IllegalArgumentException(
            "No place of a feed: source=%d, offset=%d, part=%d, oldest=%d. None is below 0."
                .formatted(source, offset, part, oldest));
      }
    }

    /// How far a source has been read; it is put on the tape with whatever is told next.
    public static FeedPlace read(int source, long offset, long receiveNanos) {
      return of(source, offset, READ, receiveNanos);
    }

    /// Whether it tells how far a source has been read, and not where an event came from.
    public boolean isRead() {
      return part == READ;
    }

    @Override
    public boolean isInLine() {
      return !isRead();
    }

    /// As it is when the event comes.
    public static FeedPlace of(int source, long offset, int part, long receiveNanos) {
      return new FeedPlace(receiveNanos, source, offset, part, offset);
    }
  }
}
