package io.papertape.indicator;

/// Hull moving average: `WMA(√n) of 2·WMA(n / 2) − WMA(n)`; √n and n / 2 are cut to whole
/// numbers.
///
/// First value at bar n + √n − 1 (counted from 1). Source: Hull, alanhull.com, 2005.
public final class Hma extends CountedIndicator {
  private final PriceField field;
  private final WeightedWindow half;
  private final WeightedWindow full;
  private final DoubleWindow differences;
  private final long halfDivisor;
  private final long fullDivisor;

  public Hma(int period) {
    this(period, PriceField.CLOSE);
  }

  public Hma(int period, PriceField field) {
    super(label("hma", period, field), period("hma", period, 2) + root(period) - 1);
    this.field = field;
    half = new WeightedWindow(period / 2);
    full = new WeightedWindow(period);
    differences = new DoubleWindow(root(period));
    halfDivisor = half.weights() * field.divisor();
    fullDivisor = full.weights() * field.divisor();
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    long total = field.total(open, high, low, close);
    half.add(total);
    full.add(total);
    if (full.isFull()) {
      differences.add(
          2 * ExactDivision.quotient(half.weightedSum(), halfDivisor)
              - ExactDivision.quotient(full.weightedSum(), fullDivisor));
    }
  }

  @Override
  protected double output(int output) {
    return differences.weightedMean();
  }

  private static int root(int period) {
    return (int) Math.sqrt(period);
  }

  @Override
  protected void rescale(PriceScale scale) {
    half.rescale(scale);
    full.rescale(scale);
    differences.rescalePrices(scale);
  }
}
