package io.papertape.indicator;

/// Slope of the returns of one price of the bar on those of another, over n returns.
///
/// `Σ(x − x̄)(y − ȳ) / Σ(x − x̄)²`, x the returns of the first field, y those of the second.
/// First value at bar n + 1 (counted from 1); 0 if the first did not move. Source: TA-Lib 0.4
/// BETA.
public final class Beta extends CountedIndicator {
  private final PriceField first;
  private final PriceField second;
  private final DoubleWindow x;
  private final DoubleWindow y;
  private boolean started;
  private long previousX;
  private long previousY;

  public Beta(int period, PriceField first, PriceField second) {
    super(label("beta", period, first.name(), second.name()), period("beta", period, 2) + 1);
    this.first = first;
    this.second = second;
    x = new DoubleWindow(period);
    y = new DoubleWindow(period);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    long nextX = first.total(open, high, low, close);
    long nextY = second.total(open, high, low, close);
    if (started) {
      x.add((double) (nextX - previousX) / previousX);
      y.add((double) (nextY - previousY) / previousY);
    }
    started = true;
    previousX = nextX;
    previousY = nextY;
  }

  @Override
  protected double output(int output) {
    double meanX = x.mean();
    double meanY = y.mean();
    double product = 0;
    double square = 0;
    for (int i = 0; i < x.size(); i++) {
      product += (x.get(i) - meanX) * (y.get(i) - meanY);
      square += (x.get(i) - meanX) * (x.get(i) - meanX);
    }
    return square == 0 ? 0 : product / square;
  }

  @Override
  protected void rescale(PriceScale scale) {
    previousX = scale.price(previousX);
    previousY = scale.price(previousY);
  }
}
