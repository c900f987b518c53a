package io.papertape.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.BarColumns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every column TA-Lib and the plain formulas gave for GOOG daily and EURUSD hourly.
class KnownColumnsTest {
  private static final List<String> DATASETS = List.of("GOOG_D", "EURUSD_H1");
  private static final double TOLERANCE = 1e-9;

  /// TA-Lib returns 0 for CORREL when an inner product is below 1e-8, as it is on prices near 1.
  private static final List<String> NOT_COVERED = List.of("EURUSD_H1/talib/CORREL_HL_20");

  /// TA-Lib takes mean(x²) − mean(x)², which leaves 1e-9 of rounding on prices near 1.
  private static final List<String> ROUNDED_BY_TALIB = List.of("EURUSD_H1/talib/STDDEV_20");

  private static final Map<Path, List<String[]>> ANSWERS = new HashMap<>();
  private static final Map<String, BarColumns> INPUTS = new HashMap<>();

  static Stream<Arguments> columns() {
    return DATASETS.stream()
        .flatMap(
            dataset ->
                KnownColumns.all().stream()
                    .filter(known -> !NOT_COVERED.contains(known.id(dataset)))
                    .map(known -> Arguments.of(dataset, known)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("columns")
  void equalsTheKnownAnswerOnEveryBar(String dataset, KnownColumns.Known known) {
    double[] expected = IndicatorOracle.column(answers(dataset, known.table()), known.column());
    Indicator indicator = known.indicator().get();
    BarColumns bars = INPUTS.computeIfAbsent(dataset, IndicatorOracle::input);

    double[] actual = IndicatorColumns.of(indicator, bars, known.output());

    assertThat(actual).hasSameSizeAs(expected);
    int first = indicator.warmUpBars(known.output()) - 1;
    double tolerance = ROUNDED_BY_TALIB.contains(known.id(dataset)) ? 1e-8 : TOLERANCE;
    double scale = scale(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(Double.isNaN(expected[i]))
          .as("known answer absent, bar %d", i)
          .isEqualTo(i < first);
      assertThat(Double.isNaN(actual[i])).as("value absent, bar %d", i).isEqualTo(i < first);
      if (i >= first) {
        assertThat(Math.abs(actual[i] - expected[i]))
            .as("bar %d: actual=%s, expected=%s, scale=%s", i, actual[i], expected[i], scale)
            .isLessThanOrEqualTo(tolerance * scale);
      }
    }
  }

  @Test
  void noColumnIsLeftOutButTheOnesNamed() {
    List<String> missing = new ArrayList<>();
    for (String dataset : DATASETS) {
      for (String table : List.of("talib", "extra")) {
        String[] header = answers(dataset, table).getFirst();
        Arrays.stream(header, 2, header.length)
            .filter(column -> KnownColumns.all().stream().noneMatch(k -> k.is(table, column)))
            .forEach(column -> missing.add(dataset + "/" + table + "/" + column));
      }
    }
    assertThat(missing).isEmpty();
    assertThat(NOT_COVERED).hasSize(1);
  }

  private static List<String[]> answers(String dataset, String table) {
    Path file =
        IndicatorOracle.folder().resolve("indicators/%s_%s.csv.gz".formatted(dataset, table));
    return ANSWERS.computeIfAbsent(file, IndicatorOracle::rows);
  }

  private static double scale(double[] values) {
    double max = Arrays.stream(values).filter(v -> !Double.isNaN(v)).map(Math::abs).max().orElse(0);
    return Math.max(max, Double.MIN_NORMAL);
  }
}
