package io.papertape.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.papertape.performance.BacktestingPyRow.Figure;
import io.papertape.performance.BacktestingPyRow.Span;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacktestingPyStatisticsTest {
  private static final long DAY = 86_400_000_000_000L;

  @Test
  void weeklyBarsCompoundOver52Weeks() {
    assertThat(figure(growing(7), "Return (Ann.) [%]").get())
        .isCloseTo(100 * (Math.pow(1.01, 52) - 1), within(1e-9));
  }

  @Test
  void monthlyBarsCompoundOverTwelveMonths() {
    assertThat(figure(growing(31), "Return (Ann.) [%]").get())
        .isCloseTo(100 * (Math.pow(1.01, 12) - 1), within(1e-9));
  }

  @Test
  void barsOfEveryDayCompoundOver365Days() {
    assertThat(figure(growing(1), "Return (Ann.) [%]").get())
        .isCloseTo(100 * (Math.pow(1.01, 365) - 1), within(1e-7));
  }

  @Test
  void anAccountThatNeverMovesHasReasonsInsteadOfRatios() {
    List<BacktestingPyRow> rows = table(1, new double[] {100, 100, 100, 100});
    assertThat(figure(rows, "Return [%]").get()).isZero();
    assertThat(figure(rows, "Max. Drawdown [%]").get()).isZero();
    assertThat(figure(rows, "Sharpe Ratio").reason()).contains("equity does not vary");
    assertThat(figure(rows, "Sortino Ratio").reason()).contains("no day with a loss");
    assertThat(figure(rows, "Calmar Ratio").reason()).contains("no drawdown");
    assertThat(figure(rows, "SQN").reason()).contains("no round trips");
    assertThat(span(rows, "Max. Drawdown Duration").text()).isEqualTo("no drawdown");
    assertThat(span(rows, "Duration").text()).isEqualTo("3 days 00:00:00");
  }

  @Test
  void aFallOnTheLastBarAloneIsNoCountedDrawdown() {
    List<BacktestingPyRow> rows = table(1, new double[] {100, 110, 99});
    assertThat(figure(rows, "Max. Drawdown [%]").get()).isCloseTo(-10, within(1e-12));
    assertThat(figure(rows, "Avg. Drawdown [%]").isPresent()).isFalse();
  }

  @Test
  void refusesColumnsThatDoNotFit() {
    assertThatThrownBy(
            () ->
                new BacktestingPyInput(
                    new long[2], new double[2], new double[2], 2, List.<RoundTrip>of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Columns do not fit: times=2, close=2, equity=2, firstIndicatorBar=2."
                + " One each per bar.");
  }

  private static List<BacktestingPyRow> growing(int days) {
    double[] returns = new double[120];
    Arrays.fill(returns, 0.01);
    return table(days, Growth.wealth(100, returns));
  }

  private static List<BacktestingPyRow> table(int days, double[] equity) {
    long[] times = new long[equity.length];
    Arrays.setAll(times, i -> (long) i * days * DAY);
    return BacktestingPyStatistics.of(new BacktestingPyInput(times, equity, equity, 0, List.of()));
  }

  private static Measure figure(List<BacktestingPyRow> rows, String name) {
    return ((Figure) row(rows, name)).measure();
  }

  private static Span span(List<BacktestingPyRow> rows, String name) {
    return (Span) row(rows, name);
  }

  private static BacktestingPyRow row(List<BacktestingPyRow> rows, String name) {
    return rows.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
  }
}
