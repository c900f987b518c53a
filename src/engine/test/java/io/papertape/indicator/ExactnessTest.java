package io.papertape.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Means that are exact to the last bit, and deviations that do not drift.
class ExactnessTest {
  @Test
  void quotientIsTheNearestDoubleAlsoAboveTwoToThe53() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 100_000; i++) {
      long dividend = random.nextLong() >> random.nextInt(1, 50);
      long divisor = FixedPoint.ONE * random.nextLong(1, 1_000);
      double expected =
          new BigDecimal(dividend)
              .divide(new BigDecimal(divisor), new MathContext(60))
              .doubleValue();
      assertThat(ExactDivision.quotient(dividend, divisor))
          .as("%d / %d", dividend, divisor)
          .isEqualTo(expected);
    }
  }

  @Test
  void smaOverAMillionBarsEqualsTheFreshSumOfItsWindow() {
    BarColumns bars = RandomBars.walk(11, 1_000_000);
    Sma sma = new Sma(50);
    long[] close = bars.close();
    for (int i = 0; i < bars.size(); i++) {
      RandomBars.feed(sma, bars, i);
      if (i % 997 == 996) {
        long sum = 0;
        for (int j = i - 49; j <= i; j++) {
          sum += close[j];
        }
        BigDecimal mean = new BigDecimal(sum).divide(new BigDecimal(50 * FixedPoint.ONE));
        assertThat(sma.value()).as("bar %d", i).isEqualTo(mean.doubleValue());
      }
    }
  }

  @Test
  void averagesThatTieExactlyAreEqual() {
    Sma fast = new Sma(3);
    Sma slow = new Sma(6);
    for (String price : List.of("0.1", "0.2", "0.3", "0.2", "0.3", "0.1")) {
      long p = FixedPoint.parse(price);
      fast.update(p, p, p, p, 1);
      slow.update(p, p, p, p, 1);
    }
    assertThat(fast.value()).isEqualTo(slow.value()).isEqualTo(0.2);
  }

  @Test
  void deviationOfAHighPriceWithTinyMovesNeitherDriftsNorCancels() {
    StandardDeviation deviation = new StandardDeviation(4);
    long base = 90_000 * FixedPoint.ONE;
    for (int i = 0; i < 1_000_000; i++) {
      long p = base + (i / 7 % 1000) * 1_000_000L + (i % 2);
      deviation.update(p, p, p, p, 1);
    }
    for (int i = 0; i < 4; i++) {
      long p = base + 2L * (i % 2);
      deviation.update(p, p, p, p, 1);
    }
    assertThat(deviation.value()).isCloseTo(1e-8, within(1e-23));
  }

  @Test
  void deviationOfAConstantPriceIsExactlyZero() {
    BollingerBands bands = new BollingerBands(3, 2);
    long p = FixedPoint.parse("0.1");
    for (int i = 0; i < 5; i++) {
      bands.update(p, p, p, p, 1);
    }
    assertThat(bands.upper()).isEqualTo(0.1).isEqualTo(bands.lower());
  }
}
