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
  private long frames;

  GenericFrames(List<FrameRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /// How many frames were read, by all codecs of the venue.
  long frames() {
    return frames;
  }

  @Override
  public void read(JsonValue frame, Consumer<FeedEvent> events) {
    frames++;
    for (FrameRule rule : rules) {
      if (rule.fits(frame)) {
        rule.tell(frame, events);
        return;
      }
    }
    throw new FrameException("No rule fits: frame=%s.".formatted(frame));
  }
}
