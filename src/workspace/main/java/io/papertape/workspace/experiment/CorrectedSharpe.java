package io.papertape.workspace.experiment;

import io.papertape.experiment.Correction;
import io.papertape.experiment.HaircutSharpe;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a correction for the number of trials leaves of the highest Sharpe ratio.
///
/// @param sharpe      per year
/// @param significant trials at hand with a corrected p-value of at most 5 % and a ratio above 0
public record CorrectedSharpe(Correction correction, double sharpe, int significant) {
  /// Two-sided: half of it on the side of gains.
  private static final double LEVEL_RATIO = 1.959963984540054;

  /// Those that are made.
  private static final List<Correction> MADE =
      List.of(Correction.BONFERRONI, Correction.HOLM, Correction.BENJAMINI_YEKUTIELI);

  /// What [#word] says of each.
  static List<String> words() {
    return MADE.stream().map(CorrectedSharpe::word).toList();
  }

  /// As written in files: `benjamini-yekutieli`.
  public String word() {
    return word(correction);
  }

  private static String word(Correction correction) {
    return correction.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What more trials leave is never more than what the trials at hand leave by themselves: a
  /// correction that counts discoveries would let others' clear losses lift the best.
  ///
  /// @param sharpes per period, of the trials at hand
  /// @param others  of all others ever made, as worthless ones of as many periods would show them
  static List<CorrectedSharpe> of(
      double[] sharpes, double[] others, int best, int periods, double periodsPerYear) {
    double[] all = Arrays.copyOf(sharpes, sharpes.length + others.length);
    System.arraycopy(others, 0, all, sharpes.length, others.length);
    double threshold = LEVEL_RATIO / Math.sqrt(periods);
    return MADE.stream()
        .map(
            correction -> {
              double[] alone = HaircutSharpe.of(sharpes, periods, correction);
              double[] left = HaircutSharpe.of(all, periods, correction);
              for (int i = 0; i < sharpes.length; i++) {
                left[i] = Math.min(left[i], alone[i]);
              }
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
