package io.papertape.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.papertape.performance.Sample;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The known answers that are neither published examples nor grids, and the list of all files.
class OverfittingOracleTest {
  /// Files and the tests that read them: of this package, and `BootstrapOracleTest`.
  private static final List<String> READ =
      List.of(
          "published_examples\\.json",
          "r_pbo_vignette\\.json",
          "r_pbo_vignette_matrix_f64le_colmajor_2400x100\\.bin\\.gz",
          "multiple_testing\\.json",
          "optimal_block_length\\.json",
          "stationary_bootstrap_mechanics\\.json",
          ".*_grid\\.json",
          ".*_grid_returns_matrix\\.csv\\.gz",
          ".*_grid_psr_dsr\\.csv",
          ".*_grid_cscv_S\\d+\\.csv\\.gz",
          ".*_grid_bootstrap_indices_u16le_\\d+x\\d+\\.bin\\.gz");

  @Test
  void everyFileOfTheFolderIsRead() {
    assertThat(OverfittingFiles.names())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(READ).anyMatch(name::matches));
  }

  @Test
  @SuppressWarnings("unchecked")
  void theVignetteOfTheRPackageIsReproduced() {
    TrialReturns excess =
        OverfittingFiles.columns(
            "r_pbo_vignette_matrix_f64le_colmajor_2400x100.bin.gz", 2_400, 100, 0.03 / 252);
    BacktestOverfitting found = new SymmetricSplits(excess, 8).all();
    Map<String, Object> file = OverfittingFiles.json("r_pbo_vignette.json");
    var published = (Map<String, Double>) file.get("published");
    var recomputed = (Map<String, Double>) file.get("recomputed");
    near(found.probability().get(), published.get("p_bo"));
    near(found.lossProbability().get(), published.get("p_loss"));
    near(found.probability().get(), recomputed.get("pbo"));
    near(found.lossProbability().get(), recomputed.get("p_loss"));
    near(found.degradationSlope().get(), recomputed.get("slope_of_lm_OOS_on_IS"));
    near(found.degradationIntercept().get(), recomputed.get("intercept_of_lm_OOS_on_IS"));
    double n = found.outcomes().size();
    double adjusted = 1 - (1 - found.degradationFit().get()) * (n - 1) / (n - 2);
    near(adjusted, recomputed.get("adj_r2"));
    assertThat(adjusted).isCloseTo(published.get("ar2"), within(0.005));
    // R's package regresses the other way round and prints the intercept as the slope.
    double[] in = found.inSample();
    double[] out = found.outOfSample();
    double slope = Sample.covariance(in, out) / Sample.variance(out, 1);
    double intercept = Sample.mean(in) - slope * Sample.mean(out);
    near(slope, recomputed.get("slope_of_lm_IS_on_OOS"));
    near(intercept, recomputed.get("intercept_of_lm_IS_on_OOS"));
    assertThat(intercept).isCloseTo(published.get("slope"), within(5e-8));
  }

  @Test
  @SuppressWarnings("unchecked")
  void adjustedPValuesAreThoseOfStatsmodels() {
    Map<String, Object> file = OverfittingFiles.json("multiple_testing.json");
    double[] p = OverfittingFiles.numbers(file.get("pvalues"));
    var adjusted = (Map<String, Object>) file.get("adjusted");
    var rejected = (Map<String, Object>) file.get("rejected_at_5pct");
    assertThat(adjusted).hasSameSizeAs(Correction.values());
    adjusted.forEach(
        (name, wanted) -> {
          double[] ours = correction(name).adjust(p);
          double[] theirs = OverfittingFiles.numbers(wanted);
          for (int i = 0; i < p.length; i++) {
            near(ours[i], theirs[i]);
          }
        });
    rejected.forEach(
        (name, wanted) -> {
          double[] ours = correction(name).adjust(p);
          for (int i = 0; i < p.length; i++) {
            assertThat(ours[i] <= 0.05 ? 1 : 0)
                .isEqualTo(((Double) ((List<?>) wanted).get(i)).intValue());
          }
        });
  }

  private static Correction correction(String statsmodels) {
    return switch (statsmodels) {
      case "simes-hochberg" -> Correction.HOCHBERG;
      case "fdr_bh" -> Correction.BENJAMINI_HOCHBERG;
      case "fdr_by" -> Correction.BENJAMINI_YEKUTIELI;
      default -> Correction.valueOf(statsmodels.replace('-', '_').toUpperCase(Locale.ROOT));
    };
  }

  private static void near(double ours, double wanted) {
    assertThat(ours).isCloseTo(wanted, within(Math.max(1e-15, Math.abs(wanted) * 1e-9)));
  }
}
