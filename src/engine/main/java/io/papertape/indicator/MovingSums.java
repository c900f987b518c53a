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
  public void fill(BarColumns bars, int from, int to, long[] into) {
    long[] prices = field.column(bars);
    int begin = from - period + 1;
    if (!staysSmall(prices, begin, to)) {
      fillChecked(prices, from, to, into);
      return;
    }
    long sum = 0;
    for (int i = begin; i < from; i++) {
      sum += prices[i];
    }
    sum += prices[from];
    into[0] = sum;
    for (int i = from + 1; i < to; i++) {
      sum += prices[i] - prices[i - period];
      into[i - from] = sum;
    }
  }

  /// True if no sum of a period of the prices reaches 2⁶², so that plain arithmetic is exact.
  private boolean staysSmall(long[] prices, int from, int to) {
    long bits = 0;
    for (int i = from; i < to; i++) {
      bits |= prices[i] ^ (prices[i] >> (Long.SIZE - 1));
    }
    return Long.numberOfLeadingZeros(bits) + Long.numberOfLeadingZeros(period) >= Long.SIZE + 2;
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
