package io.papertape.indicator;

/// Ichimoku lines, each the middle between the highest high and the lowest low of a number of
/// bars.
///
/// Outputs: tenkan (first value at bar `tenkan`), kijun (bar `kijun`), spanA (mean of both, as it
/// was `kijun` bars ago; bar 2·kijun), spanB (middle of `span` bars, as it was `kijun` bars ago;
/// bar span + kijun; counted from 1). The lagging line is not offered: it is the close drawn into
/// the past. Source: Hosoda, 1969.
public final class Ichimoku extends CountedIndicator {
  private final int tenkanBars;
  private final int kijunBars;
  private final Donchian tenkan;
  private final Donchian kijun;
  private final Donchian span;
  private final DoubleWindow spanA;
  private final DoubleWindow spanB;

  /// The usual 9, 26 and 52 bars.
  public Ichimoku() {
    this(9, 26, 52);
  }

  public Ichimoku(int tenkan, int kijun, int span) {
    super(
        label("ichimoku", tenkan, kijun, span),
        slowPeriod("ichimoku", slowPeriod("ichimoku", tenkan, kijun), span) + kijun,
        "tenkan",
        "kijun",
        "spanA",
        "spanB");
    tenkanBars = tenkan;
    kijunBars = kijun;
    this.tenkan = new Donchian(tenkan);
    this.kijun = new Donchian(kijun);
    this.span = new Donchian(span);
    spanA = new DoubleWindow(kijun + 1);
    spanB = new DoubleWindow(kijun + 1);
  }

  public double tenkan() {
    return value(0);
  }

  public double kijun() {
    return value(1);
  }

  public double spanA() {
    return value(2);
  }

  public double spanB() {
    return value(3);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    tenkan.update(open, high, low, close, volume);
    kijun.update(open, high, low, close, volume);
    span.update(open, high, low, close, volume);
    if (kijun.isReady()) {
      spanA.add((tenkan.middle() + kijun.middle()) / 2);
    }
    if (span.isReady()) {
      spanB.add(span.middle());
    }
  }

  @Override
  protected double output(int output) {
    return switch (output) {
      case 0 -> tenkan.middle();
      case 1 -> kijun.middle();
      case 2 -> spanA.get(0);
      default -> spanB.get(0);
    };
  }

  @Override
  public int warmUpBars(int output) {
    return switch (output) {
      case 0 -> tenkanBars;
      case 1 -> kijunBars;
      case 2 -> 2 * kijunBars;
      default -> warmUpBars();
    };
  }

  @Override
  protected void rescale(PriceScale scale) {
    tenkan.rescale(scale);
    kijun.rescale(scale);
    span.rescale(scale);
    spanA.rescalePrices(scale);
    spanB.rescalePrices(scale);
  }
}
