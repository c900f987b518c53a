package io.papertape.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Combinatorially symmetric cross-validation: the history is cut into an even number of blocks;
/// each half of them chooses the best trial once, the other half judges it.
///
/// Splits may be computed in parts, on as many threads as there are; a split's numbers do not
/// depend on which part it is in.
///
/// Source: Bailey, Borwein, López de Prado and Zhu, "The probability of backtest overfitting",
/// 2015.
public final class SymmetricSplits {
  private static final int MOST_BLOCKS = 20;
  private static final int PARTS = 64;

  private final BlockMoments moments;
  private final int blocks;
  private final int trials;

  /// @param blocks even, from 2 to 20; the authors take 16. Each needs at least two periods
  public SymmetricSplits(TrialReturns returns, int blocks) {
    if (blocks < 2 || blocks > MOST_BLOCKS || blocks % 2 != 0 || returns.periods() < 2 * blocks) {
      throw new IllegalArgumentException(
          ("Blocks do not fit: blocks=%d, periods=%d. Give an even number up to %d,"
                  + " and at least 2 periods a block.")
              .formatted(blocks, returns.periods(), MOST_BLOCKS));
    }
    this.moments = new BlockMoments(returns, blocks);
    this.blocks = blocks;
    this.trials = returns.trials();
  }

  /// Number of pairs of splits: a half and its complement, each choosing for the other.
  public int pairs() {
    return Halves.count(blocks) / 2;
  }

  /// Outcomes of some pairs, two each: the half with the first block chooses, then the other.
  ///
  /// @param from first pair
  /// @param to   pair after the last
  public List<SplitOutcome> outcomes(int from, int to) {
    SplitOutcome[] out = new SplitOutcome[2 * (to - from)];
    int half = blocks / 2;
    HalfSums early = new HalfSums(moments, half);
    HalfSums late = new HalfSums(moments, half);
    double[] earlySharpes = new double[trials];
    double[] lateSharpes = new double[trials];
    int[] before = new int[half];
    int[] beforeRest = new int[half];
    Arrays.fill(before, -1);
    Arrays.fill(beforeRest, -1);
    for (int pair = from; pair < to; pair++) {
      int[] chosen = Halves.at(blocks, pair);
      int[] rest = Halves.rest(blocks, chosen);
      early.choose(chosen, Halves.agreement(before, chosen));
      late.choose(rest, Halves.agreement(beforeRest, rest));
      early.sharpes(earlySharpes);
      late.sharpes(lateSharpes);
      out[2 * (pair - from)] = outcome(chosen, earlySharpes, lateSharpes);
      out[2 * (pair - from) + 1] = outcome(rest, lateSharpes, earlySharpes);
      before = chosen;
      beforeRest = rest;
    }
    return List.of(out);
  }

  /// The result of all pairs.
  public BacktestOverfitting all() {
    return all(Workers.ONE);
  }

  /// The same, with the help of others.
  public BacktestOverfitting all(Workers workers) {
    int parts = Math.min(PARTS, pairs());
    List<SplitOutcome> outcomes = new ArrayList<>();
    workers
        .all(
            parts,
            i -> outcomes((int) ((long) i * pairs() / parts), (int) ((i + 1L) * pairs() / parts)))
        .forEach(outcomes::addAll);
    return of(outcomes);
  }

  /// The result of the outcomes of all pairs, joined from parts in order.
  public BacktestOverfitting of(List<SplitOutcome> outcomes) {
    if (outcomes.size() != 2 * pairs()) {
      throw new IllegalArgumentException(
          "Splits are missing: outcomes=%d, expected=%d. Join the parts of all pairs."
              .formatted(outcomes.size(), 2 * pairs()));
    }
    int used = moments.rowsPerBlock * blocks;
    return new BacktestOverfitting(blocks, trials, used, moments.rowsDropped, sorted(outcomes));
  }

  /// In the order of the choosing blocks: the complements come last, backwards.
  private static List<SplitOutcome> sorted(List<SplitOutcome> outcomes) {
    int n = outcomes.size();
    SplitOutcome[] out = new SplitOutcome[n];
    for (int pair = 0; pair < n / 2; pair++) {
      out[pair] = outcomes.get(2 * pair);
      out[n - 1 - pair] = outcomes.get(2 * pair + 1);
    }
    return List.of(out);
  }

  private SplitOutcome outcome(int[] chosen, double[] inSample, double[] outOfSample) {
    int best = 0;
    for (int j = 1; j < trials; j++) {
      best = inSample[j] > inSample[best] ? j : best;
    }
    double own = outOfSample[best];
    int below = 0;
    int equal = 0;
    for (double other : outOfSample) {
      below += other < own ? 1 : 0;
      equal += other == own ? 1 : 0;
    }
    double rank = below + (equal + 1) / 2.0;
    return new SplitOutcome(
        Arrays.stream(chosen).boxed().toList(),
        best,
        inSample[best],
        own,
        rank,
        rank / (trials + 1));
  }
}
