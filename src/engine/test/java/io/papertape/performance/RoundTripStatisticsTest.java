package io.papertape.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.papertape.market.FixedPoint;
import io.papertape.performance.RoundTrip.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundTripStatisticsTest {
  private static final long DAY = 86_400_000_000_000L;
  private static final List<RoundTrip> TRIPS =
      List.of(
          trip("B", Direction.LONG, 0, 2, 50, 0.05),
          trip("A", Direction.SHORT, 2, 3, -20, -0.02),
          trip("B", Direction.LONG, 3, 3, 0, 0),
          trip("A", Direction.LONG, 4, 7, 30, 0.03));

  /// Wins 50 and 30, loss 20, one draw.
  @Test
  void figuresAreThoseWorkedOutByHand() {
    assertThat(value("roundTrips")).isEqualTo(4);
    assertThat(value("draws")).isEqualTo(1);
    assertThat(value("netProfit")).isEqualTo(60);
    assertThat(value("winRate")).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(value("profitFactor")).isEqualTo(4);
    assertThat(value("expectancy")).isEqualTo(15);
    assertThat(value("payoff")).isEqualTo(2);
    assertThat(value("kelly")).isCloseTo(0.5, within(1e-15));
    assertThat(value("averageReturn")).isCloseTo(0.015, within(1e-15));
    assertThat(value("largestLoss")).isEqualTo(20);
    assertThat(value("averageDurationDays")).isEqualTo(1.5);
    assertThat(value("medianDurationDays")).isEqualTo(1.5);
    assertThat(value("exposureDays")).isEqualTo(6);
    assertThat(value("longestWinningStreak")).isEqualTo(1);
    assertThat(value("averageMaxAdverse")).isCloseTo(0.01, within(1e-15));
    assertThat(value("bestMaxFavourable")).isCloseTo(0.06, within(1e-15));
  }

  @Test
  void overlappingRoundTripsAreExposedOnce() {
    List<RoundTrip> overlapping =
        List.of(
            trip("A", Direction.LONG, 2, 4, 1, 0),
            trip("B", Direction.LONG, 0, 6, 1, 0),
            trip("C", Direction.LONG, 5, 8, 1, 0));
    Measure days = find(RoundTripStatistics.of(overlapping, options()), "exposureDays");
    assertThat(days.get()).isEqualTo(8);
  }

  @Test
  void withoutRoundTripsOnlyCountsArePresent() {
    for (Measure figure : RoundTripStatistics.of(List.of(), PerformanceOptions.standard())) {
      if (figure.isPresent()) {
        assertThat(figure.get()).as(figure.name()).isZero();
      } else {
        assertThat(figure.reason()).contains("no round trips");
      }
    }
  }

  @Test
  void withoutLossesTheProfitFactorIsAbsent() {
    List<RoundTrip> winners = List.of(TRIPS.getFirst(), TRIPS.getLast());
    Measure factor = find(RoundTripStatistics.of(winners, options()), "profitFactor");
    assertThat(factor.reason()).contains("no losing round trip");
  }

  @Test
  void intervalsNeedTwentyRoundTrips() {
    assertThat(find(RoundTripStatistics.of(TRIPS, options()), "winRate").interval()).isEmpty();
    List<RoundTrip> many = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      many.addAll(TRIPS);
    }
    Measure rate = find(RoundTripStatistics.of(many, options()), "winRate");
    assertThat(rate.interval().orElseThrow().low()).isBetween(0.4, 0.6);
    assertThat(rate.interval().orElseThrow().high()).isBetween(0.75, 0.9);
  }

  @Test
  void theReportGroupsBySideAndInstrument() {
    PerformanceInput input =
        new PerformanceInput(
            new long[] {0, DAY},
            new double[] {1, 1},
            Optional.empty(),
            Exposure.unknown(),
            TRIPS,
            TradingCosts.none());
    PerformanceReport report = PerformanceReport.of(input, options());
    assertThat(report.roundTrips())
        .extracting(RoundTripGroup::name)
        .containsExactly("all", "long", "short");
    assertThat(report.byInstrument()).extracting(RoundTripGroup::name).containsExactly("A", "B");
    assertThat(find(report.byInstrument().getFirst().figures(), "netProfit").get()).isEqualTo(10);
    assertThat(find(report.roundTrips().getLast().figures(), "netProfit").get()).isEqualTo(-20);
  }

  @Test
  void refusesARoundTripThatEndsBeforeItStarts() {
    assertThatThrownBy(() -> trip("A", Direction.LONG, 2, 1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Round trip ends before it starts: entryTimeNanos=172800000000000,"
                + " exitTimeNanos=86400000000000, entryBar=2, exitBar=1."
                + " Pair the fills in order of time.");
  }

  private static double value(String name) {
    return find(RoundTripStatistics.of(TRIPS, options()), name).get();
  }

  private static Measure find(List<Measure> figures, String name) {
    return figures.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }

  private static PerformanceOptions options() {
    return PerformanceOptions.standard();
  }

  private static RoundTrip trip(
      String symbol, Direction direction, int from, int to, long pnl, double fraction) {
    long one = FixedPoint.ONE;
    return new RoundTrip(
        symbol,
        direction,
        one,
        from * DAY,
        to * DAY,
        from,
        to,
        one,
        one,
        pnl * one,
        0,
        fraction,
        0.01,
        Math.max(0, fraction) + 0.01);
  }
}
