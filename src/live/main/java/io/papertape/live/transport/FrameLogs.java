package io.papertape.live.transport;

import java.util.List;

/// Where logs of frames are found. The one implementation needs the library of Kafka, which may be
/// absent: nothing else names it.
public interface FrameLogs {
  /// A log as it is now.
  ///
  /// @param id     another log of the same name has another
  /// @param oldest offset of the oldest record of each source
  /// @param newest offset that the next record of each source will have
  record Description(String id, List<Long> oldest, List<Long> newest) {
    public Description {
      oldest = List.copyOf(oldest);
      newest = List.copyOf(newest);
    }
  }

  /// @param servers such as `localhost:9092`, several with commas between
  /// @throws FrameLogException if nobody answers, or there is no such log
  Description describe(String servers, String topic);

  /// Reads on from an offset of each source.
  ///
  /// @param id of the log that is meant
  FrameLog open(String servers, String topic, String id, List<Long> from);
}
