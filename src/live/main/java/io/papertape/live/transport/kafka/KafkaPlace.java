package io.papertape.live.transport.kafka;

import java.util.Comparator;

/// A place in a topic.
///
/// @param offset of a record; of the next one to read where it says how far somebody has come
public record KafkaPlace(String topic, int partition, long offset)
    implements Comparable<KafkaPlace> {
  private static final Comparator<KafkaPlace> ORDER =
      Comparator.comparing(KafkaPlace::topic)
          .thenComparingInt(KafkaPlace::partition)
          .thenComparingLong(KafkaPlace::offset);

  public KafkaPlace {
    if (partition < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "No place in a topic: topic=%s, partition=%d, offset=%d. Both numbers begin at 0."
              .formatted(topic, partition, offset));
    }
  }

  @Override
  public int compareTo(KafkaPlace other) {
    return ORDER.compare(this, other);
  }
}
