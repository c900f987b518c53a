package io.papertape.performance;

import io.papertape.market.FixedPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Figures of closed round trips under the `papertape` convention. Cash figures are net of fees.
/// A round trip with a profit of exactly 0 neither wins nor loses.
public final class RoundTripStatistics {
  private static final double DAY_NANOS = 86_400e9;
  private static final String NONE = "no round trips";
  private static final String NO_LOSS = "no losing round trip";
  private static final String NO_WIN = "no winning round trip";

  private final List<RoundTrip> trips;
  private final double[] pnl;
  private final double[] returns;
  private final Gauge gauge;

  private RoundTripStatistics(List<RoundTrip> trips) {
    this.trips = trips;
    this.pnl = trips.stream().mapToDouble(t -> FixedPoint.toDouble(t.pnl())).toArray();
    this.returns = trips.stream().mapToDouble(RoundTrip::returnFraction).toArray();
    this.gauge = new Gauge(PerformanceConvention.PAPERTAPE, trips.size());
  }

  /// All figures. Round trips are resampled one by one: their order is taken as chance.
  public static List<Measure> of(List<RoundTrip> trips, PerformanceOptions options) {
    RoundTripStatistics statistics = new RoundTripStatistics(trips);
    List<Measure> figures = new ArrayList<>(statistics.counts());
    figures.addAll(statistics.ratios(options));
    figures.addAll(statistics.sizes());
    figures.addAll(statistics.times());
    figures.addAll(statistics.excursions());
    return List.copyOf(figures);
  }

  private List<Measure> counts() {
    int wins = wins(pnl).length;
    int losses = losses(pnl).length;
    long fees = trips.stream().mapToLong(RoundTrip::fees).reduce(0, Math::addExact);
    return List.of(
        count("roundTrips", trips.size()),
        count("winners", wins),
        count("losers", losses),
        count("draws", trips.size() - wins - losses),
        count("netProfit", Sample.sum(pnl)),
        count("fees", FixedPoint.toDouble(fees)),
        count("longestWinningStreak", Streaks.longest(pnl, 1)),
        count("longestLosingStreak", Streaks.longest(pnl, -1)));
  }

  private List<Measure> ratios(PerformanceOptions options) {
    double[] values = values(pnl);
    List<Measure> plain =
        List.of(
            figure("winRate", values[0], "every round trip is a draw"),
            figure("profitFactor", values[1], NO_LOSS),
            figure("expectancy", values[2], NONE),
            figure("systemQuality", values[3], "fewer than two different profits"),
            figure("kelly", values[4], "no winning or no losing round trip"));
    if (trips.isEmpty()) {
      return plain;
    }
    return new Resampling(List.of(pnl), options, 1)
        .within(plain, drawn -> values(drawn.getFirst()));
  }

  private List<Measure> sizes() {
    return List.of(
        figure("averageReturn", Sample.mean(returns), NONE),
        figure("bestReturn", Sample.maximum(returns), NONE),
        figure("worstReturn", Sample.minimum(returns), NONE),
        figure("averageWin", Sample.mean(wins(pnl)), NO_WIN),
        figure("averageLoss", -Sample.mean(losses(pnl)), NO_LOSS),
        figure("largestWin", Sample.maximum(wins(pnl)), NO_WIN),
        figure("largestLoss", -Sample.minimum(losses(pnl)), NO_LOSS),
        figure("payoff", payoff(pnl), "no winning or no losing round trip"));
  }

  private List<Measure> times() {
    double[] days = trips.stream().mapToDouble(t -> t.durationNanos() / DAY_NANOS).toArray();
    double[] bars = trips.stream().mapToDouble(t -> t.exitBar() - t.entryBar()).toArray();
    return List.of(
        figure("averageDurationDays", Sample.mean(days), NONE),
        figure("medianDurationDays", Sample.quantile(days, 0.5), NONE),
        figure("longestDurationDays", Sample.maximum(days), NONE),
        figure("shortestDurationDays", Sample.minimum(days), NONE),
        figure("averageBars", Sample.mean(bars), NONE),
        count("exposureDays", exposureNanos() / DAY_NANOS));
  }

  /// Time in which at least one position was open.
  private double exposureNanos() {
    List<RoundTrip> byEntry =
        trips.stream().sorted(Comparator.comparingLong(RoundTrip::entryTimeNanos)).toList();
    long held = 0;
    long until = Long.MIN_VALUE;
    for (RoundTrip trip : byEntry) {
      long from = Math.max(until, trip.entryTimeNanos());
      held += Math.max(0, trip.exitTimeNanos() - from);
      until = Math.max(until, trip.exitTimeNanos());
    }
    return held;
  }

  private List<Measure> excursions() {
    double[] adverse = trips.stream().mapToDouble(RoundTrip::maxAdverse).toArray();
    double[] favourable = trips.stream().mapToDouble(RoundTrip::maxFavourable).toArray();
    return List.of(
        figure("averageMaxAdverse", Sample.mean(adverse), NONE),
        figure("worstMaxAdverse", Sample.maximum(adverse), NONE),
        figure("averageMaxFavourable", Sample.mean(favourable), NONE),
        figure("bestMaxFavourable", Sample.maximum(favourable), NONE));
  }

  private Measure count(String name, double value) {
    return Measure.of(name, PerformanceConvention.PAPERTAPE, trips.size(), value);
  }

  private Measure figure(String name, double value, String reasonIfUndefined) {
    return gauge.of(name, value, trips.isEmpty() ? NONE : reasonIfUndefined);
  }

  /// Win rate, profit factor, expectancy, system quality (Van Tharp's SQN: √n · mean / deviation)
  /// and Kelly's fraction.
  private static double[] values(double[] pnl) {
    int wins = 0;
    int losses = 0;
    for (double profit : pnl) {
      wins += profit > 0 ? 1 : 0;
      losses += profit < 0 ? 1 : 0;
    }
    double gains = Sample.gains(pnl, 0);
    double pains = Sample.losses(pnl, 0);
    double mean = Sample.mean(pnl);
    double winRate = (double) wins / (wins + losses);
    double payoff = gains / wins / (pains / losses);
    return new double[] {
      winRate,
      gains / pains,
      mean,
      Math.sqrt(pnl.length) * mean / Sample.deviation(pnl, 1),
      winRate - (1 - winRate) / payoff
    };
  }

  private static double payoff(double[] pnl) {
    return Sample.mean(wins(pnl)) / -Sample.mean(losses(pnl));
  }

  private static double[] wins(double[] pnl) {
    return Arrays.stream(pnl).filter(p -> p > 0).toArray();
  }

  private static double[] losses(double[] pnl) {
    return Arrays.stream(pnl).filter(p -> p < 0).toArray();
  }
}
