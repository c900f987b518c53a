package io.papertape.indicator;

import io.papertape.market.BarColumns;

/// The exact sums behind a simple moving average.
///
/// @param field   a price of which the bars hold a column
/// @param divisor of the sums, to the mean in whole units
record MovingSums(PriceField field, int period, long divisor) implements ExactColumn {
  @Override
  public long[] prices(BarColumns bars) {
    return field.column(bars);
  }

  @Override
  public long largest(BarColumns bars) {
    long price = field == PriceField.CLOSE ? bars.largestClose() : bars.largestPrice();
    boolean staysSmall =
        Long.numberOfLeadingZeros(price) + Long.numberOfLeadingZeros(period) >= Long.SIZE + 2;
    return staysSmall ? price * period : Long.MAX_VALUE;
  }
}
