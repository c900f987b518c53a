package io.papertape.live.venue.okx;

import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// OKX answers our `ping` by a bare `pong`; all else is JSON.
final class OkxCodec implements FeedCodec {
  private static final byte[] PONG = "pong".getBytes(StandardCharsets.US_ASCII);

  private final FeedCodec json = new JsonCodec(OkxFrames::read);

  @Override
  public void decode(byte[] frame, Consumer<FeedEvent> events) {
    if (Arrays.equals(frame, PONG)) {
      events.accept(new FeedEvent.Heartbeat(0, 0));
    } else {
      json.decode(frame, events);
    }
  }
}
