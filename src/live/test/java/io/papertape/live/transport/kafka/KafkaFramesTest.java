package io.papertape.live.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class KafkaFramesTest {
  private static final TopicPartition FIRST = new TopicPartition("ticks", 0);
  private static final TopicPartition SECOND = new TopicPartition("ticks", 1);

  /// Writes down what it is told.
  private static final class Told implements KafkaListener {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void frame(KafkaPlace place, long timestampNanos, byte[] frame) {
      lines.add(
          "%d/%d at %d: %s"
              .formatted(
                  place.partition(),
                  place.offset(),
                  timestampNanos,
                  new String(frame, StandardCharsets.UTF_8)));
    }

    @Override
    public void gap(KafkaPlace from, long oldestOffset) {
      lines.add("gap %d/%d..%d".formatted(from.partition(), from.offset(), oldestOffset));
    }
  }

  /// A broker with five records, two of them in the second partition, one without a value.
  private static MockConsumer<byte[], byte[]> broker(long oldestOfFirst) {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    consumer.updateBeginningOffsets(Map.of(FIRST, oldestOfFirst, SECOND, 0L));
    consumer.updateEndOffsets(Map.of(FIRST, 5L, SECOND, 2L));
    return consumer;
  }

  private static void fill(MockConsumer<byte[], byte[]> consumer) {
    consumer.addRecord(record(FIRST, 2, "c"));
    consumer.addRecord(record(FIRST, 3, null));
    consumer.addRecord(record(FIRST, 4, "e"));
    consumer.addRecord(record(SECOND, 0, "x"));
    consumer.addRecord(record(SECOND, 1, "y"));
  }

  private static ConsumerRecord<byte[], byte[]> record(
      TopicPartition partition, long offset, String value) {
    return record(partition, offset, 1_000 + offset, value);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      TopicPartition partition, long offset, long timestamp, String value) {
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        timestamp,
        TimestampType.CREATE_TIME,
        0,
        0,
        null,
        value == null ? null : value.getBytes(StandardCharsets.UTF_8),
        new RecordHeaders(),
        Optional.empty());
  }

  private static KafkaPlace place(int partition, long offset) {
    return new KafkaPlace("ticks", partition, offset);
  }

  private static List<String> read(KafkaFrames frames) {
    Told told = new Told();
    frames.poll(Duration.ZERO, told);
    return told.lines;
  }

  /// Whoever dates records in microseconds ends nothing.
  @Test
  void aTimeBeyondWhatNanosecondsHoldIsTheLatestThereIs() {
    MockConsumer<byte[], byte[]> consumer = broker(0);
    var frames = new KafkaFrames(consumer, List.of(new KafkaPlace("ticks", 0, 2)));
    consumer.addRecord(record(FIRST, 2, 1_764_108_000_000_000L, "c"));
    Told told = new Told();
    frames.poll(Duration.ZERO, told);

    assertThat(told.lines).containsExactly("0/2 at 9223372036854000000: c");
  }

  @Test
  void framesAreToldFromThePlacesOnWithTheirOwn() {
    MockConsumer<byte[], byte[]> consumer = broker(0);
    KafkaFrames frames = new KafkaFrames(consumer, List.of(place(1, 0), place(0, 2)));
    fill(consumer);

    assertThat(read(frames))
        .containsExactly(
            "0/2 at 1002000000: c",
            "0/4 at 1004000000: e",
            "1/0 at 1000000000: x",
            "1/1 at 1001000000: y");
    assertThat(frames.places()).containsExactly(place(0, 5), place(1, 2));
    assertThat(read(frames)).isEmpty();
  }

  @Test
  void readingOnFromKeptPlacesGivesTheRestAndNothingTwice() {
    MockConsumer<byte[], byte[]> whole = broker(0);
    KafkaFrames uninterrupted = new KafkaFrames(whole, List.of(place(0, 2)));
    whole.addRecord(record(FIRST, 2, "c"));
    whole.addRecord(record(FIRST, 3, null));
    whole.addRecord(record(FIRST, 4, "e"));
    List<String> expected = read(uninterrupted);

    MockConsumer<byte[], byte[]> before = broker(0);
    KafkaFrames interrupted = new KafkaFrames(before, List.of(place(0, 2)));
    before.addRecord(record(FIRST, 2, "c"));
    List<String> lines = new ArrayList<>(read(interrupted));
    interrupted.close();
    MockConsumer<byte[], byte[]> after = broker(0);
    KafkaFrames resumed = new KafkaFrames(after, interrupted.places());
    after.addRecord(record(FIRST, 3, null));
    after.addRecord(record(FIRST, 4, "e"));
    lines.addAll(read(resumed));

    assertThat(lines).isEqualTo(expected);
    assertThat(resumed.places()).isEqualTo(uninterrupted.places());
  }

  @Test
  void recordsThatAreGoneAreAGapAndReadingGoesOn() {
    MockConsumer<byte[], byte[]> consumer = broker(4);
    KafkaFrames frames = new KafkaFrames(consumer, List.of(place(0, 1)));
    consumer.addRecord(record(FIRST, 4, "e"));

    assertThat(read(frames)).containsExactly("gap 0/1..4");
    assertThat(frames.places()).containsExactly(place(0, 4));
    assertThat(read(frames)).containsExactly("0/4 at 1004000000: e");
  }

  @Test
  void aTopicThatWasMadeAnewEndsTheReading() {
    MockConsumer<byte[], byte[]> consumer = broker(0);
    KafkaFrames frames = new KafkaFrames(consumer, List.of(place(0, 9)));
    consumer.setPollException(new OffsetOutOfRangeException(Map.of(FIRST, 9L)));

    assertThatThrownBy(() -> read(frames))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Topic is shorter than what was read from it: topic=ticks, partition=0, next=9."
                + " It was made anew or has lost records: start a new session.");
  }

  @Test
  void aFirstSessionBeginsAtTheEndOfEachPartition() {
    MockConsumer<byte[], byte[]> consumer = broker(0);
    Node node = new Node(0, "localhost", 9092);
    Node[] nodes = {node};
    consumer.updatePartitions(
        "ticks",
        List.of(
            new PartitionInfo("ticks", 1, node, nodes, nodes),
            new PartitionInfo("ticks", 0, node, nodes, nodes)));

    assertThat(KafkaFrames.ends(consumer, "ticks")).containsExactly(place(0, 5), place(1, 2));
  }

  @Test
  void aPartitionHasOnePlace() {
    assertThatThrownBy(() -> new KafkaFrames(broker(0), List.of(place(0, 1), place(0, 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Partition is there twice: topic=ticks, partition=0. Give one place of each.");
    assertThatThrownBy(() -> place(0, -1))
        .hasMessage(
            "No place in a topic: topic=ticks, partition=0, offset=-1. Both numbers begin at 0.");
  }

  /// The client itself takes the settings; it connects only when it is asked for something.
  @Test
  void nothingIsCommittedAndNoPlaceIsChosenByTheClient() {
    Map<String, Object> settings = KafkaFrames.settings("localhost:1");

    assertThat(settings)
        .containsEntry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false)
        .containsEntry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none")
        .containsEntry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        .doesNotContainKey(ConsumerConfig.GROUP_ID_CONFIG);
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
      assertThat(consumer.assignment()).isEmpty();
    }
  }
}
