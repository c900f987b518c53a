package io.papertape.performance;

import java.time.ZoneId;
import java.time.ZoneOffset;

/// Choices behind a performance report; all of them belong on the record of the run.
///
/// @param zone            its calendar decides where a day, month and year end
/// @param riskFreePerYear annual rate; becomes (1 + rate)^(1 / periods) − 1 per period
/// @param seed            of the resampling; one seed gives one interval
/// @param resamples       number of bootstrap resamples; 0 leaves the intervals out
/// @param confidence      of the intervals, such as 0.95
public record PerformanceOptions(
    ZoneId zone, double riskFreePerYear, long seed, int resamples, double confidence) {

  public PerformanceOptions {
    if (!(riskFreePerYear > -1) || resamples < 0 || !(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          ("Options make no sense: riskFreePerYear=%s, resamples=%d, confidence=%s."
                  + " The rate is above -1, the confidence between 0 and 1.")
              .formatted(riskFreePerYear, resamples, confidence));
    }
  }

  /// UTC days, no risk-free rate, seed 1, a thousand resamples, 95 %.
  public static PerformanceOptions standard() {
    return new PerformanceOptions(ZoneOffset.UTC, 0, 1, 1_000, 0.95);
  }

  PerformanceOptions withoutIntervals() {
    return new PerformanceOptions(zone, riskFreePerYear, seed, 0, confidence);
  }
}
