package io.papertape.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Where the growth of an account lies after each of several periods, if its returns go on as those
/// of a backtest: percentiles of stationary bootstrap paths, for each period by itself.
///
/// So a path that goes on as before is outside now and then: with a confidence of 0.9, at one
/// period in ten on average.
///
/// Source: Politis and Romano, "The stationary bootstrap", Journal of the American Statistical
/// Association 89(428), 1994.
///
/// @param within total return after 1, 2, … periods
public record GrowthBand(List<Interval> within) {
  public GrowthBand {
    within = List.copyOf(within);
  }

  /// @param expected  returns of the backtest
  /// @param periods   how many to look ahead
  /// @param resamples paths, at least 100
  public static GrowthBand of(
      double[] expected, int periods, int resamples, double confidence, long seed) {
    if (expected.length == 0 || resamples < 100) {
      throw new IllegalArgumentException(
          "Band needs returns and paths: returns=%d, resamples=%d. Give some, and 100 or more."
              .formatted(expected.length, resamples));
    }
    StationaryBootstrap bootstrap =
        new StationaryBootstrap(new SplittableRandom(seed), BlockLength.expected(expected));
    double[][] totals = new double[periods][resamples];
    int[] index = new int[expected.length];
    for (int k = 0; k < resamples; k++) {
      double wealth = 1;
      for (int i = 0; i < periods; i++) {
        int place = i % index.length;
        if (place == 0) {
          bootstrap.resample(index);
        }
        wealth *= 1 + expected[index[place]];
        totals[i][k] = wealth - 1;
      }
    }
    List<Interval> within = new ArrayList<>();
    for (double[] total : totals) {
      within.add(StationaryBootstrap.percentiles(total, confidence).orElseThrow());
    }
    return new GrowthBand(within);
  }

  /// Whether a total return lies in the band.
  ///
  /// @param periods after how many, at least 1
  public boolean holds(int periods, double total) {
    Interval interval = within.get(periods - 1);
    return total >= interval.low() && total <= interval.high();
  }
}
