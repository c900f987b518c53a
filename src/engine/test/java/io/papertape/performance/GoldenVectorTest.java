package io.papertape.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.papertape.market.FixedPoint;
import io.papertape.performance.BacktestingPyRow.Figure;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Ten returns and their figures as other tools define them (the published golden vector of
/// section
/// 4.8 of the metric definitions).
class GoldenVectorTest {
  private static final double[] RETURNS = {
    0.01, -0.02, 0.015, 0, -0.005, 0.03, -0.012, 0.007, 0.004, -0.001
  };
  private static final double[] BENCHMARK = {
    0.005, -0.01, 0.01, 0.002, -0.004, 0.012, -0.006, 0.003, 0.001, 0
  };
  private static final long DAY = 86_400_000_000_000L;

  private final EmpyricalMetrics empyrical = new EmpyricalMetrics(RETURNS, 252);
  private final QuantstatsMetrics quantstats = new QuantstatsMetrics(RETURNS, 252);
  private final QuantstatsDays days = new QuantstatsDays(RETURNS);
  private final EmpyricalBenchmark pair = new EmpyricalBenchmark(RETURNS, BENCHMARK, 252);
  private final QuantstatsBenchmark joint = new QuantstatsBenchmark(RETURNS, BENCHMARK, 252);

  @Test
  void momentsAreThoseOfTheGoldenVector() {
    near(empyrical.totalReturn(), 0.0274469643847);
    near(Sample.mean(RETURNS), 0.0028);
    near(Sample.deviation(RETURNS, 1), 0.0140696679263);
    near(Sample.deviation(RETURNS, 0), 0.0133476589708);
    near(quantstats.skew(), 0.336257281549);
    near(empyrical.skew(), 0.283557037203);
    near(quantstats.kurtosis(), 0.643871634714);
    near(empyrical.kurtosis(), -0.181244327838);
  }

  @Test
  void ratiosAreThoseOfTheGoldenVector() {
    near(empyrical.sharpeRatio(0), 3.15918060460);
    near(quantstats.sharpe(0), 3.15918060460);
    near(quantstats.smartSharpe(), 1.65663314451);
    near(quantstats.autocorrPenalty(), 1.90698865049);
    near(empyrical.sortinoRatio(0), 5.88736381002);
    near(quantstats.sortino(0), 5.88736381002);
    near(quantstats.adjustedSortino(0), 4.16299487338);
    near(empyrical.cagr(), 0.978505293032);
    near(quantstats.cagr(), 0.978505293032);
    near(empyrical.maximumDrawdown(), -0.02);
    near(empyrical.calmarRatio(), 48.9252646516);
    near(quantstats.ulcerIndex(), 0.00905056781327);
    near(empyrical.omegaRatio(0), 1.73684210526);
    near(days.gainToPainRatio(), 0.736842105263);
  }

  @Test
  void tailsAreThoseOfTheGoldenVector() {
    near(quantstats.valueAtRisk(), -0.0203425443185);
    near(empyrical.valueAtRisk(0.05), -0.0164);
    near(empyrical.conditionalValueAtRisk(0.05), -0.02);
    near(empyrical.tailRatio(), 1.41768292683);
    near(days.winRate(), 0.555555555556);
    near(days.payoffRatio(), 1.38947368421);
    near(days.kellyCriterion(), 0.235690235690);
    near(empyrical.stabilityOfTimeseries(), 0.615609682522);
  }

  @Test
  void comparisonsAreThoseOfTheGoldenVector() {
    near(pair.beta(), 2.01052379813);
    near(joint.rSquared(), 0.948611531607);
    near(pair.alpha(), 0.0480675398148);
    near(joint.alpha(), 0.0469524037312);
    near(joint.informationRatio(), 0.197623293791);
    near(pair.excessSharpe(), 0.197623293791);
    near(joint.treynorRatio(), 0.0136516485954);
  }

  /// Start equity of 10 000 on 2024-01-01, then ten business days.
  @Test
  void backtestingPyIsThatOfTheGoldenVector() {
    long first = 19_723;
    long[] times =
        IntStream.of(0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 14)
            .mapToLong(d -> (first + d) * DAY)
            .toArray();
    var table =
        BacktestingPyStatistics.of(
            new BacktestingPyInput(
                times,
                Growth.wealth(100, BENCHMARK),
                Growth.wealth(10_000, RETURNS),
                0,
                roundTrips()));
    near(row(table, "Return (Ann.) [%]"), 97.8505293032);
    near(row(table, "Volatility (Ann.) [%]"), 44.6203196839);
    near(row(table, "Sharpe Ratio"), 2.19295894777);
    near(row(table, "Sortino Ratio"), 8.16442269007);
    near(row(table, "CAGR [%]"), 102.672439395);
    near(row(table, "Calmar Ratio"), 48.9252646516);
    near(row(table, "Beta"), 2.00539496145);
    near(row(table, "Alpha [%]"), 0.164740228099);
    near(row(table, "Win Rate [%]"), 200 / 3.0);
    // Printed as 1.95711384029 in the definitions, but 1.05987^(1/3) = 1.01957113843291.
    near(row(table, "Avg. Trade [%]"), 1.957113843291407);
    near(row(table, "Profit Factor"), 4.0);
    near(row(table, "Expectancy [%]"), 2.0);
    near(row(table, "SQN"), 0.960768922831);
    near(row(table, "Kelly Criterion"), 0.5);
  }

  @Test
  void aLossOnTheFirstDayIsADrawdown() {
    double[] equity = {10_000, 9_500, 9_690, 9_786.9};
    near(Drawdowns.maximum(equity), 0.05);
    near(new EmpyricalMetrics(Growth.returns(equity), 252).maximumDrawdown(), -0.05);
    near(new QuantstatsMetrics(Growth.returns(equity), 252).maximumDrawdown(), -0.05);
  }

  private static List<RoundTrip> roundTrips() {
    return List.of(roundTrip(50, 0.05), roundTrip(-20, -0.02), roundTrip(30, 0.03));
  }

  private static RoundTrip roundTrip(long pnl, double fraction) {
    long one = FixedPoint.ONE;
    return new RoundTrip(
        "X", RoundTrip.Direction.LONG, one, 0, DAY, 0, 1, one, one, pnl * one, 0, fraction, 0, 0);
  }

  private static Measure row(List<BacktestingPyRow> table, String name) {
    for (BacktestingPyRow row : table) {
      if (row instanceof Figure(var measure) && measure.name().equals(name)) {
        return measure;
      }
    }
    throw new IllegalArgumentException("No such row: name=%s.".formatted(name));
  }

  private static void near(Measure measure, double expected) {
    near(measure.get(), expected);
  }

  private static void near(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(Math.abs(expected) * 1e-11));
  }
}
