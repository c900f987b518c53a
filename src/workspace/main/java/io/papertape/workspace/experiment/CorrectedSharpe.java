package io.papertape.workspace.experiment;

import io.papertape.experiment.Correction;
import io.papertape.experiment.HaircutSharpe;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What a correction for the number of trials leaves of the highest Sharpe ratio.
///
/// @param sharpe      per year
/// @param significant trials with a corrected p-value of at most 5 % and a ratio above 0
public record CorrectedSharpe(Correction correction, double sharpe, int significant) {
  /// Two-sided: half of it on the side of gains.
  private static final double LEVEL_RATIO = 1.959963984540054;

  /// As written in files: `benjamini-yekutieli`.
  public String word() {
    return correction.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @param sharpes per period
  static List<CorrectedSharpe> of(double[] sharpes, int best, int periods, double periodsPerYear) {
    double threshold = LEVEL_RATIO / Math.sqrt(periods);
    return Stream.of(Correction.BONFERRONI, Correction.HOLM, Correction.BENJAMINI_YEKUTIELI)
        .map(
            correction -> {
              double[] left = HaircutSharpe.of(sharpes, periods, correction);
              int significant = 0;
              for (double one : left) {
                significant += one >= threshold ? 1 : 0;
              }
              return new CorrectedSharpe(
                  correction, left[best] * Math.sqrt(periodsPerYear), significant);
            })
        .toList();
  }
}
