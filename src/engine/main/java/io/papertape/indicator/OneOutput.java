package io.papertape.indicator;

import io.papertape.market.BarColumns;

/// One output of an indicator as an indicator of its own, such as `macd(12,26,9).histogram`.
/// What needs every output waits for those of the other.
public final class OneOutput implements Indicator {
  private final Indicator whole;
  private final int output;

  /// @param fresh  an indicator that has seen no bar, and that nobody else feeds
  /// @param output which of its outputs
  public OneOutput(Indicator fresh, int output) {
    whole = fresh;
    this.output = output;
  }

  Indicator whole() {
    return whole;
  }

  @Override
  public String name() {
    return whole.name() + "." + whole.outputName(output);
  }

  @Override
  public void update(long open, long high, long low, long close, long volume) {
    whole.update(open, high, low, close, volume);
  }

  @Override
  public int warmUpBars() {
    return whole.warmUpBars();
  }

  @Override
  public int warmUpBars(int only) {
    return whole.warmUpBars(output);
  }

  @Override
  public boolean isReady() {
    return whole.isReady();
  }

  @Override
  public boolean isReady(int only) {
    return whole.isReady(output);
  }

  @Override
  public double value(int only) {
    if (only != 0) {
      throw new IllegalArgumentException(
          "Indicator has no such output: name=%s, output=%d. It has one, 0."
              .formatted(name(), only));
    }
    return whole.value(output);
  }

  @Override
  public int fill(BarColumns bars, int from, int to, int only, double[] into, int at) {
    return whole.fill(bars, from, to, output, into, at);
  }

  @Override
  public void rescale(long numerator, long denominator) {
    whole.rescale(numerator, denominator);
  }
}
