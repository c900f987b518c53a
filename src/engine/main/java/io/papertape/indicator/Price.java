package io.papertape.indicator;

import java.util.Optional;

/// A price of the bar itself, such as the typical price `(high + low + close) / 3`.
///
/// First value at the first bar. Source: TA-Lib 0.4 TYPPRICE, MEDPRICE.
public final class Price extends CountedIndicator {
  private final PriceField field;
  private double price;

  public Price(PriceField field) {
    super(label("price", field.name()), 1);
    this.field = field;
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    price = field.price(open, high, low, close);
  }

  @Override
  public Optional<ExactColumn> exact() {
    return field.isColumn()
        ? Optional.of(new MovingSums(field, 1, field.divisor()))
        : Optional.empty();
  }

  @Override
  protected double output(int output) {
    return price;
  }

  @Override
  protected void rescale(PriceScale scale) {
    price = scale.price(price);
  }
}
