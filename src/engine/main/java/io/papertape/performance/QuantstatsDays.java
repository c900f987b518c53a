package io.papertape.performance;

import java.util.Arrays;

/// The figures of quantstats 0.0.81 that count winning and losing periods. A period with return
/// 0
/// is neither; only `profit_ratio` and `outlier_win_ratio` take it for a win.
public final class QuantstatsDays {
  private static final String NO_LOSS = "no losing period";
  private static final String NO_WIN = "no winning period";
  private static final String FLAT = "every return is 0";

  private final double[] returns;
  private final double[] wins;
  private final double[] losses;
  private final double[] notLost;
  private final Gauge gauge;

  public QuantstatsDays(double[] returns) {
    this.returns = returns;
    this.wins = Arrays.stream(returns).filter(r -> r > 0).toArray();
    this.losses = Arrays.stream(returns).filter(r -> r < 0).toArray();
    this.notLost = Arrays.stream(returns).filter(r -> r >= 0).toArray();
    this.gauge = new Gauge(PerformanceConvention.QUANTSTATS, returns.length);
  }

  public Measure best() {
    return gauge.of("best", Sample.maximum(returns));
  }

  public Measure worst() {
    return gauge.of("worst", Sample.minimum(returns));
  }

  public Measure consecutiveWins() {
    return gauge.of("consecutive_wins", Streaks.longest(returns, 1));
  }

  public Measure consecutiveLosses() {
    return gauge.of("consecutive_losses", Streaks.longest(returns, -1));
  }

  /// Share of periods with a return other than 0, rounded up to a hundredth.
  public Measure exposure() {
    double share = (double) (wins.length + losses.length) / returns.length;
    return gauge.of("exposure", Math.ceil(share * 100) / 100);
  }

  public Measure winRate() {
    return gauge.of("win_rate", winShare(), FLAT);
  }

  public Measure averageReturn() {
    double[] moved = Arrays.stream(returns).filter(r -> r != 0).toArray();
    return gauge.of("avg_return", Sample.mean(moved), FLAT);
  }

  public Measure averageWin() {
    return gauge.of("avg_win", Sample.mean(wins), NO_WIN);
  }

  public Measure averageLoss() {
    return gauge.of("avg_loss", Sample.mean(losses), NO_LOSS);
  }

  public Measure payoffRatio() {
    return gauge.of("payoff_ratio", payoff(), "no winning or no losing period");
  }

  public Measure profitRatio() {
    double won = Sample.mean(notLost) / notLost.length;
    double lost = Math.abs(Sample.mean(losses) / losses.length);
    return gauge.of("profit_ratio", won / lost, "no winning or no losing period");
  }

  public Measure profitFactor() {
    return gauge.of("profit_factor", factor(), NO_LOSS);
  }

  /// Profit factor × win rate × payoff ratio.
  public Measure cpcIndex() {
    double index = factor() * winShare() * payoff();
    return gauge.of("cpc_index", index, "no winning or no losing period");
  }

  /// Profit factor × tail ratio.
  public Measure commonSenseRatio() {
    double tails = Math.abs(Sample.quantile(returns, 0.95) / Sample.quantile(returns, 0.05));
    return gauge.of("common_sense_ratio", factor() * tails, NO_LOSS);
  }

  public Measure gainToPainRatio() {
    double pain = Math.abs(Sample.sum(losses));
    return gauge.of("gain_to_pain_ratio", Sample.sum(returns) / pain, NO_LOSS);
  }

  public Measure outlierWinRatio() {
    double ratio = Sample.quantile(returns, 0.99) / Sample.mean(notLost);
    return gauge.of("outlier_win_ratio", ratio, NO_WIN);
  }

  public Measure outlierLossRatio() {
    double ratio = Sample.quantile(returns, 0.01) / Sample.mean(losses);
    return gauge.of("outlier_loss_ratio", ratio, NO_LOSS);
  }

  public Measure kellyCriterion() {
    double kelly = (payoff() * winShare() - (1 - winShare())) / payoff();
    return gauge.of("kelly_criterion", kelly, "no winning or no losing period");
  }

  /// ((1 − W) / (1 + W))^n.
  public Measure riskOfRuin() {
    double base = (1 - winShare()) / (1 + winShare());
    return gauge.of("risk_of_ruin", StrictMath.pow(base, returns.length), FLAT);
  }

  private double winShare() {
    return (double) wins.length / (wins.length + losses.length);
  }

  private double payoff() {
    return Sample.mean(wins) / Math.abs(Sample.mean(losses));
  }

  private double factor() {
    return Math.abs(Sample.sum(notLost) / Sample.sum(losses));
  }
}
