package io.papertape.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.papertape.performance.EmpyricalMetrics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Worked examples of the papers and of other tools' tests.
class PublishedExamplesTest {
  @TestFactory
  @SuppressWarnings("unchecked")
  Stream<DynamicTest> everyPublishedExampleIsReproduced() {
    Map<String, Object> file = OverfittingFiles.json("published_examples.json");
    double[] fifty = OverfittingFiles.numbers(file.get("returns_50"));
    return ((List<Map<String, Object>>) file.get("cases"))
        .stream()
            .map(
                c -> DynamicTest.dynamicTest(c.get("statistic").toString(), () -> check(c, fifty)));
  }

  @SuppressWarnings("unchecked")
  private static void check(Map<String, Object> example, double[] fifty) {
    var inputs = (Map<String, Object>) example.get("inputs");
    String statistic = example.get("statistic").toString();
    double ours = value(statistic, new Inputs(inputs, fifty));
    double recomputed = (Double) example.get("recomputed");
    assertThat(ours).isCloseTo(recomputed, within(1e-9 * Math.abs(recomputed)));
    double printed = (Double) example.get("tolerance_of_published");
    assertThat(ours).isCloseTo((Double) example.get("published"), within(printed));
  }

  private static double value(String statistic, Inputs in) {
    return switch (statistic) {
      case "PSR" -> in.estimate().probabilistic(in.get("benchmark")).get();
      case "SR standard error" -> in.estimate().standardError();
      case "DSR" -> in.estimate().deflated(new Trials((int) in.get("N"), in.get("sr_std"))).get();
      case "DSR (mlfinlab)" -> in.estimate().deflated(Trials.of(in.numbers("trial_srs"), 0)).get();
      case "DSR benchmark SR0 (daily)" ->
          new Trials((int) in.get("N"), in.get("sr_std")).luckySharpe();
      case "expected max of N std normals" -> Trials.expectedMaximum((int) in.get("N"));
      case "minBTL (years)" ->
          new Trials((int) in.get("N"), 1).minimumBacktestYears(in.get("sr_is")).get();
      case "minTRL (observations)" -> in.trackRecord();
      case "minTRL (years, monthly data)", "minTRL (years, monthly 12)" -> in.trackRecord() / 12;
      case "minTRL (years, weekly 52)" -> in.trackRecord() / 52;
      case "minTRL (years, daily 250)" -> in.trackRecord() / 250;
      case "Sharpe (per period)" -> in.estimate().ratio();
      case "Sharpe" -> {
        double bench = in.get("bench");
        double[] excess = Arrays.stream(in.numbers("returns")).map(r -> r - bench).toArray();
        yield SharpeEstimate.of(excess).orElseThrow().ratio();
      }
      case "Sortino" ->
          new EmpyricalMetrics(in.numbers("returns"), 1).sortinoRatio(in.get("target")).get();
      case "Omega" ->
          new EmpyricalMetrics(in.numbers("returns"), 1).omegaRatio(in.get("target")).get();
      default -> throw new IllegalArgumentException("No such statistic: " + statistic);
    };
  }

  private record Inputs(Map<String, Object> values, double[] fifty) {
    double get(String name) {
      return (Double) values.get(name);
    }

    double[] numbers(String name) {
      return OverfittingFiles.numbers(values.get(name));
    }

    SharpeEstimate estimate() {
      if (values.containsKey("returns")) {
        assertThat(values.get("returns").toString()).contains("returns_50");
        return SharpeEstimate.of(fifty).orElseThrow();
      }
      // The minimum track record does not depend on the number of returns.
      Object n = values.getOrDefault("T", values.getOrDefault("n", 2.0));
      return new SharpeEstimate(get("sr"), ((Double) n).intValue(), get("skew"), get("kurt"));
    }

    double trackRecord() {
      return estimate().minimumTrackRecord(get("benchmark"), get("prob")).get();
    }
  }
}
