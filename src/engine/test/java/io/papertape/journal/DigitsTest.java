package io.papertape.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.FixedPoint;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DigitsTest {
  private static final long[] EDGES = {
    0,
    1,
    9,
    10,
    99,
    100,
    9_999,
    10_000,
    99_999_999,
    100_000_000,
    100_000_001,
    123_456_789,
    9_999_999_999_999_999L,
    10_000_000_000_000_000L,
    10_000_000_000_000_001L,
    Long.MAX_VALUE
  };

  private final byte[] bytes = new byte[Digits.REACH];

  @Test
  void numbersAreWrittenAsJavaWritesThem() {
    for (long edge : EDGES) {
      assertThat(number(edge)).isEqualTo(Long.toString(edge));
      assertThat(number(-edge)).isEqualTo(Long.toString(-edge));
    }
    assertThat(number(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200_000; i++) {
      long value = random.nextLong() >> random.nextInt(64);
      assertThat(number(value)).isEqualTo(Long.toString(value));
    }
  }

  @Test
  void decimalsAreWrittenWithoutZerosAtTheirEnd() {
    assertThat(decimal(0)).isEqualTo("0");
    assertThat(decimal(1)).isEqualTo("0.00000001");
    assertThat(decimal(-1)).isEqualTo("-0.00000001");
    assertThat(decimal(-150_000_000)).isEqualTo("-1.5");
    assertThat(decimal(18_313_250_000L)).isEqualTo("183.1325");
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 200_000; i++) {
      long value = random.nextLong() >> (3 + random.nextInt(60));
      long rounded = value / 10_000 * 10_000;
      assertThat(decimal(value)).isEqualTo(FixedPoint.format(value));
      assertThat(decimal(rounded)).isEqualTo(FixedPoint.format(rounded));
    }
  }

  @Test
  void nothingBeyondItsReachIsTouched() {
    for (long edge : EDGES) {
      byte[] longer = new byte[2 * Digits.REACH];
      Digits.writeDecimal(longer, 0, -edge);
      Digits.write(longer, 0, -edge);
      for (int i = Digits.REACH; i < longer.length; i++) {
        assertThat(longer[i]).isZero();
      }
    }
  }

  private String number(long value) {
    return text(Digits.write(bytes, 0, value));
  }

  private String decimal(long value) {
    return text(Digits.writeDecimal(bytes, 0, value));
  }

  private String text(int length) {
    return new String(bytes, 0, length, StandardCharsets.US_ASCII);
  }
}
