package io.papertape.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogarithmsTest {
  private static final int SIZE = 1_024;

  private static void assertEqual(double[] numbers) {
    double[] logarithms = new double[numbers.length];
    Logarithms.of(numbers, logarithms, numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      if (Double.doubleToLongBits(logarithms[i])
          != Double.doubleToLongBits(StrictMath.log(numbers[i]))) {
        assertThat(logarithms[i])
            .as("logarithm of %s", Double.toHexString(numbers[i]))
            .isEqualTo(StrictMath.log(numbers[i]));
      }
    }
  }

  /// Ratios as markets have them: 2 million, from a part in 10⁸ to three times.
  @Test
  void ofRatiosAreThoseOfStrictMathToTheBit() {
    SplittableRandom random = new SplittableRandom(3);
    double[] numbers = new double[SIZE];
    for (int round = 0; round < 2_000; round++) {
      double width = Math.scalb(1.0, -round % 27);
      for (int i = 0; i < SIZE; i++) {
        numbers[i] = 1 + width * random.nextDouble(-0.7, 2);
      }
      assertEqual(numbers);
    }
  }

  /// Every `double` near a place where the formula changes.
  @Test
  void ofNumbersAroundTheEdges() {
    double[] edges = {
      1,
      1 + 0x1p-20,
      1 - 0x1p-20,
      1 - 0x1p-21,
      0.72,
      1.28,
      1 - 0.28,
      Math.sqrt(0.5),
      Math.sqrt(2),
      0.71,
      1.38,
      1.42,
      0.5,
      2
    };
    double[] numbers = new double[SIZE];
    for (double edge : edges) {
      long bits = Double.doubleToLongBits(edge) - SIZE / 2;
      for (int i = 0; i < SIZE; i++) {
        numbers[i] = Double.longBitsToDouble(bits + i);
      }
      assertEqual(numbers);
    }
  }

  @Test
  void ofWhatHasNone() {
    assertEqual(
        new double[] {
          0,
          -0.0,
          -1,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          Double.MIN_VALUE,
          Double.MAX_VALUE,
          1e-300,
          1e300
        });
  }
}
