package io.papertape.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.benchmark.soak.Growth;
import io.papertape.benchmark.soak.Sample;
import io.papertape.benchmark.soak.SoakProgram;
import io.papertape.benchmark.soak.ThreadNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// P2: a paper session in a process of its own, over thirty days of its venue's time. What the
/// process holds at the end of each day is printed; if it grows from the tenth day on, or the tape
/// does not give the journal, the command fails.
final class SoakTimes {
  static final int DAYS = 30;
  private static final int QUICK_DAYS = 3;

  /// All of the heap is there from the start: what else grows shows in resident memory.
  private static final List<String> FLAGS =
      List.of(
          "-Xms128m",
          "-Xmx128m",
          "-XX:+AlwaysPreTouch",
          "-XX:+UseSerialGC",
          "-XX:SoftRefLRUPolicyMSPerMB=0",
          "--enable-native-access=ALL-UNNAMED");

  private SoakTimes() {}

  /// What a soak said.
  ///
  /// @param threads its lines of them, by name
  /// @param end     its last line
  record Outcome(List<Sample> samples, List<String> threads, String end) {
    Outcome {
      samples = List.copyOf(samples);
      threads = List.copyOf(threads);
    }

    static Outcome read(List<String> lines) {
      List<Sample> samples = lines.stream().map(Sample::read).flatMap(Optional::stream).toList();
      List<String> threads = lines.stream().filter(ThreadNames::isIn).toList();
      return new Outcome(samples, threads, lines.isEmpty() ? "" : lines.getLast());
    }

    /// What is wrong; empty if nothing is.
    List<String> faults() {
      List<String> faults = new ArrayList<>();
      if (!end.startsWith("STOPPED IDENTICAL ")) {
        faults.add("Session did not end well: " + end);
      }
      Growth.of(samples).stream()
          .filter(one -> !one.isWithin())
          .forEach(one -> faults.add("It grows by " + one));
      return faults;
    }

    /// A line a day, and how fast each thing grows.
    String table() {
      StringBuilder text =
          new StringBuilder("  day   heap KB   resident KB   threads   descriptors      frames\n");
      for (Sample one : samples) {
        text.append(
            String.format(
                Locale.ROOT,
                "  %3d%,10d%,14d%10d%14d%,12d%n",
                one.day(),
                one.heapBytes() / 1_000,
                one.residentBytes() / 1_000,
                one.threads(),
                one.descriptors(),
                one.frames()));
      }
      Growth.of(samples).forEach(one -> text.append("  from day ").append(line(one)));
      threads.forEach(line -> text.append("  ").append(line).append('\n'));
      return text.append("  ").append(end).append('\n').toString();
    }

    private static String line(Growth growth) {
      return Double.isNaN(growth.perDay())
          ? Growth.FIRST_DAY + " on: not reached\n"
          : Growth.FIRST_DAY + " on, " + growth + "\n";
    }
  }

  static Facts facts() {
    return new Facts(
        "a made venue that speaks Binance's protocol on loopback sockets",
        "frame",
        90_000L * DAYS,
        0,
        0,
        List.of(
            "%d feed-days, with --quick %d, of which none is judged".formatted(DAYS, QUICK_DAYS),
            "each day: cut, reset, half-open, closed, refused and renewed connections, lost and"
                + " repeated frames, crossed quotes, a refused request, a pause"));
  }

  /// Results in the form of JMH's, frames a second.
  static ArrayNode run(boolean isQuick) throws IOException {
    int days = isQuick ? QUICK_DAYS : DAYS;
    long start = System.nanoTime();
    Outcome outcome = soak(days);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.print(outcome.table());
    if (!outcome.faults().isEmpty()) {
      throw new IllegalStateException(String.join("; ", outcome.faults()));
    }
    ArrayNode results = new ObjectMapper().createArrayNode();
    ObjectNode result = results.addObject();
    result.put("benchmark", SoakTimes.class.getName() + ".soak");
    result.put("mode", "process");
    FLAGS.forEach(result.putArray("jvmArgs")::add);
    ObjectNode metric = result.putObject("primaryMetric");
    double rate = outcome.samples().getLast().frames() / seconds;
    metric.putArray("rawData").addArray().add(rate);
    metric.put("score", rate);
    metric.put("scoreUnit", "frames/s");
    ArrayNode growth = result.putArray("growth");
    Growth.of(outcome.samples()).forEach(one -> growth.add(one.toString()));
    ArrayNode samples = result.putArray("samples");
    for (Sample one : outcome.samples()) {
      samples
          .addObject()
          .put("day", one.day())
          .put("heapBytes", one.heapBytes())
          .put("residentBytes", one.residentBytes())
          .put("threads", one.threads())
          .put("descriptors", one.descriptors())
          .put("frames", one.frames());
    }
    result.put("said", outcome.end());
    return results;
  }

  /// Runs the process.
  static Outcome soak(int days) throws IOException {
    Path home = Files.createTempDirectory("papertape-p2");
    try {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(FLAGS);
      command.addAll(
          List.of(
              "-cp",
              System.getProperty("java.class.path"),
              SoakProgram.class.getName(),
              home.toString(),
              Integer.toString(days)));
      Path log = home.resolve("log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      int code = process.waitFor();
      try (Stream<String> lines = Files.lines(log)) {
        List<String> said = lines.toList();
        if (code != 0) {
          throw new IllegalStateException(
              "Process failed: exit code=%d. It said: %s".formatted(code, said));
        }
        return Outcome.read(said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a process ran.", e);
    } finally {
      ProcessTimes.delete(home);
    }
  }
}
