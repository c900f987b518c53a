package io.papertape.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.FixedPoint;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MutableEquityMarksTest {
  private static final long HOUR = 3_600_000_000_000L;

  private final MutableEquityMarks marks = new MutableEquityMarks(100);

  @Test
  void theDeepestFallIsAFractionOfThePeakBeforeIt() {
    for (long equity : new long[] {80, 200, 170, 400, 380}) {
      marks.follow(equity);
    }

    assertThat(FixedPoint.format(marks.drawdown(380))).isEqualTo("0.05");
    assertThat(FixedPoint.format(marks.deepestDrawdown())).isEqualTo("0.2"); // 100 to 80
    marks.follow(300);
    assertThat(FixedPoint.format(marks.deepestDrawdown())).isEqualTo("0.25"); // not over yet
  }

  @Test
  void nothingHasFallenAtFirst() {
    assertThat(marks.deepestDrawdown()).isZero();
    assertThat(marks.drawdown(100)).isZero();
    assertThat(marks.peak()).isEqualTo(100);
  }

  @Test
  void onlyANewLowIsOne() {
    assertThat(marks.follow(90)).isTrue();
    assertThat(marks.follow(90)).isFalse();
    assertThat(marks.follow(95)).isFalse();
    assertThat(marks.follow(101)).isFalse();
    assertThat(marks.follow(100)).isTrue();
  }

  @Test
  void aDayBeginsAtMidnightUtcWithWhatWasThereBefore() {
    marks.begin(23 * HOUR, 100);
    marks.begin(24 * HOUR - 1, 120);
    assertThat(marks.dayStartEquity()).isEqualTo(100);
    marks.begin(24 * HOUR, 130);
    marks.begin(47 * HOUR, 150);
    assertThat(marks.dayStartEquity()).isEqualTo(130);
    marks.begin(96 * HOUR, 90);
    assertThat(marks.dayStartEquity()).isEqualTo(90);
  }

  @Test
  void theDeepestIsTheLargestOfAllDrawdowns() {
    SplittableRandom random = new SplittableRandom(4);
    long cash = FixedPoint.ofUnits(100_000);
    MutableEquityMarks walked = new MutableEquityMarks(cash);
    long equity = cash;
    long largest = 0;
    for (int i = 0; i < 50_000; i++) {
      equity += random.nextLong(-FixedPoint.ofUnits(300), FixedPoint.ofUnits(301));
      walked.follow(equity);
      largest = Math.max(largest, walked.drawdown(equity));
      assertThat(walked.deepestDrawdown()).isEqualTo(largest);
    }
  }
}
