package io.papertape.live.venue.generic;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.JsonCodec;
import io.papertape.live.feed.JsonValue;
import java.util.List;
import java.util.function.Consumer;

/// Reads frames by the first rule that fits.
final class GenericFrames implements JsonCodec.Reader {
  private final List<FrameRule> rules;

  GenericFrames(List<FrameRule> rules) {
    this.rules = List.copyOf(rules);
  }

  @Override
  public void read(JsonValue frame, Consumer<FeedEvent> events) {
    for (FrameRule rule : rules) {
      if (rule.fits(frame)) {
        rule.tell(frame, events);
        return;
      }
    }
    throw new FrameException("No rule fits: frame=%s.".formatted(frame));
  }
}
