package io.papertape.live.transport.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringSerializer;

/// A broker of Kafka on 127.0.0.1, a process of its own: the real thing, which can be killed.
public final class RealBroker implements AutoCloseable {
  private static final int ATTEMPTS = 60;

  private final Path folder;
  private final int port;
  private Process process;

  private RealBroker(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /// Makes one, with its log in a folder.
  public static RealBroker start(Path folder) throws Exception {
    int port = freePort();
    int controllerPort = freePort();
    Files.writeString(
        folder.resolve("server.properties"),
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.bootstrap.servers=127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=%3$s
        offsets.topic.replication.factor=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        group.initial.rebalance.delay.ms=0
        broker.session.timeout.ms=1500
        broker.heartbeat.interval.ms=300
        """
            .formatted(port, controllerPort, folder.resolve("log")));
    RealBroker broker = new RealBroker(folder, port);
    format(folder);
    broker.run();
    return broker;
  }

  private static void format(Path folder) throws IOException {
    String[] arguments = {
      "format",
      "--standalone",
      "-t",
      Uuid.randomUuid().toString(),
      "-c",
      folder.resolve("server.properties").toString()
    };
    try (PrintStream log = new PrintStream(folder.resolve("format.log").toFile(), UTF_8)) {
      int code = StorageTool.execute(arguments, log);
      if (code != 0) {
        throw new AssertionError(
            "Folder is not formatted: " + Files.readString(folder.resolve("format.log")));
      }
    }
  }

  /// Starts it, the first time or again. One that was killed is not taken back before its session
  /// is over, so the session is short.
  public void run() throws Exception {
    process = java("kafka.Kafka", folder.resolve("server.properties").toString());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try (Admin admin = admin()) {
        if (!admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty()) {
          return;
        }
      } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException _) {
        // not yet
      }
    }
    throw new AssertionError(
        "Broker does not answer: " + Files.readString(folder.resolve("broker.log")));
  }

  /// Kills it with SIGKILL.
  public void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  public String servers() {
    return "127.0.0.1:" + port;
  }

  public void create(String topic, int partitions) throws Exception {
    try (Admin admin = admin()) {
      admin
          .createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
          .all()
          .get(20, TimeUnit.SECONDS);
    }
  }

  /// Gives a topic more partitions.
  public void grow(String topic, int partitions) throws Exception {
    try (Admin admin = admin()) {
      admin
          .createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
          .all()
          .get(20, TimeUnit.SECONDS);
    }
  }

  public void delete(String topic) throws Exception {
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(topic)).all().get(20, TimeUnit.SECONDS);
    }
  }

  /// Forgets the records before an offset, as a topic does whose time of keeping is over.
  public void expire(String topic, int partition, long before) throws Exception {
    try (Admin admin = admin()) {
      admin
          .deleteRecords(
              Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(before)))
          .all()
          .get(20, TimeUnit.SECONDS);
    }
  }

  /// Writes frames; all are there when it returns.
  public void produce(String topic, int partition, Collection<String> frames) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers(),
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                StringSerializer.class))) {
      for (String frame : frames) {
        var _ = producer.send(new ProducerRecord<>(topic, partition, null, frame));
      }
      producer.flush();
    }
  }

  private Admin admin() {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            10_000));
  }

  private Process java(String main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main));
    command.addAll(List.of(arguments));
    File log = folder.resolve("broker.log").toFile();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }
}
