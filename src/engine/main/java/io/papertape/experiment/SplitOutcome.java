package io.papertape.experiment;

import java.util.List;

/// What became of the best trial of one half of the blocks in the other half.
///
/// @param inSample      blocks that chose
/// @param best          trial with the highest Sharpe ratio there; of equals the first
/// @param inSampleSharpe its ratio per period there
/// @param outOfSampleSharpe its ratio per period in the other blocks
/// @param rank          place among all trials in the other blocks, 1 the worst, ties averaged
/// @param relativeRank  rank / (trials + 1)
public record SplitOutcome(
    List<Integer> inSample,
    int best,
    double inSampleSharpe,
    double outOfSampleSharpe,
    double rank,
    double relativeRank) {

  public SplitOutcome {
    inSample = List.copyOf(inSample);
  }

  /// The same under another number of the chosen trial.
  SplitOutcome choosing(int trial) {
    return new SplitOutcome(inSample, trial, inSampleSharpe, outOfSampleSharpe, rank, relativeRank);
  }

  /// ln(ω / (1 − ω)) of the relative rank ω; 0 exactly in the middle, which counts as overfit.
  public double logit() {
    return 2 * relativeRank == 1 ? 0 : StrictMath.log(relativeRank / (1 - relativeRank));
  }
}
