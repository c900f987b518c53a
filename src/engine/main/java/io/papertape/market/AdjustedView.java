package io.papertape.market;

import java.util.Objects;

/// Raw daily bars made comparable across splits and dividends, as one could have known at a
/// moment.
///
/// Only bars closed by then and actions in effect by then count: prices since the last action
/// stay as they were quoted, earlier ones are scaled. Looked at later, after another split, the
/// same bar has another adjusted price; the raw bars never change. Adjusted values are `double`:
/// estimates.
public final class AdjustedView {
  private final BarColumns raw;
  private final double[] priceFactor;
  private final double[] splitFactor;

  private AdjustedView(BarColumns raw, double[] priceFactor, double[] splitFactor) {
    this.raw = raw;
    this.priceFactor = priceFactor;
    this.splitFactor = splitFactor;
  }

  /// The bars closed by `asOfNanos`, adjusted by the actions in effect by then.
  public static AdjustedView asOf(
      BarColumns raw, CorporateActions actions, long asOfNanos, DividendRule rule) {
    int size = 0;
    while (size < raw.size() && raw.closeTimeNanos()[size] <= asOfNanos) {
      size++;
    }
    BackAdjustment factors = new BackAdjustment(raw, actions.knownAt(asOfNanos), rule);
    factors.compute(size);
    return new AdjustedView(raw, factors.priceFactor(), factors.splitFactor());
  }

  public int size() {
    return priceFactor.length;
  }

  public long closeTimeNanos(int index) {
    return raw.closeTimeNanos()[check(index)];
  }

  public double open(int index) {
    return at(raw.open(), index) * factor(index);
  }

  public double high(int index) {
    return at(raw.high(), index) * factor(index);
  }

  public double low(int index) {
    return at(raw.low(), index) * factor(index);
  }

  public double close(int index) {
    return at(raw.close(), index) * factor(index);
  }

  /// Volume in today's shares; dividends do not change it.
  public double volume(int index) {
    return raw.volume()[check(index)] / splitFactor[index];
  }

  /// Product of the dividends' factors, 1 at the last bar.
  public double priceFactor(int index) {
    return priceFactor[index];
  }

  /// Product of the splits' factors: 0.25 before a 4:1 split.
  public double splitFactor(int index) {
    return splitFactor[index];
  }

  private double factor(int index) {
    return priceFactor[check(index)] * splitFactor[index];
  }

  private int check(int index) {
    return Objects.checkIndex(index, priceFactor.length);
  }

  private static double at(long[] prices, int index) {
    return FixedPoint.toDouble(prices[index]);
  }
}
