package io.papertape.live.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonCodecTest {
  private final JsonCodec codec =
      new JsonCodec(
          (frame, events) ->
              frame.items().forEach(item -> events.accept(new FeedEvent.Ignored(item.text()))));

  private List<FeedEvent> decode(String frame) {
    List<FeedEvent> events = new ArrayList<>();
    codec.decode(frame.getBytes(StandardCharsets.UTF_8), events::add);
    return events;
  }

  @Test
  void tellsTheEventsInTheirOrder() {
    assertThat(decode("[\"a\",2]"))
        .containsExactly(new FeedEvent.Ignored("a"), new FeedEvent.Ignored("2"));
  }

  @Test
  void aFrameReadInPartIsUnknownAndNothingElse() {
    assertThat(decode("[\"a\",null]"))
        .containsExactly(new FeedEvent.Unknown("Text or number expected: kind=NULL."));
    assertThat(decode("[\"b\"]")).containsExactly(new FeedEvent.Ignored("b"));
  }
}
