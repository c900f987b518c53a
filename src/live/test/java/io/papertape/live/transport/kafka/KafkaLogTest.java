package io.papertape.live.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.papertape.live.transport.FrameLog;
import io.papertape.live.transport.FrameLogException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class KafkaLogTest {
  private static final TopicPartition PARTITION = new TopicPartition("ticks", 0);
  private static final String SERVERS = "localhost:1";

  private final List<String> told = new ArrayList<>();
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");

  private final class Told implements FrameLog.Listener {
    @Override
    public void frame(int source, long offset, long recordNanos, byte[] frame) {
      told.add("frame " + offset);
    }

    @Override
    public void added(int source) {
      told.add("added " + source);
    }

    @Override
    public void gap(int source, long fromOffset, long toOffset) {
      told.add("gap %d..%d".formatted(fromOffset, toOffset));
    }
  }

  /// It may be slow to tell its oldest record; the next look asks again.
  @Test
  void aBrokerThatDoesNotAnswerInTimeIsNoEnd() {
    consumer.updateBeginningOffsets(Map.of(PARTITION, 4L));
    KafkaFrames frames = new KafkaFrames(consumer, List.of(new KafkaPlace("ticks", 0, 1)));
    Admin admin = Admin.create(Map.of("bootstrap.servers", SERVERS));
    try (KafkaLog log = new KafkaLog(frames, admin, SERVERS, "ticks", "id")) {
      consumer.setPollException(new OffsetOutOfRangeException(Map.of(PARTITION, 1L)));
      consumer.setOffsetsException(new TimeoutException("too slow"));

      assertThatExceptionOfType(FrameLogException.class)
          .isThrownBy(() -> log.poll(Duration.ZERO, new Told()))
          .withMessage(
              "Kafka does not answer: servers=localhost:1, reason=too slow. Check that it runs and"
                  + " is reached.")
          .matches(e -> !e.isForGood());
      consumer.setPollException(new OffsetOutOfRangeException(Map.of(PARTITION, 1L)));
      log.poll(Duration.ZERO, new Told());
      assertThat(told).containsExactly("gap 1..4");
    }
  }

  @Test
  void aTopicThatIsShorterThanWhatWasReadIsAnEnd() {
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    KafkaFrames frames = new KafkaFrames(consumer, List.of(new KafkaPlace("ticks", 0, 9)));
    Admin admin = Admin.create(Map.of("bootstrap.servers", SERVERS));
    try (KafkaLog log = new KafkaLog(frames, admin, SERVERS, "ticks", "id")) {
      consumer.setPollException(new OffsetOutOfRangeException(Map.of(PARTITION, 9L)));

      assertThatExceptionOfType(FrameLogException.class)
          .isThrownBy(() -> log.poll(Duration.ZERO, new Told()))
          .matches(FrameLogException::isForGood);
    }
  }
}
