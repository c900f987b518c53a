package io.papertape.live.transport.kafka;

import io.papertape.live.transport.FrameLog;
import io.papertape.live.transport.FrameLogException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;

/// A topic that is being read, and asked now and then whether it still is the same. Partitions that
/// it has got meanwhile are read from their beginning.
final class KafkaLog implements FrameLog {
  private final KafkaFrames frames;
  private final Admin admin;
  private final String servers;
  private final String topic;
  private final String id;
  private int read;
  private volatile int there;

  KafkaLog(KafkaFrames frames, Admin admin, String servers, String topic, String id) {
    this.frames = frames;
    this.admin = admin;
    this.servers = servers;
    this.topic = topic;
    this.id = id;
    read = frames.places().size();
    there = read;
  }

  @Override
  public void poll(Duration wait, Listener listener) {
    try {
      while (read < there) {
        frames.add(new KafkaPlace(topic, read, 0));
        listener.added(read++);
      }
      frames.poll(
          wait,
          new KafkaListener() {
            @Override
            public void frame(KafkaPlace place, long timestampNanos, byte[] frame) {
              listener.frame(place.partition(), place.offset(), timestampNanos, frame);
            }

            @Override
            public void gap(KafkaPlace from, long oldestOffset) {
              listener.gap(from.partition(), from.offset(), oldestOffset);
            }
          });
    } catch (IllegalStateException | KafkaException e) {
      throw failure(e);
    }
  }

  @Override
  public List<Long> positions() {
    try {
      return frames.positions();
    } catch (IllegalStateException | KafkaException e) {
      throw failure(e);
    }
  }

  private FrameLogException failure(RuntimeException e) {
    return e instanceof RetriableException
        ? FrameLogException.forNow(KafkaLogs.away(servers, e))
        : FrameLogException.forGood(e.getMessage());
  }

  @Override
  public Optional<String> trouble() {
    TopicDescription now;
    try {
      now = KafkaLogs.describe(admin, servers, topic);
    } catch (FrameLogException e) {
      return Optional.of(e.getMessage());
    }
    if (!now.topicId().toString().equals(id)) {
      throw FrameLogException.forGood(madeAnew(topic, id, now.topicId().toString()));
    }
    there = Math.max(there, now.partitions().size()); // a broker may not know of all yet
    return Optional.empty();
  }

  static String madeAnew(String topic, String then, String now) {
    return "Topic was made anew: topic=%s, then=%s, now=%s. Start a new session."
        .formatted(topic, then, now);
  }

  @Override
  public void close() {
    frames.close();
    admin.close(Duration.ZERO);
  }
}
