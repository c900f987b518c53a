package io.papertape.workspace.synthetic;

import io.papertape.market.FixedPoint;

/// The price path of one synthetic share: two regimes, fat tails, overnight gaps, prices in
/// cents.
final class SyntheticPrice {
  private static final double CALM_VOLATILITY = 0.010;
  private static final double WILD_VOLATILITY = 0.028;
  private static final double CALM_DRIFT = 0.0006;
  private static final double WILD_DRIFT = -0.0008;
  private static final double CALM_ENDS = 1 / 80.0;
  private static final double WILD_ENDS = 1 / 20.0;
  private static final double JUMP = 0.01;
  private static final double LARGEST_RETURN = 0.5;
  private static final double LOWEST_PRICE = 1;
  private static final double HIGHEST_PRICE = 1e6;
  private static final double CENTS = 100;
  private static final long CENT = FixedPoint.ONE / 100;

  private final SplitMix random;
  private final int barsPerDay;
  private final double sharesPerBar;
  private boolean wild;
  private double price;
  private long open;
  private long high;
  private long low;
  private long close;
  private long volume;

  SyntheticPrice(SplitMix random, int barsPerDay) {
    this.random = random;
    this.barsPerDay = barsPerDay;
    price = 20 + 180 * random.nextDouble();
    sharesPerBar = 2_000_000.0 / barsPerDay;
  }

  /// Draws the day's regime and the gap since the last close.
  void startDay() {
    wild = random.nextDouble() < (wild ? 1 - WILD_ENDS : CALM_ENDS);
    double gap = 0.4 * volatility() * random.nextFatTailed();
    if (random.nextDouble() < JUMP) {
      gap += 4 * volatility() * random.nextNormal();
    }
    move(gap);
  }

  /// Divides the price as a split does.
  void split(int sharesForOne) {
    price /= sharesForOne;
  }

  /// Draws the next bar.
  void next() {
    double perBar = volatility() / StrictMath.sqrt(barsPerDay);
    double drift = (wild ? WILD_DRIFT : CALM_DRIFT) / barsPerDay;
    double before = price;
    move(drift + perBar * random.nextFatTailed());
    double upper = Math.max(before, price);
    double lower = Math.min(before, price);
    upper *= StrictMath.exp(0.4 * perBar * Math.abs(random.nextNormal()));
    lower *= StrictMath.exp(-0.4 * perBar * Math.abs(random.nextNormal()));
    open = cents(before);
    close = cents(price);
    high = Math.max(cents(upper), Math.max(open, close));
    low = Math.min(cents(lower), Math.min(open, close));
    double busy = 1 + Math.abs(price / before - 1) / perBar;
    volume = 100 + (long) (sharesPerBar * busy * StrictMath.exp(0.3 * random.nextNormal()));
  }

  private double volatility() {
    return wild ? WILD_VOLATILITY : CALM_VOLATILITY;
  }

  private void move(double logReturn) {
    double bounded = Math.clamp(logReturn, -LARGEST_RETURN, LARGEST_RETURN);
    price = Math.clamp(price * StrictMath.exp(bounded), LOWEST_PRICE, HIGHEST_PRICE);
  }

  private static long cents(double price) {
    return Math.max(1, (long) Math.floor(price * CENTS + 0.5)) * CENT;
  }

  long open() {
    return open;
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  long close() {
    return close;
  }

  long volume() {
    return volume;
  }
}
