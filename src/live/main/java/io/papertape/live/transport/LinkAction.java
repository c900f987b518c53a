package io.papertape.live.transport;

import java.net.URI;

/// What [Supervision] wants done.
public sealed interface LinkAction {
  /// Connect; [LinkEvent.Opened] or [LinkEvent.OpenFailed] follows.
  record Open(int connection, URI address) implements LinkAction {}

  /// Send a text message.
  record Send(int connection, String frame) implements LinkAction {}

  /// Send a ping of the protocol.
  record Ping(int connection) implements LinkAction {}

  /// Say good-bye; [LinkEvent.Closed] follows, and frames until then are of no concern.
  record Close(int connection, int code, String reason) implements LinkAction {}

  /// Cut at once, whatever state it is in; no event of the connection matters any more.
  record Abort(int connection) implements LinkAction {}

  /// Hand a change on.
  record Tell(FeedChange change) implements LinkAction {}
}
