package io.papertape.indicator;

import io.papertape.market.BarColumns;

/// The exact sums behind a simple moving average.
///
/// @param field   a price of which the bars hold a column
/// @param divisor of the sums, to the mean in whole units
record MovingSums(PriceField field, int period, long divisor) implements ExactColumn {
  @Override
  public int firstBar() {
    return period - 1;
  }

  @Override
  public long largest(BarColumns bars) {
    long price = field == PriceField.CLOSE ? bars.largestClose() : bars.largestPrice();
    boolean staysSmall =
        Long.numberOfLeadingZeros(price) + Long.numberOfLeadingZeros(period) >= Long.SIZE + 2;
    return staysSmall ? price * period : Long.MAX_VALUE;
  }

  @Override
  public void fill(BarColumns bars, int from, int to, long[] into) {
    long[] prices = field.column(bars);
    if (largest(bars) == Long.MAX_VALUE) {
      fillChecked(prices, from, to, into);
      return;
    }
    long sum = 0;
    for (int i = from - period + 1; i <= from; i++) {
      sum += prices[i];
    }
    into[0] = sum;
    for (int i = from + 1; i < to; i++) {
      sum += prices[i] - prices[i - period];
      into[i - from] = sum;
    }
  }

  private void fillChecked(long[] prices, int from, int to, long[] into) {
    long sum = 0;
    for (int i = from - period + 1; i < to; i++) {
      sum = Math.addExact(sum, prices[i]);
      if (i >= from) {
        into[i - from] = sum;
        sum = Math.subtractExact(sum, prices[i - period + 1]);
      }
    }
  }
}
