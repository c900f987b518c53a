package io.papertape.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FixedPointTest {
  @Test
  void readsAndWritesTheShortestText() {
    assertThat(FixedPoint.parse("0.1")).isEqualTo(10_000_000L);
    assertThat(FixedPoint.parse("-12.50")).isEqualTo(-1_250_000_000L);
    assertThat(FixedPoint.parse("1.2e-5")).isEqualTo(1_200L);
    assertThat(FixedPoint.format(-1_250_000_000L)).isEqualTo("-12.5");
    assertThat(FixedPoint.format(0)).isEqualTo("0");
    assertThat(FixedPoint.format(1)).isEqualTo("0.00000001");
  }

  @Test
  void formatsAsBigDecimalDoes() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      long step = 1;
      for (int zeros = random.nextInt(9); zeros > 0; zeros--) {
        step *= 10;
      }
      long value = (random.nextLong() >> random.nextInt(64)) / step * step;
      String expected = BigDecimal.valueOf(value, 8).stripTrailingZeros().toPlainString();
      assertThat(FixedPoint.format(value)).isEqualTo(value == 0 ? "0" : expected);
    }
    assertThat(FixedPoint.format(Long.MIN_VALUE)).isEqualTo("-92233720368.54775808");
    assertThat(FixedPoint.format(-5_000_000)).isEqualTo("-0.05");
  }

  @Test
  void refusesTextThatWouldLoseDigits() {
    assertThatThrownBy(() -> FixedPoint.parse("0.123456789"))
        .isInstanceOf(NumberFormatException.class)
        .hasMessage(
            "Not a fixed-point number: text=0.123456789. At most 8 decimals and below 10^10.");
    assertThatThrownBy(() -> FixedPoint.parse("NaN")).isInstanceOf(NumberFormatException.class);
    assertThatThrownBy(() -> FixedPoint.parse("10000000000"))
        .isInstanceOf(NumberFormatException.class);
  }

  @Test
  void productsEqualBigDecimal() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200_000; i++) {
      long a = random.nextLong() >> random.nextInt(60);
      long b = random.nextLong() >> random.nextInt(60);
      BigInteger expected =
          new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)))
              .divide(BigDecimal.valueOf(FixedPoint.ONE), 0, RoundingMode.HALF_UP)
              .toBigInteger();
      if (expected.bitLength() > 62) {
        continue;
      }
      assertThat(FixedPoint.multiply(a, b)).as("%d x %d", a, b).isEqualTo(expected.longValue());
    }
  }

  @Test
  void roundsHalfAwayFromZero() {
    long half = FixedPoint.ONE / 2;
    assertThat(FixedPoint.multiply(1, half)).isEqualTo(1);
    assertThat(FixedPoint.multiply(-1, half)).isEqualTo(-1);
    assertThat(FixedPoint.multiply(1, half - 1)).isZero();
    assertThat(FixedPoint.divide(FixedPoint.ofUnits(2), FixedPoint.ofUnits(3)))
        .isEqualTo(66_666_667L);
    assertThat(FixedPoint.divideDown(FixedPoint.ofUnits(2), FixedPoint.ofUnits(3)))
        .isEqualTo(66_666_666L);
  }

  @Test
  void doubleThereAndBackIsTheSameValue() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 100_000; i++) {
      long value = random.nextLong(-(1L << 50), 1L << 50);
      assertThat(FixedPoint.of(FixedPoint.toDouble(value))).isEqualTo(value);
    }
  }

  @Test
  void refusesWhatLeavesTheRange() {
    long huge = 9_000_000_000L * FixedPoint.ONE;
    assertThatThrownBy(() -> FixedPoint.multiply(huge, huge))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage(
            "Number out of range: product of a=9000000000, b=9000000000."
                + " Results must be below 10^10.");
    assertThatThrownBy(() -> FixedPoint.of(1e10)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> FixedPoint.of(Double.NaN)).isInstanceOf(ArithmeticException.class);
  }
}
