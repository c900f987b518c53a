package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SideBitsTest {
  private static final int[] SIDES = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE};

  @Test
  void eachBarHasItsBit() {
    SplittableRandom random = new SplittableRandom(1);
    int[] sides = new int[SideBits.BLOCK];
    long[] above = new long[2 + SideBits.BLOCK / 64];
    long[] below = new long[above.length];
    for (int i = 0; i < sides.length; i++) {
      sides[i] = SIDES[random.nextInt(SIDES.length)];
    }
    SideBits bits = new SideBits();
    bits.positive(sides, above, 2);
    bits.negative(sides, below, 2);
    for (int i = 0; i < sides.length; i++) {
      assertThat((above[2 + i / 64] >>> i) & 1).as("bar %d", i).isEqualTo(sides[i] > 0 ? 1 : 0);
      assertThat((below[2 + i / 64] >>> i) & 1).as("bar %d", i).isEqualTo(sides[i] < 0 ? 1 : 0);
    }
    assertThat(above).startsWith(0, 0);
  }
}
