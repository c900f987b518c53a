package io.papertape.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.BarColumns;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/// Compares the columns of an indicator with its stream, to the bit: whole, and in parts between
/// which bars come one by one and splits restate the past.
public final class ColumnCheck {
  private static final double UNTOUCHED = 12_345.5;

  private ColumnCheck() {}

  /// Parts are cut at seeded places, some shorter than any window, some longer than a block.
  public static void assertColumnsEqualTheStream(
      Supplier<Indicator> fresh, BarColumns bars, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int output = 0; output < fresh.get().outputs(); output++) {
      assertSame(fresh, bars, output, new int[] {0, bars.size()}, random);
      for (int round = 0; round < 6; round++) {
        assertSame(fresh, bars, output, cuts(bars.size(), random), random);
      }
    }
  }

  private static int[] cuts(int size, SplittableRandom random) {
    int[] cuts = new int[random.nextInt(2, 9)];
    for (int i = 1; i < cuts.length - 1; i++) {
      cuts[i] = random.nextInt(random.nextBoolean() ? Math.min(size, 60) + 1 : size + 1);
    }
    cuts[cuts.length - 1] = size;
    Arrays.sort(cuts);
    return cuts;
  }

  private static void assertSame(
      Supplier<Indicator> fresh, BarColumns bars, int output, int[] cuts, SplittableRandom random) {
    Indicator stream = fresh.get();
    Indicator filled = fresh.get();
    for (int part = 1; part < cuts.length; part++) {
      int from = cuts[part - 1];
      int to = cuts[part];
      if (part > 1 && random.nextBoolean()) {
        long numerator = random.nextLong(1, 4);
        long denominator = random.nextLong(1, 4);
        stream.rescale(numerator, denominator);
        filled.rescale(numerator, denominator);
      }
      double[] expected = new double[to - from];
      int firstReady = stream(stream, bars, from, to, output, expected);
      if (part > 1 && to - from < 40 && random.nextBoolean()) {
        double[] one = new double[to - from];
        stream(filled, bars, from, to, output, one);
        assertBits(expected, one, stream, output, from);
        continue;
      }
      int at = random.nextInt(3) == 0 ? 0 : random.nextInt(50);
      double[] into = new double[at + to - from + 3];
      Arrays.fill(into, UNTOUCHED);
      assertThat(filled.fill(bars, from, to, output, into, at))
          .as("%s, first ready of %d to %d", stream.name(), from, to)
          .isEqualTo(firstReady);
      assertBits(expected, Arrays.copyOfRange(into, at, at + to - from), stream, output, from);
      Arrays.fill(into, at, at + to - from, UNTOUCHED);
      assertThat(into).as("beside the part").containsOnly(UNTOUCHED);
    }
    assertThat(filled.isReady()).isEqualTo(stream.isReady());
  }

  private static int stream(
      Indicator indicator, BarColumns bars, int from, int to, int output, double[] into) {
    int firstReady = Integer.MAX_VALUE;
    for (int i = from; i < to; i++) {
      indicator.update(
          bars.open()[i], bars.high()[i], bars.low()[i], bars.close()[i], bars.volume()[i]);
      firstReady = indicator.isReady() ? Math.min(firstReady, i) : firstReady;
      into[i - from] = indicator.isReady(output) ? indicator.value(output) : Double.NaN;
    }
    return firstReady;
  }

  private static void assertBits(
      double[] expected, double[] actual, Indicator indicator, int output, int from) {
    for (int i = 0; i < expected.length; i++) {
      if (Double.doubleToLongBits(expected[i]) != Double.doubleToLongBits(actual[i])) {
        assertThat(actual[i])
            .as(
                "%s %s, bar %d of the part from %d",
                indicator.name(), indicator.outputName(output), i, from)
            .isEqualTo(expected[i]);
        throw new AssertionError("Zeros of two signs: " + indicator.name() + ", bar " + i);
      }
    }
  }
}
