package io.papertape.experiment;

import io.papertape.performance.NormalLaw;

/// Sharpe ratios after a correction for the number of trials: each becomes the ratio whose single
/// p-value is the corrected one. High ratios lose little, middling ones nearly all.
///
/// Source: Harvey and Liu, "Backtesting", 2015; with normal instead of t quantiles, and without
/// their estimate of trials nobody reported.
public final class HaircutSharpe {
  private HaircutSharpe() {}

  /// The ratios left, in the order given, signs kept; 0 where the corrected p-value is 1. A ratio
  /// too high for its p-value to be a number stays as it is.
  ///
  /// @param sharpes per period, of all trials
  /// @param periods number of returns behind each
  public static double[] of(double[] sharpes, int periods, Correction correction) {
    double root = Math.sqrt(periods);
    double[] p = new double[sharpes.length];
    for (int j = 0; j < p.length; j++) {
      p[j] = Math.min(1, 2 * NormalLaw.cumulative(-Math.abs(sharpes[j]) * root));
    }
    double[] corrected = correction.adjust(p);
    double[] out = new double[sharpes.length];
    for (int j = 0; j < out.length; j++) {
      double left = corrected[j] == 0 ? sharpes[j] : ratio(corrected[j], root);
      out[j] = Math.copySign(left, sharpes[j]);
    }
    return out;
  }

  private static double ratio(double pValue, double root) {
    return pValue == 1 ? 0 : NormalLaw.exceededBy(pValue / 2) / root;
  }
}
