package io.papertape.indicator;

import io.papertape.market.BarColumns;
import java.util.Optional;

/// Simple moving average: the mean of the last n prices.
///
/// The running sum is exact (fixed point) and divided once, so the value is the `double` nearest
/// to the true mean, never drifts, and two averages that tie exactly are equal. First value at
/// bar n (counted from 1).
public final class Sma extends CountedIndicator {
  private final PriceField field;
  private final LongWindow window;
  private final long divisor;
  private WindowBlock block;

  public Sma(int period) {
    this(period, PriceField.CLOSE);
  }

  public Sma(int period, PriceField field) {
    super(label("sma", period, field), period("sma", period, 1));
    this.field = field;
    window = new LongWindow(period);
    divisor = period * field.divisor();
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    window.add(field.total(open, high, low, close));
  }

  /// A loop over the column of closes; other fields and columns begun before go the usual way.
  @Override
  public int fill(BarColumns bars, int from, int to, double[] into) {
    if (field != PriceField.CLOSE || from != 0 || to < window.size()) {
      return super.fill(bars, from, to, into);
    }
    int period = window.size();
    long[] close = bars.close();
    long sum = 0;
    for (int i = 0; i < period; i++) {
      sum = Math.addExact(sum, close[i]);
      into[i] = Double.NaN;
    }
    into[period - 1] = ExactDivision.quotient(sum, divisor);
    for (int i = period; i < to; i++) {
      sum = Math.addExact(sum - close[i - period], close[i]);
      into[i] = ExactDivision.quotient(sum, divisor);
    }
    for (int i = to - period; i < to; i++) {
      window.add(close[i]);
    }
    count(to);
    return period - 1;
  }

  @Override
  public Optional<ExactColumn> exact() {
    return field.isColumn()
        ? Optional.of(new MovingSums(field, window.size(), divisor))
        : Optional.empty();
  }

  @Override
  protected void fillBlock(BarColumns bars, int from, int to, int output, double[] into) {
    if (block == null) {
      block = new WindowBlock(window);
    }
    if (!block.load(field, bars, from, to)) {
      stream(bars, from, to, output, into);
      return;
    }
    block.means(divisor, into);
    block.keep();
  }

  @Override
  protected double output(int output) {
    return ExactDivision.quotient(window.sum(), divisor);
  }

  @Override
  protected void rescale(PriceScale scale) {
    window.rescale(scale);
  }
}
