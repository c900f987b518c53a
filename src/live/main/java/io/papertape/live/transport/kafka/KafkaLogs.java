package io.papertape.live.transport.kafka;

import io.papertape.live.transport.FrameLog;
import io.papertape.live.transport.FrameLogException;
import io.papertape.live.transport.FrameLogs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Topics of Kafka as logs of frames; a partition is a source.
public final class KafkaLogs implements FrameLogs {
  private static final int PATIENCE_MILLIS = 5_000;

  @Override
  public Description describe(String servers, String topic) {
    return withLibrary(
        () -> {
          try (Admin admin = admin(servers)) {
            TopicDescription description = describe(admin, servers, topic);
            int partitions = description.partitions().size();
            return new Description(
                description.topicId().toString(),
                offsets(admin, servers, topic, partitions, OffsetSpec.earliest()),
                offsets(admin, servers, topic, partitions, OffsetSpec.latest()));
          }
        });
  }

  @Override
  public FrameLog open(String servers, String topic, String id, List<Long> from) {
    List<KafkaPlace> places = new ArrayList<>();
    for (int i = 0; i < from.size(); i++) {
      places.add(new KafkaPlace(topic, i, from.get(i)));
    }
    return withLibrary(
        () -> new KafkaLog(KafkaFrames.from(servers, places), admin(servers), servers, topic, id));
  }

  /// Kafka looks for some of its own classes where the thread says that classes are.
  private static <T> T withLibrary(Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(KafkaLogs.class.getClassLoader());
    try {
      return work.get();
    } catch (KafkaException e) {
      throw FrameLogException.forNow("Kafka cannot be asked: %s.".formatted(e.getMessage()));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Admin admin(String servers) {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            PATIENCE_MILLIS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            PATIENCE_MILLIS));
  }

  /// @throws FrameLogException if nobody answers, or the topic is not there
  static TopicDescription describe(Admin admin, String servers, String topic) {
    return await(admin.describeTopics(List.of(topic)).topicNameValues().get(topic), servers, topic);
  }

  private static List<Long> offsets(
      Admin admin, String servers, String topic, int partitions, OffsetSpec which) {
    List<Long> offsets = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      TopicPartition partition = new TopicPartition(topic, i);
      offsets.add(
          await(
                  admin.listOffsets(Map.of(partition, which)).partitionResult(partition),
                  servers,
                  topic)
              .offset());
    }
    return offsets;
  }

  private static <T> T await(KafkaFuture<T> answer, String servers, String topic) {
    try {
      return answer.get(2L * PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw FrameLogException.forNow(
            "Topic is not there: servers=%s, topic=%s. Create it, or check its name."
                .formatted(servers, topic));
      }
      throw FrameLogException.forNow(away(servers, e.getCause()));
    } catch (TimeoutException e) {
      throw FrameLogException.forNow(away(servers, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FrameLogException.forNow("Interrupted while Kafka was asked.");
    }
  }

  static String away(String servers, Throwable cause) {
    return "Kafka does not answer: servers=%s, reason=%s. Check that it runs and is reached."
        .formatted(servers, cause.getMessage());
  }
}
