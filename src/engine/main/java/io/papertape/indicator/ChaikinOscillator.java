package io.papertape.indicator;

/// Chaikin oscillator: fast EMA minus slow EMA of the [AccumulationDistribution] line.
///
/// Both EMAs start at the line's first value; first value at bar slow (counted from 1). In volume
/// steps. Source: Chaikin; TA-Lib 0.4 ADOSC.
public final class ChaikinOscillator extends CountedIndicator {
  private final double fastAlpha;
  private final double slowAlpha;
  private boolean started;
  private double line;
  private double fast;
  private double slow;

  public ChaikinOscillator(int fast, int slow) {
    super(label("chaikinOscillator", fast, slow), slowPeriod("chaikinOscillator", fast, slow));
    fastAlpha = 2.0 / (fast + 1);
    slowAlpha = 2.0 / (slow + 1);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    line += MoneyFlow.volume(high, low, close, volume);
    fast = started ? fastAlpha * line + (1 - fastAlpha) * fast : line;
    slow = started ? slowAlpha * line + (1 - slowAlpha) * slow : line;
    started = true;
  }

  @Override
  protected double output(int output) {
    return fast - slow;
  }

  @Override
  protected void rescale(PriceScale scale) {
    line = scale.volume(line);
    fast = scale.volume(fast);
    slow = scale.volume(slow);
  }
}
