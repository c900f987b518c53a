package io.papertape.live.transport;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A log of a venue's frames, open for reading: a topic of Kafka. Owned by one thread.
public interface FrameLog extends AutoCloseable {
  /// Is told what is read.
  interface Listener {
    /// A venue's frame.
    ///
    /// @param source      which part of the log, from 0
    /// @param recordNanos when it was recorded, by the recorder's clock; 0: not told
    void frame(int source, long offset, long recordNanos, byte[] frame);

    /// The log has got one more source, the last by number: it is read from its first record on.
    void added(int source);

    /// The log keeps no record of a source in `[fromOffset, toOffset)` any more.
    void gap(int source, long fromOffset, long toOffset);
  }

  /// Tells what has come, waiting for the first as long as told.
  ///
  /// @throws FrameLogException if nobody answers, or it cannot be read on for good
  void poll(Duration wait, Listener listener);

  /// The next offset of each source, in their order.
  ///
  /// @throws FrameLogException if nobody answers
  List<Long> positions();

  /// Whether the log can be reached; it may take long, and may be asked by another thread.
  ///
  /// @return what is wrong for the time being
  /// @throws FrameLogException if it is not the log that it was
  Optional<String> trouble();

  @Override
  void close();
}
