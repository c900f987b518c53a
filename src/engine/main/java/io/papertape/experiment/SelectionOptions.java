package io.papertape.experiment;

import java.util.List;
import java.util.Optional;

/// Choices behind a [Selection]; all of them belong on the record of the search.
///
/// @param periodsPerYear of the returns, such as 252 for days of an exchange
/// @param ever           all trials ever made on this data, those at hand included, as a registry
///     knows them; empty, or fewer than those at hand: those at hand
/// @param blocks         of the symmetric splits, even ([SymmetricSplits])
/// @param resamples      of the bootstrap; 0 leaves its tests out
/// @param seed           of the bootstrap; one seed gives one p-value
/// @param stopped        numbers of the trials at hand that a rule ended early by what they had
///     earned: none of them can be the best, and with one of them trials cannot be compared
public record SelectionOptions(
    double periodsPerYear,
    Optional<Trials> ever,
    int blocks,
    int resamples,
    long seed,
    List<Integer> stopped) {

  public SelectionOptions {
    stopped = List.copyOf(stopped);
    if (!(periodsPerYear > 0) || blocks < 2 || blocks % 2 != 0 || resamples < 0) {
      throw new IllegalArgumentException(
          ("Options make no sense: periodsPerYear=%s, blocks=%d, resamples=%d."
                  + " Blocks are even, the others not negative.")
              .formatted(periodsPerYear, blocks, resamples));
    }
  }

  /// Of trials that all went to their end.
  public SelectionOptions(
      double periodsPerYear, Optional<Trials> ever, int blocks, int resamples, long seed) {
    this(periodsPerYear, ever, blocks, resamples, seed, List.of());
  }

  /// Trials at hand only, 16 blocks, a thousand resamples, seed 1.
  public static SelectionOptions standard(double periodsPerYear) {
    return new SelectionOptions(periodsPerYear, Optional.empty(), 16, 1_000, 1);
  }

  /// The same, deflated by all trials ever made.
  public SelectionOptions since(Trials all) {
    return new SelectionOptions(periodsPerYear, Optional.of(all), blocks, resamples, seed, stopped);
  }

  /// The same of trials of which some were ended early.
  public SelectionOptions stopping(List<Integer> trials) {
    return new SelectionOptions(periodsPerYear, ever, blocks, resamples, seed, trials);
  }

  /// What the best is measured against, given the trials at hand.
  Trials trials(Trials atHand) {
    return ever.filter(all -> all.count() >= atHand.count()).orElse(atHand);
  }
}
