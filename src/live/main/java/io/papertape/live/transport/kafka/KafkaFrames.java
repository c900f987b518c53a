package io.papertape.live.transport.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads frames from topics of Kafka, from stated places on. Owned by one thread.
///
/// It belongs to no group and commits nothing: [#places] is to be made durable together with what
/// came of the frames, and reading from there on gives the rest, no frame twice and none left out.
/// Within a partition the order is the topic's. Between partitions it is that of coming, which
/// another reading may not repeat: what has to repeat stands in one partition, or on the tape.
/// Offsets may skip (markers of transactions, compaction), so that they show no loss.
public final class KafkaFrames implements AutoCloseable {
  private static final Comparator<TopicPartition> ORDER =
      Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);
  private static final long NANOS_PER_MILLI = 1_000_000L;

  /// Whoever reads has more to do than to wait for a broker.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> next = new TreeMap<>(ORDER);

  KafkaFrames(Consumer<byte[], byte[]> consumer, Collection<KafkaPlace> from) {
    this.consumer = consumer;
    for (KafkaPlace place : from) {
      if (next.put(partition(place), place.offset()) != null) {
        throw new IllegalArgumentException(
            "Partition is there twice: topic=%s, partition=%d. Give one place of each."
                .formatted(place.topic(), place.partition()));
      }
    }
    consumer.assign(next.keySet());
    next.forEach(consumer::seek);
  }

  /// Reads one partition more; all others go on where they are.
  void add(KafkaPlace place) {
    TopicPartition added = partition(place);
    next.put(added, place.offset());
    consumer.assign(next.keySet());
    consumer.seek(added, place.offset());
  }

  /// Connects and reads from the places on.
  ///
  /// @param servers such as `localhost:9092`
  public static KafkaFrames from(String servers, Collection<KafkaPlace> places) {
    return new KafkaFrames(new KafkaConsumer<>(settings(servers)), places);
  }

  /// Where a topic ends now: the places from which a first session reads what is new.
  public static List<KafkaPlace> ends(String servers, String topic) {
    try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings(servers))) {
      return ends(consumer, topic);
    }
  }

  static List<KafkaPlace> ends(Consumer<byte[], byte[]> consumer, String topic) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo partition : consumer.partitionsFor(topic)) {
      partitions.add(new TopicPartition(topic, partition.partition()));
    }
    if (partitions.isEmpty()) {
      throw new IllegalArgumentException(
          "Topic is not there: topic=%s. Create it, or check its name.".formatted(topic));
    }
    List<KafkaPlace> ends = new ArrayList<>();
    consumer.endOffsets(partitions).forEach((partition, end) -> ends.add(place(partition, end)));
    ends.sort(Comparator.naturalOrder());
    return ends;
  }

  /// How the consumer is set: no group, no commits, no place of its own choosing, nothing of
  /// transactions that were given up.
  static Map<String, Object> settings(String servers) {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        servers,
        ConsumerConfig.CLIENT_ID_CONFIG,
        "papertape",
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "none",
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        "read_committed",
        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
        false,
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class,
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class);
  }

  /// Tells the frames that have come, waiting for the first as long as told. A record without a
  /// value (a tombstone) is no frame.
  ///
  /// @throws IllegalStateException if a topic is shorter than what was read from it
  public void poll(Duration wait, KafkaListener listener) {
    ConsumerRecords<byte[], byte[]> records;
    try {
      records = consumer.poll(wait);
    } catch (OffsetOutOfRangeException e) {
      e.offsetOutOfRangePartitions().keySet().stream()
          .sorted(ORDER)
          .forEach(partition -> skip(partition, listener));
      return;
    }
    records.partitions().stream()
        .sorted(ORDER)
        .forEach(partition -> tell(partition, records.records(partition), listener));
  }

  private void tell(
      TopicPartition partition,
      List<ConsumerRecord<byte[], byte[]>> records,
      KafkaListener listener) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.value() != null) {
        listener.frame(
            place(partition, record.offset()), nanos(record.timestamp()), record.value());
      }
      next.put(partition, record.offset() + 1);
    }
  }

  /// 0 without a time; the latest there is of one beyond, as of whoever wrote microseconds.
  private static long nanos(long millis) {
    return Math.clamp(millis, 0, Long.MAX_VALUE / NANOS_PER_MILLI) * NANOS_PER_MILLI;
  }

  /// Goes on at the oldest record that is left, if those before it are gone.
  private void skip(TopicPartition partition, KafkaListener listener) {
    long asked = next.get(partition);
    long oldest = consumer.beginningOffsets(List.of(partition), PATIENCE).get(partition);
    if (oldest <= asked) {
      throw new IllegalStateException(
          ("Topic is shorter than what was read from it: topic=%s, partition=%d, next=%d."
                  + " It was made anew or has lost records: start a new session.")
              .formatted(partition.topic(), partition.partition(), asked));
    }
    consumer.seek(partition, oldest);
    next.put(partition, oldest);
    listener.gap(place(partition, asked), oldest);
  }

  /// The next place to read in each partition, after the frames told so far.
  public List<KafkaPlace> places() {
    List<KafkaPlace> places = new ArrayList<>();
    next.forEach((partition, offset) -> places.add(place(partition, offset)));
    return places;
  }

  /// The next offset that is asked for, partition after partition; markers of transactions, which
  /// are no records, are behind it once they are passed.
  List<Long> positions() {
    return next.keySet().stream().map(one -> consumer.position(one, PATIENCE)).toList();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }

  private static TopicPartition partition(KafkaPlace place) {
    return new TopicPartition(place.topic(), place.partition());
  }

  private static KafkaPlace place(TopicPartition partition, long offset) {
    return new KafkaPlace(partition.topic(), partition.partition(), offset);
  }
}
