package io.papertape.indicator;

/// Average directional index: Wilder's average of DX, with the indices it is made of.
///
/// Outputs: adx, plusDi, minusDi, dx, all 0 to 100. +DI, −DI and DX have their first value at bar
/// n + 1, ADX (seeded with the mean of the first n DX) at bar 2n (counted from 1). Source: Wilder
/// 1978; TA-Lib 0.4 ADX, PLUS_DI, MINUS_DI, DX.
public final class Adx extends CountedIndicator {
  private final int period;
  private final DirectionalMovement movement;
  private final WilderAverage average;

  public Adx(int period) {
    super(label("adx", period), 2 * period("adx", period, 2), "adx", "plusDi", "minusDi", "dx");
    this.period = period;
    movement = new DirectionalMovement(period);
    average = new WilderAverage(period);
  }

  public double adx() {
    return value(0);
  }

  public double plusDi() {
    return value(1);
  }

  public double minusDi() {
    return value(2);
  }

  public double dx() {
    return value(3);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    movement.take(high, low, close);
    if (movement.isReady()) {
      average.add(movement.dx());
    }
  }

  @Override
  protected double output(int output) {
    return switch (output) {
      case 1 -> movement.plusDi();
      case 2 -> movement.minusDi();
      case 3 -> movement.dx();
      default -> average.value();
    };
  }

  @Override
  public int warmUpBars(int output) {
    return output == 0 ? warmUpBars() : period + 1;
  }

  @Override
  protected void rescale(PriceScale scale) {
    movement.rescale(scale);
  }
}
