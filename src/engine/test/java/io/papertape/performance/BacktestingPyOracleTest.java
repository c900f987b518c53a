package io.papertape.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.papertape.market.FixedPoint;
import io.papertape.performance.BacktestingPyRow.Figure;
import io.papertape.performance.BacktestingPyRow.Moment;
import io.papertape.performance.BacktestingPyRow.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every statistic of every recorded run of backtesting.py, from its trades, equity and bars.
class BacktestingPyOracleTest {
  private static final double RELATIVE = 1e-9;
  private static final long SECOND = 1_000_000_000L;

  @TestFactory
  Stream<DynamicTest> everyStatisticOfEveryRunIsReproduced() throws IOException {
    Map<String, List<String[]>> bars = new HashMap<>();
    return runs().stream()
        .map(run -> DynamicTest.dynamicTest(run.getFileName().toString(), () -> check(run, bars)));
  }

  @Test
  void thereAreRuns() throws IOException {
    assertThat(runs()).hasSizeGreaterThanOrEqualTo(75);
  }

  private static List<Path> runs() throws IOException {
    try (Stream<Path> found = Files.list(Oracles.folder().resolve("engines/backtestingpy"))) {
      return found.filter(Files::isDirectory).sorted().toList();
    }
  }

  @SuppressWarnings("unchecked")
  private static void check(Path run, Map<String, List<String[]>> bars) throws IOException {
    var recorded = (Map<String, Object>) Oracles.json(run.resolve("run.json"));
    String dataset = ((Map<String, String>) recorded.get("dataset")).get("name");
    if (!bars.containsKey(dataset)) {
      Path file = Oracles.folder().resolve("inputs/" + dataset + ".csv.gz");
      bars.put(dataset, Oracles.rows(file));
    }
    var rows = BacktestingPyStatistics.of(input(run, recorded, bars.get(dataset)));
    var expected = (Map<String, Object>) recorded.get("stats");

    SoftAssertions soft = new SoftAssertions();
    soft.assertThat(rows.stream().map(BacktestingPyRow::name))
        .containsExactlyInAnyOrderElementsOf(expected.keySet());
    for (BacktestingPyRow row : rows) {
      compare(soft, row, expected.getOrDefault(row.name(), "no such row"));
    }
    soft.assertAll();
  }

  private static void compare(SoftAssertions soft, BacktestingPyRow row, Object expected) {
    switch (row) {
      case Moment(var name, var nanos) ->
          soft.assertThat(nanos).as(name).isEqualTo(nanos(expected.toString()));
      case Span span when expected.equals("nan") ->
          soft.assertThat(span.nanos()).as(span.name()).isEmpty();
      case Span span -> soft.assertThat(span.text()).as(span.name()).isEqualTo(expected);
      case Figure(var measure) when expected.equals("nan") ->
          soft.assertThat(measure.reason()).as(measure.name()).isPresent();
      case Figure(var measure) -> {
        double wanted = (Double) expected;
        soft.assertThat(measure.value().orElse(Double.NaN))
            .as(measure.name())
            .isCloseTo(wanted, within(Math.abs(wanted) * RELATIVE));
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static BacktestingPyInput input(
      Path run, Map<String, Object> recorded, List<String[]> bars) throws IOException {
    var parameters = (Map<String, Object>) recorded.get("params");
    return new BacktestingPyInput(
        bars.stream().mapToLong(row -> nanos(row[0])).toArray(),
        Oracles.column(bars, 4),
        Oracles.column(Oracles.rows(run.resolve("equity.csv.gz")), 1),
        firstIndicatorBar((String) recorded.get("strategy"), parameters),
        roundTrips(run));
  }

  /// The bar on which the last indicator of the recorded strategy has its first value.
  private static int firstIndicatorBar(String strategy, Map<String, Object> parameters) {
    return switch (strategy) {
      case "BuyHold" -> 0;
      case "Rsi", "StopEntry" -> number(parameters, "n");
      case "Boll", "LimitEntry" -> number(parameters, "n") - 1;
      case "SmaLong", "SmaLS", "Bracket", "TrailStop", "Partial" -> number(parameters, "slow") - 1;
      default -> throw new IllegalArgumentException("Unknown strategy: name=" + strategy);
    };
  }

  private static int number(Map<String, Object> parameters, String key) {
    return ((Double) parameters.get(key)).intValue();
  }

  private static List<RoundTrip> roundTrips(Path run) throws IOException {
    List<RoundTrip> trips = new ArrayList<>();
    for (String[] row : Oracles.rows(run.resolve("trades.csv"))) {
      double size = Double.parseDouble(row[0]);
      trips.add(
          new RoundTrip(
              "X",
              size > 0 ? RoundTrip.Direction.LONG : RoundTrip.Direction.SHORT,
              FixedPoint.of(Math.abs(size)),
              nanos(row[3]),
              nanos(row[4]),
              Integer.parseInt(row[1]),
              Integer.parseInt(row[2]),
              FixedPoint.of(Double.parseDouble(row[5])),
              FixedPoint.of(Double.parseDouble(row[6])),
              FixedPoint.of(Double.parseDouble(row[9])),
              FixedPoint.of(Double.parseDouble(row[10])),
              Double.parseDouble(row[11]),
              0,
              0));
    }
    return trips;
  }

  private static long nanos(String text) {
    String full = text.length() == 10 ? text + "T00:00:00" : text.replace(' ', 'T');
    return LocalDateTime.parse(full).toEpochSecond(ZoneOffset.UTC) * SECOND;
  }
}
