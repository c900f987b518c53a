package io.papertape.live.feed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// A codec of a venue that gives signs of life by a bare word, such as `pong`; what else it sends
/// another codec reads.
public final class PlainHeartbeats implements FeedCodec {
  private final byte[] word;
  private final FeedCodec others;

  public PlainHeartbeats(String word, FeedCodec others) {
    this.word = word.getBytes(StandardCharsets.UTF_8);
    this.others = others;
  }

  @Override
  public void decode(byte[] frame, Consumer<FeedEvent> events) {
    if (Arrays.equals(frame, word)) {
      events.accept(new FeedEvent.Heartbeat(0, 0));
    } else {
      others.decode(frame, events);
    }
  }
}
