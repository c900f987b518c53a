package io.papertape.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.papertape.market.FixedPoint;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PerformanceReportTest {
  private static final long HOUR = 3_600_000_000_000L;
  private static final long DAY = 24 * HOUR;
  private static final long MONDAY = nanos("2024-01-01T00:00");
  private static final PerformanceOptions OPTIONS = PerformanceOptions.standard();

  @Test
  void aLossOnTheFirstDayCountsInEveryFigure() {
    PerformanceReport report =
        PerformanceReport.of(
            PerformanceInput.of(
                new long[] {MONDAY, MONDAY + 10 * HOUR, MONDAY + 34 * HOUR},
                new double[] {100, 95, 96.9}),
            OPTIONS);
    assertThat(value(report, "maxDrawdown")).isCloseTo(0.05, within(1e-15));
    assertThat(value(report, "worstDay")).isCloseTo(-0.05, within(1e-15));
    assertThat(report.underwater().values()[1]).isCloseTo(0.05, within(1e-15));
    assertThat(report.months().getFirst().value()).isCloseTo(-0.031, within(1e-15));
  }

  @Test
  void aDayEndsAtItsLastMomentInTheChosenZone() {
    long[] times = {MONDAY, MONDAY + 20 * HOUR, MONDAY + 23 * HOUR, MONDAY + 30 * HOUR};
    double[] equity = {100, 110, 99, 120};
    PerformanceInput input = PerformanceInput.of(times, equity);
    assertThat(PerformanceReport.of(input, OPTIONS).equity().values())
        .containsExactly(100, 99, 120);
    PerformanceOptions tokyo = new PerformanceOptions(ZoneId.of("Asia/Tokyo"), 0, 1, 0, 0.95);
    assertThat(PerformanceReport.of(input, tokyo).equity().values()).containsExactly(100, 120);
    assertThat(value(PerformanceReport.of(input, OPTIONS), "maxDrawdown"))
        .isCloseTo(0.1, within(1e-15));
  }

  @Test
  void sevenDayWeeksHave365PeriodsFiveDayWeeks252() {
    assertThat(PerformanceReport.of(steps(60, 1), OPTIONS).periodsPerYear()).isEqualTo(365);
    assertThat(PerformanceReport.of(weekdays(60), OPTIONS).periodsPerYear()).isEqualTo(252);
    assertThat(PerformanceReport.of(steps(60, 7), OPTIONS).periodsPerYear()).isEqualTo(52);
    assertThat(PerformanceReport.of(steps(60, 30), OPTIONS).periodsPerYear()).isEqualTo(12);
  }

  @Test
  void growthPerYearFollowsTheCalendar() {
    long end = MONDAY + 2 * 1_461 * DAY / 4;
    PerformanceInput twoYears =
        PerformanceInput.of(new long[] {MONDAY, end}, new double[] {100, 121});
    PerformanceReport report = PerformanceReport.of(twoYears, OPTIONS);
    assertThat(value(report, "cagr")).isCloseTo(0.1, within(1e-12));
    assertThat(report.figure("calmar").orElseThrow().reason()).contains("no drawdown");
  }

  @Test
  void aRunOfAFewDaysHasNoGrowthPerYear() {
    PerformanceReport report = PerformanceReport.of(steps(5, 1), OPTIONS);
    assertThat(report.figure("cagr").orElseThrow().reason())
        .contains("the run is shorter than 30 days");
    assertThat(report.figure("valueAtRisk95").orElseThrow().reason())
        .contains("needs 20 observations, has 5");
  }

  @Test
  void ratiosAgreeWithQuantstatsOnTheSameDays() {
    PerformanceReport report = PerformanceReport.of(weekdays(600), OPTIONS);
    double[] returns = Growth.returns(report.equity().values());
    QuantstatsMetrics same = new QuantstatsMetrics(returns, 252);
    assertThat(value(report, "sharpe")).isEqualTo(same.sharpe(0).get());
    assertThat(value(report, "sortino")).isEqualTo(same.sortino(0).get());
    assertThat(value(report, "omega")).isEqualTo(same.omega(0).get());
  }

  @Test
  void everyRatioLiesInItsInterval() {
    PerformanceReport report = PerformanceReport.of(weekdays(600), OPTIONS);
    for (String name : List.of("sharpe", "sortino", "omega", "calmar", "beta", "alpha")) {
      Measure ratio = report.figure(name).orElseThrow();
      Interval interval = ratio.interval().orElseThrow();
      assertThat(ratio.get()).as(name).isBetween(interval.low(), interval.high());
      assertThat(interval.confidence()).isEqualTo(0.95);
    }
  }

  @Test
  void oneInputGivesOneReport() {
    PerformanceReport first = PerformanceReport.of(weekdays(300), OPTIONS);
    PerformanceReport second = PerformanceReport.of(weekdays(300), OPTIONS);
    assertThat(first.figures()).isEqualTo(second.figures());
    assertThat(first.comparison()).isEqualTo(second.comparison());
    PerformanceOptions other = new PerformanceOptions(ZoneOffset.UTC, 0, 2, 1_000, 0.95);
    assertThat(PerformanceReport.of(weekdays(300), other).figures()).isNotEqualTo(first.figures());
  }

  @Test
  void monthsCompoundToYearsAndYearsToTheTotal() {
    PerformanceReport report = PerformanceReport.of(weekdays(600), OPTIONS);
    double months = 1;
    for (PeriodReturn month : report.months()) {
      months *= 1 + month.value();
    }
    double years = 1;
    for (PeriodReturn year : report.years()) {
      years *= 1 + year.value();
    }
    assertThat(months - 1).isCloseTo(value(report, "totalReturn"), within(1e-12));
    assertThat(years - 1).isCloseTo(value(report, "totalReturn"), within(1e-12));
    assertThat(report.months().getFirst().month()).hasValue(1);
    assertThat(report.years().getFirst().year()).isEqualTo(2024);
  }

  @Test
  void chartsHaveEveryDay() {
    PerformanceReport report = PerformanceReport.of(weekdays(300), OPTIONS);
    assertThat(report.equity().size()).isEqualTo(301);
    assertThat(report.rollingSharpe().size()).isEqualTo(300 - 126 + 1);
    assertThat(report.histogram().counts().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(300);
    assertThat(report.benchmark().orElseThrow().values()[0]).isEqualTo(report.equity().values()[0]);
    assertThat(report.drawdowns()).hasSizeLessThanOrEqualTo(10);
    assertThat(report.drawdowns().getFirst().depth()).isEqualTo(value(report, "maxDrawdown"));
  }

  @Test
  void costsTellTheBreakEven() {
    long unit = FixedPoint.ONE;
    PerformanceInput input =
        new PerformanceInput(
            new long[] {MONDAY, MONDAY + DAY},
            new double[] {1_000, 1_010},
            Optional.empty(),
            new Exposure(new double[] {0, 0.5}, new double[] {0, -0.5}),
            List.of(),
            new TradingCosts(5_000 * unit, 4 * unit, unit, 0));
    PerformanceReport report = PerformanceReport.of(input, OPTIONS);
    assertThat(value(report, "costBps")).isCloseTo(10, within(1e-12));
    assertThat(value(report, "breakEvenCostBps")).isCloseTo(30, within(1e-12));
    assertThat(value(report, "timeInMarket")).isEqualTo(0.5);
    assertThat(value(report, "averageNetExposure")).isEqualTo(-0.25);
  }

  @Test
  void refusesColumnsThatDoNotFit() {
    assertThatThrownBy(() -> PerformanceInput.of(new long[] {0}, new double[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Columns do not fit: times=1, equity=2, benchmark=1, exposure=0."
                + " One each a moment.");
    assertThatThrownBy(() -> PerformanceInput.of(new long[] {0}, new double[] {0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Account starts with nothing: equity=0.0. Give the starting cash first.");
  }

  private static PerformanceInput steps(int count, int days) {
    long[] times = new long[count + 1];
    Arrays.setAll(times, i -> MONDAY + (long) i * days * DAY);
    times[0]--;
    return priced(times);
  }

  private static PerformanceInput weekdays(int count) {
    List<Long> times = new ArrayList<>(List.of(MONDAY));
    for (int day = 0; times.size() <= count; day++) {
      if (day % 7 < 5) {
        times.add(MONDAY + day * DAY + 20 * HOUR);
      }
    }
    return priced(times.stream().mapToLong(Long::longValue).toArray());
  }

  private static PerformanceInput priced(long[] times) {
    SplittableRandom random = new SplittableRandom(11);
    double[] equity = new double[times.length];
    double[] benchmark = new double[times.length];
    equity[0] = 1_000;
    benchmark[0] = 50;
    for (int i = 1; i < times.length; i++) {
      double market = (random.nextDouble() - 0.49) / 50;
      equity[i] = equity[i - 1] * (1 + 0.5 * market + (random.nextDouble() - 0.49) / 100);
      benchmark[i] = benchmark[i - 1] * (1 + market);
    }
    return new PerformanceInput(
        times, equity, Optional.of(benchmark), Exposure.unknown(), List.of(), TradingCosts.none());
  }

  private static double value(PerformanceReport report, String name) {
    return report.figure(name).orElseThrow().get();
  }

  private static long nanos(String text) {
    return LocalDateTime.parse(text).toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L;
  }
}
