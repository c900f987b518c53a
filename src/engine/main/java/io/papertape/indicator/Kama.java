package io.papertape.indicator;

/// Kaufman's adaptive moving average: an exponential average whose speed follows the efficiency
/// ratio, |move over n bars| / Σ|moves|, between the speeds of a 2-bar and a 30-bar EMA, squared.
///
/// Seeded with the price before its first value, which comes at bar n + 1 (counted from 1). A
/// flat window counts as efficient. Source: Kaufman, "Smarter Trading", 1995; TA-Lib 0.4 KAMA.
public final class Kama extends CountedIndicator {
  private static final double FAST = 2.0 / (2 + 1);
  private static final double SLOW = 2.0 / (30 + 1);

  private final PriceField field;
  private final LongWindow prices;
  private final LongWindow moves;
  private boolean started;
  private boolean seeded;
  private double average;

  public Kama(int period) {
    this(period, PriceField.CLOSE);
  }

  public Kama(int period, PriceField field) {
    super(label("kama", period, field), period("kama", period, 1) + 1);
    this.field = field;
    prices = new LongWindow(period + 1);
    moves = new LongWindow(period);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    long total = field.total(open, high, low, close);
    long previous = prices.newest();
    prices.add(total);
    if (started) {
      moves.add(Math.abs(total - previous));
    }
    started = true;
    if (prices.isFull()) {
      average = seeded ? average : ExactDivision.quotient(previous, field.divisor());
      seeded = true;
      double weight = efficiency() * (FAST - SLOW) + SLOW;
      double price = ExactDivision.quotient(total, field.divisor());
      average = (price - average) * (weight * weight) + average;
    }
  }

  @Override
  protected double output(int output) {
    return average;
  }

  private double efficiency() {
    double way = (double) moves.sum();
    return way == 0 ? 1 : Math.abs((double) (prices.newest() - prices.oldest())) / way;
  }

  @Override
  protected void rescale(PriceScale scale) {
    prices.rescale(scale);
    moves.rescale(scale);
    average = scale.price(average);
  }
}
