package io.papertape.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// W6: times whole processes from outside, JVM start and all, and asks the kernel for their peak
/// memory (Linux only; elsewhere none is stated).
final class ProcessTimes implements AutoCloseable {
  private static final int QUICK_RUNS = 2;
  private static final int RUNS = 7;
  private static final String STRATEGY =
      """
      name: w6
      description: W1 as a strategy without Java.
      data: {set: w6, symbols: [W1], resolution: 1m}
      schedule: every bar
      features:
        fast: sma(10)
        slow: sma(30)
      rules:
        kind: threshold
        enter_long:
          up: crosses_above(fast, slow)
        exit_long:
          down: crosses_below(fast, slow)
        size: {units: 10}
      execution:
        preset: backtrader
        cash: 1000000
        fees: {bps: 2}
      """;

  private final Path folder;
  private final Path csv;
  private final String launcher;
  private final ShortJava java;
  private final String expected;
  private long peak;

  private ProcessTimes() throws IOException {
    folder = Files.createTempDirectory("papertape-w6");
    csv = folder.resolve("W1.csv");
    launcher = Path.of(System.getProperty("papertape.root", "."), "papertape").toString();
    java = new ShortJava(folder);
    BarColumns bars = MinuteBars.first(MinuteBars.MILLION).bars();
    expected = new CrossLoop(bars, CrossRule.DENSE).run().toString();
    write(bars);
    Path strategy = Files.createDirectory(folder.resolve("w6"));
    Files.writeString(strategy.resolve("strategy.yaml"), STRATEGY);
  }

  private void write(BarColumns bars) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(csv)) {
      out.write("time,open,high,low,close,volume\n");
      for (int i = 0; i < bars.size(); i++) {
        out.write(Long.toString(bars.openTimeNanos()[i] / 1_000_000));
        for (long[] column : List.of(bars.open(), bars.high(), bars.low(), bars.close())) {
          out.write(",");
          out.write(FixedPoint.format(column[i]));
        }
        out.write("," + bars.volume()[i] + "\n");
      }
    }
  }

  /// Results in the form of JMH's, bars a second.
  static ArrayNode run(boolean isQuick) throws IOException {
    int runs = isQuick ? QUICK_RUNS : RUNS;
    ArrayNode results = new ObjectMapper().createArrayNode();
    try (ProcessTimes times = new ProcessTimes()) {
      times.wait(List.of(), times.launcher, "--version");
      times.importCsv();
      times.backtest(List.of());
      times.check();
      times.wait(List.of(), times.java.training(StoreProgram.class, times.home(), times.csv()));
      results.add(times.measured("papertapeFromCsv", runs, () -> times.program(true, times.csv())));
      results.add(times.measured("papertapeFromStore", runs, () -> times.program(true)));
      results.add(
          times.measured(
              "papertapeFromCsvWithoutCache", runs, () -> times.program(false, times.csv())));
      results.add(
          times.measured("papertapeFromStoreWithoutCache", runs, () -> times.program(false)));
      results.add(times.measured("ta4jFromCsv", runs, times::ta4j));
      results.add(
          times.measured(
              "commandsFromCsv",
              runs,
              () -> {
                times.importCsv();
                times.backtest(List.of());
              }));
      results.add(times.measured("commandFromStore", runs, () -> times.backtest(List.of())));
      results.add(
          times.measured(
              "commandFromStoreWithoutCache",
              runs,
              () -> times.backtest(List.of("JDK_JAVA_OPTIONS", "-XX:AOTMode=off"))));
    }
    return results;
  }

  /// The run must have the fills that the loop has; the rules of a folder may decide an exact tie
  /// of the means one bar later, so each tie may move two.
  private void check() throws IOException {
    CrossLoop loop = new CrossLoop(MinuteBars.first(MinuteBars.MILLION).bars(), CrossRule.DENSE);
    int expected = loop.run().fills();
    try (Stream<Path> files = Files.walk(folder.resolve("home").resolve("runs"))) {
      for (Path file : files.filter(one -> one.endsWith("result.json")).toList()) {
        int fills = new ObjectMapper().readTree(file.toFile()).path("fills").asInt(-1);
        if (Math.abs(fills - expected) > 2 * loop.ties()) {
          throw new IllegalStateException(
              "Benchmark compares different work: backtest fills=%d, the loop fills=%d."
                  .formatted(fills, expected));
        }
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private ObjectNode measured(String name, int runs, Work work) throws IOException {
    ObjectNode result = new ObjectMapper().createObjectNode();
    result.put("benchmark", ProcessTimes.class.getName() + "." + name);
    result.put("mode", "process");
    ObjectNode metric = result.putObject("primaryMetric");
    ArrayNode raw = metric.putArray("rawData").addArray();
    peak = 0;
    double sum = 0;
    for (int i = 0; i < runs; i++) {
      // The run that was made before would be compared instead of made.
      delete(folder.resolve("home").resolve("runs"));
      long start = System.nanoTime();
      work.run();
      double rate = MinuteBars.MILLION / ((System.nanoTime() - start) / 1e9);
      raw.add(rate);
      sum += rate;
    }
    metric.put("score", sum / runs);
    metric.put("scoreUnit", "bars/s");
    if (peak > 0) {
      result.put("peakBytes", peak);
    }
    return result;
  }

  private String home() {
    return folder.resolve("home").toString();
  }

  private String csv() {
    return csv.toString();
  }

  /// What the plain program does, with Papertape: from the file if it is given, else from the
  /// store.
  private void program(boolean isCached, String... file) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(home()));
    arguments.addAll(List.of(file));
    wait(List.of(), java.command(isCached, StoreProgram.class, arguments.toArray(String[]::new)));
    String said = Files.readString(folder.resolve("log"));
    if (!said.contains(expected)) {
      throw new IllegalStateException(
          "Benchmark compares different work: the program says %s, the loop %s."
              .formatted(said, expected));
    }
  }

  private void importCsv() throws IOException {
    wait(
        List.of(),
        launcher,
        "data",
        "import",
        csv(),
        "--name",
        "w6",
        "--like",
        "crypto",
        "--replace");
  }

  private void backtest(List<String> variable) throws IOException {
    wait(variable, launcher, "backtest", folder.resolve("w6").toString());
  }

  private void ta4j() throws IOException {
    wait(
        List.of(),
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseParallelGC",
        "-cp",
        System.getProperty("java.class.path"),
        Ta4jProgram.class.getName(),
        csv.toString());
  }

  private void wait(List<String> variable, List<String> command) throws IOException {
    wait(variable, command.toArray(String[]::new));
  }

  /// Runs a process to its end and notes its peak memory.
  private void wait(List<String> variable, String... command) throws IOException {
    File log = folder.resolve("log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
    builder.environment().put("PAPERTAPE_HOME", home());
    if (!variable.isEmpty()) {
      builder.environment().put(variable.getFirst(), variable.getLast());
    }
    Process process = builder.start();
    try {
      while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, peakOf(process.pid()));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a process ran.", e);
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          "Process failed: command=%s, exit code=%d. It said: %s"
              .formatted(
                  Arrays.toString(command), process.exitValue(), Files.readString(log.toPath())));
    }
  }

  static long peakOf(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  static void delete(Path root) throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path one : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(one);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    delete(folder);
  }
}
