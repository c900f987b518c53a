package io.papertape.live.feed;

import io.papertape.order.Side;
import java.util.List;
import java.util.OptionalLong;

/// One thing that a frame says. Prices and quantities are fixed point
/// ([io.papertape.market.FixedPoint]) and come from the venue's text digit by digit; times are the
/// venue's, nanoseconds since 1970-01-01 UTC, 0 where it told none; symbols are spelt as the venue
/// spells them.
public sealed interface FeedEvent {
  /// What concerns one instrument's market.
  sealed interface OfMarket extends FeedEvent {
    String symbol();

    long venueNanos();
  }

  /// One trade of the market.
  ///
  /// @param id        the venue's, by which trades are told apart; empty if it has none
  /// @param aggressor side of the order that came last and took the other
  record Trade(String symbol, long venueNanos, String id, Side aggressor, long price, long quantity)
      implements OfMarket {}

  /// Best bid and ask; a side that is empty has price and size 0.
  ///
  /// @param sequence the venue's number of this state of the book; 0: none
  record TopOfBook(
      String symbol, long venueNanos, long sequence, long bid, long bidSize, long ask, long askSize)
      implements OfMarket {}

  /// A whole book, best prices first.
  ///
  /// @param sequence the venue's number of this state; 0: none
  /// @param depth    prices kept a side; 0: all
  /// @param checksum of the book after this event, as the venue computes it
  record BookSnapshot(
      String symbol,
      long venueNanos,
      long sequence,
      int depth,
      List<Level> bids,
      List<Level> asks,
      OptionalLong checksum)
      implements OfMarket {
    public BookSnapshot {
      bids = List.copyOf(bids);
      asks = List.copyOf(asks);
    }
  }

  /// Changed prices of a book.
  ///
  /// @param firstSequence    number of the first change in here; 0: none
  /// @param lastSequence     number of the last change in here, that of the book after it; 0: none
  /// @param previousSequence number of the state that this follows; −1: not told
  /// @param depth            prices kept a side; 0: all
  /// @param checksum         of the book after this event, as the venue computes it
  record BookUpdate(
      String symbol,
      long venueNanos,
      long firstSequence,
      long lastSequence,
      long previousSequence,
      int depth,
      List<Level> bids,
      List<Level> asks,
      OptionalLong checksum)
      implements OfMarket {
    public BookUpdate {
      bids = List.copyOf(bids);
      asks = List.copyOf(asks);
    }
  }

  /// A bar that the venue has made: of the trades in `[openNanos, closeNanos)`.
  ///
  /// @param closeNanos end, exclusive, whatever the venue's own convention
  /// @param trades     how many there were; −1: not told. A bar of none is an empty bar
  /// @param isFinal    false while the bar is under way
  record BarState(
      String symbol,
      long venueNanos,
      long openNanos,
      long closeNanos,
      long open,
      long high,
      long low,
      long close,
      Volume volume,
      long trades,
      boolean isFinal)
      implements OfMarket {
    /// @param volume fixed point
    public BarState(
        String symbol,
        long venueNanos,
        long openNanos,
        long closeNanos,
        long open,
        long high,
        long low,
        long close,
        long volume,
        long trades,
        boolean isFinal) {
      this(
          symbol,
          venueNanos,
          openNanos,
          closeNanos,
          open,
          high,
          low,
          close,
          new Volume(volume, 1),
          trades,
          isFinal);
    }

    /// True if nothing was traded: the bar states the previous close.
    public boolean isEmpty() {
      return trades == 0 || volume.isZero();
    }
  }

  /// The venue's sign of life.
  ///
  /// @param sequence the connection's number of this frame; 0: none
  record Heartbeat(long venueNanos, long sequence) implements FeedEvent {}

  /// A subscription is in place, or at an end.
  ///
  /// @param request id under which we asked; empty if the venue does not repeat it
  /// @param stream  what was asked for, in the venue's words
  record Acknowledged(String request, String stream, boolean isSubscribed) implements FeedEvent {}

  /// The venue does not do what it was asked.
  ///
  /// @param code the venue's; empty if it has none
  record Refused(String request, String stream, String code, String message) implements FeedEvent {}

  /// What the venue says of itself.
  record VenueState(State state, String message) implements FeedEvent {
    public enum State {
      ONLINE,
      MAINTENANCE,
      /// Trading is limited (cancel only, post only).
      LIMITED,
      /// The connection is about to be closed by the venue; open another.
      CLOSING
    }
  }

  /// The venue asks for an answer.
  ///
  /// @param answer frame to send back
  record Ping(String answer) implements FeedEvent {}

  /// Understood, and of no concern: a ticker's statistics, a funding rate.
  record Ignored(String kind) implements FeedEvent {}

  /// Not understood. Counted, shown, and never fatal.
  ///
  /// @param problem what was expected and what came
  record Unknown(String problem) implements FeedEvent {}
}
