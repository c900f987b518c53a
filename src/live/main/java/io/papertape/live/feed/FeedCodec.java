package io.papertape.live.feed;

import java.util.function.Consumer;

/// Reads the frames of one connection to a venue.
///
/// A codec may remember what acknowledgements have told it (which number stands for which
/// stream), nothing else; each connection has its own. It never throws for what a frame holds:
/// what it cannot read becomes [FeedEvent.Unknown].
public interface FeedCodec {
  /// Tells the events of one frame in their order.
  ///
  /// @param frame text of a whole message, UTF-8; fragments are joined before
  void decode(byte[] frame, Consumer<FeedEvent> events);
}
