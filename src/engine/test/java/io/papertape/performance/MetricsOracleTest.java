package io.papertape.performance;

import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every recorded value of empyrical and quantstats, to 1e-9 relative.
class MetricsOracleTest {
  private static final double RELATIVE = 1e-9;

  @TestFactory
  Stream<DynamicTest> everyRecordedValueIsReproduced() throws IOException {
    try (Stream<Path> found = Files.list(Oracles.folder().resolve("metrics"))) {
      List<Path> files = found.filter(p -> p.toString().endsWith(".json")).sorted().toList();
      return files.stream().map(f -> DynamicTest.dynamicTest(f.toString(), () -> check(f)));
    }
  }

  @SuppressWarnings("unchecked")
  private static void check(Path file) throws IOException {
    var recorded = (Map<String, Object>) Oracles.json(file);
    String series = recorded.get("series") + ".csv.gz";
    List<String[]> rows = Oracles.rows(file.resolveSibling("series").resolve(series));
    OracleMetrics ours = new OracleMetrics(rows, (Double) recorded.get("annualization"));
    SoftAssertions soft = new SoftAssertions();
    for (Object entry : (List<Object>) recorded.get("metrics")) {
      var metric = (Map<String, Object>) entry;
      String name = metric.get("metric").toString();
      String label = name + " " + metric.get("args");
      compare(soft, label, ours.value(name, metric.get("args").toString()), metric.get("value"));
    }
    soft.assertAll();
  }

  private static void compare(SoftAssertions soft, String label, Object ours, Object expected) {
    switch (expected) {
      case Double wanted ->
          soft.assertThat((Double) ours)
              .as(label)
              .isCloseTo(wanted, within(Math.abs(wanted) * RELATIVE));
      case List<?> wanted -> {
        List<?> found = (List<?>) ours;
        soft.assertThat(found).as(label).hasSameSizeAs(wanted);
        for (int i = 0; i < Math.min(found.size(), wanted.size()); i++) {
          compare(soft, label + "[" + i + "]", found.get(i), wanted.get(i));
        }
      }
      case Map<?, ?> wanted ->
          wanted.forEach((k, v) -> compare(soft, label + k, ((Map<?, ?>) ours).get(k), v));
      default -> soft.assertThat(ours).as(label).isEqualTo(expected);
    }
  }
}
