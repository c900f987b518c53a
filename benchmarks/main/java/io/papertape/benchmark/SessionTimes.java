package io.papertape.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// P1: a paper session in a process of its own with a small heap, at a steady rate of frames. The
/// score is frames a second whose decisions were recorded; one that is missing fails the command.
final class SessionTimes {
  static final int INSTRUMENTS = 50;
  static final int PER_SECOND = 50_000;

  private static final int WARM_UP_SECONDS = 5;
  private static final int SECONDS = 60;
  private static final int QUICK_SECONDS = 20;

  /// The small heap, and what `./papertape serve` runs with.
  private static final List<String> FLAGS =
      List.of(
          "-Xmx512m",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED"); // as the service

  private static final Pattern SAID =
      Pattern.compile("STOPPED sent (\\d+) evaluated (\\d+) dropped \\{} .*");

  private SessionTimes() {}

  /// What is run; the process itself checks that nothing is dropped.
  static Facts facts() {
    return new Facts(
        "seeded best prices of 50 instruments as Binance's frames",
        "frame",
        (long) PER_SECOND * SECONDS,
        0,
        0,
        List.of(
            "%d s, with --quick %d s, at %d frames a second"
                .formatted(SECONDS, QUICK_SECONDS, PER_SECOND),
            "latency: from when a frame was due to when its decision's entry is durable",
            "through hand-over and intake; a snapshot after 1 s and then every 10 s at the"
                + " earliest",
            "latency, syncs and pauses after a warm-up of %d s".formatted(WARM_UP_SECONDS)));
  }

  /// Results in the form of JMH's, frames a second.
  static ArrayNode run(boolean isQuick) throws IOException {
    int seconds = isQuick ? QUICK_SECONDS : SECONDS;
    ArrayNode results = new ObjectMapper().createArrayNode();
    Path home = Files.createTempDirectory("papertape-p1");
    try {
      List<String> said = program(home, seconds);
      Matcher matcher = SAID.matcher(said.getFirst());
      if (!matcher.matches() || !matcher.group(1).equals(matcher.group(2))) {
        throw new IllegalStateException(
            "Session lost frames: said=%s. Look into its tape.".formatted(said));
      }
      said.forEach(line -> System.out.println("  " + line));
      ObjectNode result = results.addObject();
      result.put("benchmark", SessionTimes.class.getName() + ".session");
      result.put("mode", "process");
      FLAGS.forEach(result.putArray("jvmArgs")::add);
      ObjectNode metric = result.putObject("primaryMetric");
      double rate = Double.parseDouble(matcher.group(2)) / seconds;
      metric.putArray("rawData").addArray().add(rate);
      metric.put("score", rate);
      metric.put("scoreUnit", "frames/s");
      said.forEach(result.putArray("said")::add);
      return results;
    } finally {
      ProcessTimes.delete(home);
    }
  }

  private static List<String> program(Path home, int seconds) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    Path pauses = home.resolve("pauses");
    command.add("-Xlog:gc:file=%s:uptime".formatted(pauses));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            SessionProgram.class.getName(),
            home.toString(),
            Integer.toString(INSTRUMENTS),
            Integer.toString(PER_SECOND),
            Integer.toString(seconds),
            Integer.toString(WARM_UP_SECONDS)));
    Path log = home.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      int code = process.waitFor();
      String said = Files.readString(log).strip();
      if (code != 0) {
        throw new IllegalStateException(
            "Process failed: exit code=%d. It said: %s".formatted(code, said));
      }
      List<String> lines = new ArrayList<>(said.lines().toList());
      lines.add(CollectorPauses.of(Files.readAllLines(pauses), WARM_UP_SECONDS).toString());
      return lines;
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a process ran.", e);
    }
  }
}
