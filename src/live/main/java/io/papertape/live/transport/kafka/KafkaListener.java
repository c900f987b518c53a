package io.papertape.live.transport.kafka;

/// Is told what is read from Kafka.
public interface KafkaListener {
  /// A record's value: a venue's frame.
  ///
  /// @param timestampNanos of the record, nanoseconds since 1970-01-01 UTC; 0: none
  void frame(KafkaPlace place, long timestampNanos, byte[] frame);

  /// The records from a place on are gone: the topic keeps none older than `oldestOffset`, where
  /// reading goes on.
  void gap(KafkaPlace from, long oldestOffset);
}
