package io.papertape.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RealTextTest {
  private static final int CASES = 200_000;

  private final RealText reals = new RealText();
  private final byte[] bytes = new byte[RealText.REACH];

  @Test
  void numbersAreWrittenAsJavaPrintsThem() {
    double[] edges = {
      1e-3,
      Math.nextDown(1e-3),
      Math.nextUp(1e-3),
      1e7,
      Math.nextDown(1e7),
      9_999_999.99999999,
      9_999_999.999999998,
      0.1 + 0.2,
      1,
      100,
      0.5,
      2e-3,
      0.00123456789,
      123.456,
      1e22,
      1e23,
      1e-5,
      Double.MIN_VALUE,
      Double.MIN_NORMAL,
      Double.MAX_VALUE,
      2.2250738585072014e-308,
      9e15
    };
    for (double edge : edges) {
      assertThat(text(edge)).isEqualTo(Double.toString(edge));
      assertThat(text(-edge)).isEqualTo(Double.toString(-edge));
    }
  }

  @Test
  void zeroHasNoSignAndWhatIsNoNumberIsNull() {
    assertThat(text(0.0)).isEqualTo("0.0");
    assertThat(text(-0.0)).isEqualTo("0.0");
    assertThat(text(Double.NaN)).isEqualTo("null");
    assertThat(text(Double.POSITIVE_INFINITY)).isEqualTo("null");
    assertThat(text(Double.NEGATIVE_INFINITY)).isEqualTo("null");
  }

  @Test
  void anyBitsAreWrittenAsJavaPrintsThem() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < CASES; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(text(value)).isEqualTo(Double.toString(value));
      }
    }
  }

  @Test
  void pricesMeansAndTheirNeighboursAreWrittenAsJavaPrintsThem() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < CASES; i++) {
      long ticks = random.nextLong(1L << (2 + random.nextInt(40)));
      double decimal = ticks / StrictMath.pow(10, random.nextInt(12));
      double mean = ticks / 1e4 / (1 + random.nextInt(200));
      for (double value : new double[] {decimal, Math.nextUp(decimal), Math.nextDown(mean), mean}) {
        assertThat(text(value)).isEqualTo(Double.toString(value == 0 ? 0.0 : value));
      }
    }
  }

  private String text(double value) {
    int length = reals.write(bytes, 0, value);
    return new String(bytes, 0, length, StandardCharsets.US_ASCII);
  }
}
