package io.papertape.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.papertape.experiment.SuperiorAbility.Variant;
import io.papertape.performance.BlockLength;
import io.papertape.performance.Measure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Grids of moving-average strategies on real prices: every recorded value of each.
class GridOracleTest {
  private static final double RELATIVE = 1e-9;

  @TestFactory
  Stream<DynamicTest> everyRecordedValueOfEachGridIsReproduced() {
    return OverfittingFiles.names().stream()
        .filter(name -> name.endsWith("_grid.json"))
        .map(name -> name.substring(0, name.length() - ".json".length()))
        .flatMap(grid -> new Grid(grid).tests());
  }

  private static final class Grid {
    private final String name;
    private final Map<String, Object> recorded;
    private final TrialReturns returns;
    private final List<?> columns;

    Grid(String name) {
      this.name = name;
      this.recorded = OverfittingFiles.json(name + ".json");
      this.returns = OverfittingFiles.returns(name + "_returns_matrix.csv.gz");
      this.columns = (List<?>) map(recorded, "spa").get("columns");
    }

    Stream<DynamicTest> tests() {
      Stream<DynamicTest> splits =
          maps(recorded.get("pbo"))
              .map(pbo -> test("splits into " + pbo.get("S"), () -> checkSplits(pbo)));
      return Stream.concat(
          splits,
          Stream.of(
              test("Sharpe ratios", this::checkSharpes),
              test("block lengths", this::checkBlockLengths),
              test("superior ability", this::checkSuperiorAbility)));
    }

    private DynamicTest test(String what, org.junit.jupiter.api.function.Executable check) {
      return DynamicTest.dynamicTest(name + ": " + what, check);
    }

    void checkSharpes() {
      Map<String, Object> summary = map(recorded, "psr_dsr");
      Trials trials = Trials.of(returns.sharpes());
      near(returns.periods(), summary.get("T"));
      near(trials.count(), summary.get("N"));
      near(trials.deviation(), summary.get("std_of_trial_sharpes_ddof1"));
      near(Trials.expectedMaximum(trials.count()), summary.get("expected_max_N"));
      near(trials.luckySharpe(), summary.get("sr0"));
      assertThat(columns.get(returns.best())).isEqualTo(summary.get("best"));
      SharpeEstimate best = estimate(returns.best());
      near(best.ratio(), summary.get("best_sr"));
      near(best.probabilistic(0).get(), summary.get("best_psr0"));
      near(best.deflated(trials).get(), summary.get("best_dsr"));
      near(
          trials.minimumBacktestYears(best.ratio() * Math.sqrt(252)).get(),
          summary.get("minBTL_years"));
      List<String[]> rows = OverfittingFiles.rows(name + "_psr_dsr.csv");
      assertThat(rows).hasSize(returns.trials());
      for (int j = 0; j < rows.size(); j++) {
        checkRow(rows.get(j), j, trials);
      }
    }

    private void checkRow(String[] row, int trial, Trials trials) {
      assertThat(row[0]).isEqualTo(columns.get(trial));
      SharpeEstimate own = estimate(trial);
      double[] ours = {
        own.ratio(),
        own.ratio() * Math.sqrt(252),
        own.skew(),
        own.kurtosis(),
        own.probabilistic(0).get(),
        own.deflated(trials).get()
      };
      for (int i = 0; i < ours.length; i++) {
        near(ours[i], Double.valueOf(row[i + 1]));
      }
      Measure length = own.minimumTrackRecord(0, 0.95);
      assertThat(length.isPresent()).isEqualTo(!row[7].equals("nan"));
      length.value().ifPresent(value -> near(value, Double.valueOf(row[7])));
    }

    private SharpeEstimate estimate(int trial) {
      return SharpeEstimate.of(returns.column(trial)).orElseThrow();
    }

    void checkSplits(Map<String, Object> pbo) {
      int blocks = ((Double) pbo.get("S")).intValue();
      BacktestOverfitting found = new SymmetricSplits(returns, blocks).all();
      near(found.rowsUsed(), pbo.get("T_used"));
      near(found.trials(), pbo.get("N"));
      near(found.rowsDropped(), pbo.get("rows_dropped_at_start"));
      near(found.outcomes().size(), pbo.get("combinations"));
      checkSummary(found, pbo);
      near(found.degradationFit().get(), pbo.get("r2"));
      double n = found.outcomes().size();
      double adjusted = 1 - (1 - found.degradationFit().get()) * (n - 1) / (n - 2);
      near(adjusted, pbo.get("adj_r2"));
      double[] logits = Arrays.stream(found.logits()).sorted().toArray();
      near(Arrays.stream(logits).average().orElseThrow(), pbo.get("mean_logit"));
      near((logits[(int) n / 2 - 1] + logits[(int) n / 2]) / 2, pbo.get("median_logit"));
      near(Arrays.copyOf(logits, 5), pbo.get("logit_sorted_first5"));
      if (pbo.containsKey("pypbo")) {
        checkSummary(found, map(pbo, "pypbo"));
      }
      List<String[]> rows = OverfittingFiles.rows("%s_cscv_S%d.csv.gz".formatted(name, blocks));
      assertThat(found.outcomes()).hasSameSizeAs(rows);
      for (int k = 0; k < rows.size(); k++) {
        checkOutcome(found.outcomes().get(k), rows.get(k));
      }
    }

    private static void checkSummary(BacktestOverfitting found, Map<String, Object> wanted) {
      near(found.probability().get(), wanted.get("pbo"));
      near(found.lossProbability().get(), wanted.get("prob_oos_loss"));
      near(found.degradationSlope().get(), wanted.get("slope"));
      near(found.degradationIntercept().get(), wanted.get("intercept"));
    }

    private void checkOutcome(SplitOutcome ours, String[] row) {
      assertThat(String.join("-", ours.inSample().stream().map(String::valueOf).toList()))
          .isEqualTo(row[0]);
      assertThat(columns.get(ours.best())).isEqualTo(row[1]);
      near(ours.inSampleSharpe(), Double.valueOf(row[2]));
      near(ours.outOfSampleSharpe(), Double.valueOf(row[3]));
      assertThat(ours.rank()).isEqualTo(Double.parseDouble(row[4]));
      near(ours.relativeRank(), Double.valueOf(row[5]));
      near(ours.logit(), Double.valueOf(row[6]));
    }

    void checkBlockLengths() {
      int[] checked = new int[1];
      map(recorded, "optimal_block_length_first6")
          .forEach((column, wanted) -> checkLength(column, wanted, false, checked));
      map(recorded, "optimal_block_length_first6_squared")
          .forEach((column, wanted) -> checkLength(column, wanted, true, checked));
      assertThat(checked[0]).isEqualTo(12);
    }

    private void checkLength(String column, Object wanted, boolean squared, int[] checked) {
      double[] series = returns.column(columns.indexOf(column)).clone();
      for (int t = 0; squared && t < series.length; t++) {
        series[t] *= series[t];
      }
      BlockLength ours = BlockLength.of(series);
      near(ours.stationary(), ((Map<?, ?>) wanted).get("stationary"));
      near(ours.circular(), ((Map<?, ?>) wanted).get("circular"));
      checked[0]++;
    }

    void checkSuperiorAbility() {
      Map<String, Object> spa = map(recorded, "spa");
      double blockLength = (Double) spa.get("block_size");
      TrialReturns latest = returns.latest(((Double) spa.get("nobs")).intValue());
      String file = spa.get("indices_file").toString().split(" ", 2)[0];
      int[][] resamples = OverfittingFiles.resamples(file);
      near(resamples.length, spa.get("reps"));
      for (int j = 0; j < latest.trials(); j++) {
        double[] column = latest.column(j);
        near(
            LongRunVariance.of(column, blockLength),
            ((List<?>) spa.get("loss_diff_variance")).get(j));
        near(Arrays.stream(column).average().orElseThrow(), ((List<?>) spa.get("mean")).get(j));
      }
      SuperiorAbility plain = SuperiorAbility.of(latest, resamples, blockLength, Variant.PLAIN);
      near(plain.statistic(), spa.get("max_mean"));
      assertThat(columns.get(plain.best())).isEqualTo(spa.get("argmax"));
      Map<String, Object> arch = map(spa, "arch_pvalues");
      checkPValues(plain, arch.get("lower"), arch.get("consistent"));
      same(plain.upper(), arch.get("upper_equals_white_reality_check"));
      for (int c = 0; c < 3; c++) {
        near(plain.critical(0.05, c), at(spa, "arch_critical_values_5pct", c));
        near(plain.critical(0.10, c), at(spa, "critical_values_10pct", c));
      }
      List<Integer> superior =
          SuperiorAbility.superior(latest, resamples, blockLength, Variant.PLAIN, 0.10);
      assertThat(superior.stream().map(columns::get).toList())
          .isEqualTo(spa.get("stepm_superior_at_10pct"));
      SuperiorAbility hansen =
          SuperiorAbility.of(latest, resamples, blockLength, Variant.STUDENTISED);
      Map<String, Object> own = map(spa, "studentised_spa_own_formula");
      near(hansen.statistic(), own.get("T_spa"));
      checkPValues(hansen, map(own, "pvalues").get("lower"), map(own, "pvalues").get("consistent"));
      same(hansen.upper(), map(own, "pvalues").get("upper"));
    }

    private static void checkPValues(SuperiorAbility ours, Object lower, Object consistent) {
      same(ours.lower(), lower);
      same(ours.consistent(), consistent);
    }
  }

  private static Object at(Map<String, Object> map, String name, int index) {
    return ((List<?>) map.get(name)).get(index);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> from, String name) {
    return (Map<String, Object>) from.get(name);
  }

  @SuppressWarnings("unchecked")
  private static Stream<Map<String, Object>> maps(Object list) {
    return ((List<Map<String, Object>>) list).stream();
  }

  /// Simulated p-values agree exactly.
  private static void same(Measure ours, Object wanted) {
    assertThat(ours.get()).as(ours.name()).isEqualTo((Double) wanted);
  }

  private static void near(double[] ours, Object wanted) {
    for (int i = 0; i < ours.length; i++) {
      near(ours[i], ((List<?>) wanted).get(i));
    }
  }

  private static void near(double ours, Object wanted) {
    double value = (Double) wanted;
    assertThat(ours).isCloseTo(value, within(Math.max(1e-15, Math.abs(value) * RELATIVE)));
  }
}
