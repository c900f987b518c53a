package io.papertape.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Runs the programs of a workload with JMH and reads what it wrote.
final class Measuring {
  private static final String BYTES = "gc.alloc.rate.norm";
  private static final int QUICK_WARM_UPS = 2;
  private static final int QUICK_ITERATIONS = 3;

  private Measuring() {}

  /// @param isQuick one fork and short iterations: for development, not for results
  static ArrayNode run(Workload workload, boolean isQuick) throws IOException, RunnerException {
    if (workload.benchmark() == ProcessTimes.class) {
      return ProcessTimes.run(isQuick);
    }
    if (workload.benchmark() == SessionTimes.class) {
      return SessionTimes.run(isQuick);
    }
    if (workload.benchmark() == SoakTimes.class) {
      return SoakTimes.run(isQuick);
    }
    Path json = Files.createTempFile("papertape-bench", ".json");
    try {
      ChainedOptionsBuilder options =
          new OptionsBuilder()
              .addProfiler(GCProfiler.class)
              .shouldFailOnError(true)
              .resultFormat(ResultFormatType.JSON)
              .result(json.toString());
      for (Program program : workload.programs()) {
        String owner = owner(workload, program).getName();
        options.include("^" + Pattern.quote(owner + "." + program.method()) + "$");
      }
      if (isQuick) {
        options
            .forks(1)
            .warmupIterations(QUICK_WARM_UPS)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(QUICK_ITERATIONS)
            .measurementTime(TimeValue.seconds(1));
      }
      new Runner(options.build()).run();
      ArrayNode results = (ArrayNode) new ObjectMapper().readTree(json.toFile());
      // The path of a JVM says nothing about a result and names folders of one machine.
      for (JsonNode result : results) {
        ((ObjectNode) result).remove("jvm");
        removePaths((ArrayNode) result.get("jvmArgs"));
      }
      return results;
    } finally {
      Files.deleteIfExists(json);
    }
  }

  /// W5 is compared with ta4j on plain W1.
  private static Class<?> owner(Workload workload, Program program) {
    boolean isOwn =
        Arrays.stream(workload.benchmark().getDeclaredMethods())
            .anyMatch(method -> method.getName().equals(program.method()));
    return isOwn ? workload.benchmark() : CrossBenchmark.class;
  }

  private static void removePaths(ArrayNode arguments) {
    for (int i = arguments.size() - 1; i >= 0; i--) {
      if (arguments.get(i).textValue().startsWith("-Dpapertape.")) {
        arguments.remove(i);
      }
    }
  }

  static SequencedMap<String, Score> scores(ArrayNode results) {
    SequencedMap<String, Score> scores = new LinkedHashMap<>();
    for (JsonNode result : results) {
      String name = result.get("benchmark").textValue();
      String method = name.substring(name.lastIndexOf('.') + 1);
      JsonNode metric = result.get("primaryMetric");
      double best = 0;
      for (JsonNode fork : metric.get("rawData")) {
        for (JsonNode iteration : fork) {
          best = Math.max(best, iteration.asDouble());
        }
      }
      JsonNode bytes = result.path("secondaryMetrics").path(BYTES).path("score");
      scores.put(
          method,
          new Score(
              method,
              best,
              metric.get("score").asDouble(),
              metric.path("scoreError").asDouble(Double.NaN),
              bytes.asDouble(Double.NaN),
              result.path("peakBytes").asDouble(Double.NaN)));
    }
    return scores;
  }
}
