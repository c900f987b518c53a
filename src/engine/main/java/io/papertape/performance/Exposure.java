package io.papertape.performance;

/// What share of equity was at work at each moment.
///
/// @param gross sum of |position value| over equity, one value a moment; 1 is fully invested
/// @param net   signed sum of position values over equity
public record Exposure(double[] gross, double[] net) {
  public Exposure {
    if (gross.length != net.length) {
      throw new IllegalArgumentException(
          "Exposures differ in length: gross=%d, net=%d. Give one of each a moment."
              .formatted(gross.length, net.length));
    }
  }

  /// Exposure that nobody recorded.
  public static Exposure unknown() {
    return new Exposure(new double[0], new double[0]);
  }
}
