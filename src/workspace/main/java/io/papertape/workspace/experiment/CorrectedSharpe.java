package io.papertape.workspace.experiment;

import io.papertape.experiment.Correction;
import io.papertape.experiment.HaircutSharpe;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What a correction for the number of trials leaves of the highest Sharpe ratio.
///
/// @param sharpe      per year
/// @param significant trials at hand with a corrected p-value of at most 5 % and a ratio above 0
public record CorrectedSharpe(Correction correction, double sharpe, int significant) {
  /// Two-sided: half of it on the side of gains.
  private static final double LEVEL_RATIO = 1.959963984540054;

  /// As written in files: `benjamini-yekutieli`.
  public String word() {
    return correction.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @param sharpes per period, of the trials at hand
  /// @param others  of all others ever made, taken as if they had as many periods
  static List<CorrectedSharpe> of(
      double[] sharpes, double[] others, int best, int periods, double periodsPerYear) {
    double[] all = Arrays.copyOf(sharpes, sharpes.length + others.length);
    System.arraycopy(others, 0, all, sharpes.length, others.length);
    double threshold = LEVEL_RATIO / Math.sqrt(periods);
    return Stream.of(Correction.BONFERRONI, Correction.HOLM, Correction.BENJAMINI_YEKUTIELI)
        .map(
            correction -> {
              double[] left = HaircutSharpe.of(all, periods, correction);
              int significant = 0;
              for (int i = 0; i < sharpes.length; i++) {
                significant += left[i] >= threshold ? 1 : 0;
              }
              return new CorrectedSharpe(
                  correction, left[best] * Math.sqrt(periodsPerYear), significant);
            })
        .toList();
  }
}
