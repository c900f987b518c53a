package io.papertape.performance;

import java.time.ZoneId;
import java.util.Arrays;

/// Which moments of a run end a day: computed once for all runs over the same moments.
public final class Sampling {
  private final long[] moments;
  private final PeriodSeries periods;

  private Sampling(long[] moments, ZoneId zone) {
    this.moments = moments;
    periods = PeriodSeries.of(moments, zone);
  }

  /// @param timeNanos start of the account, then every moment, rising
  /// @param zone      its calendar decides where a day ends
  public static Sampling of(long[] timeNanos, ZoneId zone) {
    return new Sampling(timeNanos.clone(), zone);
  }

  /// True if it was made of exactly these moments.
  public boolean fits(long[] timeNanos) {
    return Arrays.equals(moments, timeNanos);
  }

  /// 252 or 365 for days; 52, 12, 4 or 1 for rarer data.
  public double periodsPerYear() {
    return periods.periodsPerYear();
  }

  /// Moment at which each return ended.
  public long[] endNanos() {
    return periods.endNanos();
  }

  /// Simple returns of the periods.
  ///
  /// @param equity one value a moment
  public double[] returns(double[] equity) {
    return Growth.returns(periods.levels(equity));
  }

  PeriodSeries periods() {
    return periods;
  }
}
