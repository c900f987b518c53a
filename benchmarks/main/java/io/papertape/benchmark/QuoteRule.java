package io.papertape.benchmark;

/// The rule of W4. At each quote an exponential mean and variance of the middle are kept. At
/// every hundredth, what works is cancelled and a limit order is placed: if flat, to buy one at
/// the bid, unless the middle stands more than three deviations above the mean; if long, to sell
/// it at the ask.
final class QuoteRule {
  static final int EVERY = 100;
  static final double WEIGHT = 0.001;
  static final double DEVIATIONS = 3;

  private double mean;
  private double variance;

  void add(double middle) {
    double difference = middle - mean;
    mean += WEIGHT * difference;
    variance = (1 - WEIGHT) * (variance + WEIGHT * difference * difference);
  }

  boolean isLow(double middle) {
    double above = middle - mean;
    return above <= 0 || above * above <= DEVIATIONS * DEVIATIONS * variance;
  }
}
