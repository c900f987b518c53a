package io.papertape.workspace.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.Times;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void aLinearScaleEndsOnRoundNumbers() {
    ValueAxis axis = ValueAxis.linear(3, 97);
    assertThat(axis.ticks()).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0, 100.0);
    assertThat(axis.place(100)).isZero();
    assertThat(axis.place(25)).isEqualTo(0.75);
  }

  @Test
  void aSteadySeriesStillHasAScale() {
    assertThat(ValueAxis.linear(100, 100).high()).isGreaterThan(100);
    assertThat(ValueAxis.linear(0, 0).high()).isGreaterThan(0);
    assertThat(ValueAxis.logarithmic(100, 100).high()).isGreaterThan(100);
  }

  @Test
  void aLogarithmicScaleGivesEqualRatiosEqualRoom() {
    ValueAxis axis = ValueAxis.logarithmic(1, 100);
    assertThat(axis.ticks()).containsExactly(1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0);
    assertThat(axis.place(10)).isEqualTo(0.5);
  }

  @Test
  void labelsHaveTheDecimalsTheirStepNeeds() {
    assertThat(AxisText.amount(1_200_000, 200_000)).isEqualTo("1.2M");
    assertThat(AxisText.amount(80_000, 20_000)).isEqualTo("80k");
    assertThat(AxisText.amount(0.25, 0.05)).isEqualTo("0.25");
    assertThat(AxisText.percent(-0.05, 0.05)).isEqualTo("\u22125%");
    assertThat(AxisText.percent(0, 0.005)).isEqualTo("0.0%");
  }

  @Test
  void timeIsMarkedAtStartsOfYearsMonthsDaysHoursOrMinutes() {
    assertThat(labels("2004-08-19T00:00:00Z", "2008-03-01T00:00:00Z"))
        .containsExactly(
            "2005-01", "2005-07", "2006-01", "2006-07", "2007-01", "2007-07", "2008-01");
    assertThat(labels("1998-01-02T00:00:00Z", "2008-06-01T00:00:00Z"))
        .containsExactly(
            "1999", "2000", "2001", "2002", "2003", "2004", "2005", "2006", "2007", "2008");
    assertThat(labels("2024-01-30T12:00:00Z", "2024-02-02T00:00:00Z"))
        .containsExactly("2024-01-31", "2024-02-01", "2024-02-02");
    assertThat(labels("2024-01-30T14:30:00Z", "2024-01-31T01:00:00Z"))
        .containsExactly(
            "15:00",
            "16:00",
            "17:00",
            "18:00",
            "19:00",
            "20:00",
            "21:00",
            "22:00",
            "23:00",
            "2024-01-31",
            "01:00");
    assertThat(labels("2024-01-30T14:30:20Z", "2024-01-30T14:33:00Z"))
        .containsExactly("14:31", "14:32", "14:33");
  }

  @Test
  void anAxisOfNoTimeIsRefused() {
    assertThatThrownBy(() -> new TimeAxis(5, 5, ZoneOffset.UTC))
        .hasMessage("Time does not pass: fromNanos=5, toNanos=5. Give an end after the start.");
  }

  private static List<String> labels(String from, String to) {
    return new TimeAxis(nanos(from), nanos(to), ZoneOffset.UTC)
        .ticks().stream().map(TimeAxis.Tick::label).toList();
  }

  private static long nanos(String text) {
    return Times.nanos(Instant.parse(text));
  }
}
