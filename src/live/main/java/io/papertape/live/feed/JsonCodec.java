package io.papertape.live.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A codec of frames in JSON: reads a frame whole, and tells its events only if all of it was
/// understood. A frame with one unreadable trade among ten is [FeedEvent.Unknown] and nothing
/// else; half a book would be worse than none.
public final class JsonCodec implements FeedCodec {
  /// What a venue means by a frame.
  @FunctionalInterface
  public interface Reader {
    /// Tells the events of a frame in their order.
    ///
    /// @throws FrameException if the frame holds something else than expected
    void read(JsonValue frame, Consumer<FeedEvent> events);
  }

  private final Reader reader;
  private final List<FeedEvent> told = new ArrayList<>();

  public JsonCodec(Reader reader) {
    this.reader = reader;
  }

  @Override
  public void decode(byte[] frame, Consumer<FeedEvent> events) {
    told.clear();
    try {
      reader.read(JsonValue.parse(frame), told::add);
    } catch (FrameException e) {
      told.clear();
      told.add(new FeedEvent.Unknown(e.getMessage()));
    }
    told.forEach(events);
  }
}
