package io.papertape.indicator;

/// Percentage price oscillator: how far the fast simple average is above the slow one, in percent
/// of the slow one.
///
/// First value at bar slow (counted from 1). Source: TA-Lib 0.4 PPO with MAType SMA, its default.
public final class Ppo extends CountedIndicator {
  private final PriceField field;
  private final LongWindow fast;
  private final LongWindow slow;

  public Ppo(int fast, int slow) {
    this(fast, slow, PriceField.CLOSE);
  }

  public Ppo(int fast, int slow, PriceField field) {
    super(label("ppo", fast, slow, field), slowPeriod("ppo", fast, slow));
    this.field = field;
    this.fast = new LongWindow(fast);
    this.slow = new LongWindow(slow);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    long total = field.total(open, high, low, close);
    fast.add(total);
    slow.add(total);
  }

  @Override
  protected double output(int output) {
    double fastMean = ExactDivision.quotient(fast.sum(), fast.size() * field.divisor());
    double slowMean = ExactDivision.quotient(slow.sum(), slow.size() * field.divisor());
    return 100 * ((fastMean - slowMean) / slowMean);
  }

  @Override
  protected void rescale(PriceScale scale) {
    fast.rescale(scale);
    slow.rescale(scale);
  }
}
