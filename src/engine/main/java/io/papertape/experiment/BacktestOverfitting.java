package io.papertape.experiment;

import io.papertape.performance.Histogram;
import io.papertape.performance.Measure;
import io.papertape.performance.PerformanceConvention;
import io.papertape.performance.Sample;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// How selection on one half of the history fared in the other, over all symmetric splits
/// ([SymmetricSplits]).
///
/// @param blocks      into which the history was cut
/// @param trials      among which was chosen
/// @param rowsUsed    periods in the blocks
/// @param rowsDropped periods left out at the start, so that blocks are of one length
/// @param outcomes    one a split, in the order of the choosing blocks
public record BacktestOverfitting(
    int blocks, int trials, int rowsUsed, int rowsDropped, List<SplitOutcome> outcomes) {
  private static final String ONE_TRIAL = "one trial leaves nothing to choose";
  private static final String STEADY = "the chosen trials' ratios do not vary";

  public BacktestOverfitting {
    outcomes = List.copyOf(outcomes);
  }

  /// The same of trials that are some of all, named by their numbers among all.
  ///
  /// @param numbers of the trials, in their order
  BacktestOverfitting named(List<Integer> numbers) {
    return new BacktestOverfitting(
        blocks,
        trials,
        rowsUsed,
        rowsDropped,
        outcomes.stream().map(one -> one.choosing(numbers.get(one.best()))).toList());
  }

  /// Share of splits in which the chosen trial ends at or below the median of the other half:
  /// logit ≤ 0, the middle included. Chance alone gives a half.
  public Measure probability() {
    return share("backtestOverfitting", outcome -> outcome.logit() <= 0 ? 1 : 0);
  }

  /// Share of splits in which the chosen trial has a Sharpe ratio below 0 in the other half.
  public Measure lossProbability() {
    return share("outOfSampleLoss", outcome -> outcome.outOfSampleSharpe() < 0 ? 1 : 0);
  }

  /// Change of the Sharpe ratio out of sample for one more in sample; below 0, the better a trial
  /// looks the worse it does.
  public Measure degradationSlope() {
    return line("degradationSlope", slope());
  }

  /// Sharpe ratio out of sample, per period, expected of a trial with ratio 0 in sample.
  public Measure degradationIntercept() {
    double[] x = inSample();
    return line("degradationIntercept", Sample.mean(outOfSample()) - slope() * Sample.mean(x));
  }

  /// Share of the variance out of sample that the line explains.
  public Measure degradationFit() {
    double correlation = Sample.correlation(inSample(), outOfSample());
    return line("degradationFit", correlation * correlation);
  }

  public double[] logits() {
    return values(SplitOutcome::logit);
  }

  public Histogram logitHistogram() {
    return Histogram.of(logits());
  }

  /// Sharpe ratios per period of the chosen trials where they were chosen.
  public double[] inSample() {
    return values(SplitOutcome::inSampleSharpe);
  }

  /// Sharpe ratios per period of the chosen trials in the other half.
  public double[] outOfSample() {
    return values(SplitOutcome::outOfSampleSharpe);
  }

  private double slope() {
    double[] x = inSample();
    return Sample.covariance(x, outOfSample()) / Sample.variance(x, 1);
  }

  private Measure share(String name, ToDoubleFunction<SplitOutcome> yes) {
    return trials < 2 ? absent(name, ONE_TRIAL) : present(name, Sample.mean(values(yes)));
  }

  private Measure line(String name, double value) {
    if (trials < 2) {
      return absent(name, ONE_TRIAL);
    }
    return Double.isFinite(value) ? present(name, value) : absent(name, STEADY);
  }

  private double[] values(ToDoubleFunction<SplitOutcome> of) {
    return outcomes.stream().mapToDouble(of).toArray();
  }

  private Measure present(String name, double value) {
    return Measure.of(name, PerformanceConvention.PAPERTAPE, outcomes.size(), value);
  }

  private Measure absent(String name, String reason) {
    return Measure.absent(name, PerformanceConvention.PAPERTAPE, outcomes.size(), reason);
  }
}
