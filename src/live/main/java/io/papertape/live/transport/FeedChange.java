package io.papertape.live.transport;

/// What became of a connection.
///
/// The streams of a venue are spread over lines; a line is kept up by one connection after
/// another, and by two at once while one takes over from the other.
///
/// @param line       which part of the venue's streams, from 0
/// @param connection number within the venue, from 1; 0: the line has none now
/// @param untilNanos when the next attempt is due; 0: no attempt is waited for
/// @param isCovered  another connection of the line is live, so that nothing is missed
/// @param detail     for people; holds the venue's own words where there are any
public record FeedChange(
    String venue,
    int line,
    int connection,
    State state,
    Reason reason,
    long atNanos,
    long untilNanos,
    boolean isCovered,
    String detail) {
  /// Where a connection or its line is now.
  public enum State {
    CONNECTING,
    /// Every stream is asked for, and a message has come.
    LIVE,
    /// Silent for longer than a healthy connection is; pinged, and not yet given up.
    HALF_OPEN,
    /// Ended without our doing.
    LOST,
    /// Waiting before the next attempt.
    BACKING_OFF,
    /// The venue is in maintenance; if the line has no connection, waiting for longer.
    MAINTENANCE,
    /// Ended by us.
    CLOSED,
    /// A defect of this program: the venue is not connected to any more.
    FAILED
  }

  /// Why.
  public enum Reason {
    START,
    RETRY,
    MESSAGE_CAME,
    HEARD_AGAIN,
    /// The venue closed the connection and said so.
    CLOSED_BY_VENUE,
    /// The connection broke, or the protocol was.
    BROKEN,
    /// A message above [TransportRules#mostMessageBytes].
    TOO_LARGE,
    /// The host's name is not known.
    NO_NAME,
    /// Nobody answers at the address.
    UNREACHABLE,
    /// The host could not prove who it is.
    UNTRUSTED,
    TIMED_OUT,
    /// Too many requests of ours.
    RATE_LIMITED,
    /// The venue cannot serve us now.
    UNAVAILABLE,
    /// The venue refuses the connection for another reason.
    REFUSED,
    /// Nothing came, not even an answer to a ping.
    SILENT,
    /// Pings are answered and nothing else comes.
    STALLED,
    /// The venue closes connections of this age.
    LIFE_ENDS,
    /// The venue announced that it closes this connection.
    VENUE_CLOSING,
    VENUE_MAINTENANCE,
    VENUE_ONLINE,
    /// The session asked for another connection.
    ASKED,
    /// The next connection has taken over.
    REPLACED,
    STOPPED,
    DEFECT
  }
}
