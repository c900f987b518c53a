package io.papertape.workspace.synthetic;

/// SplitMix64: the same numbers on every machine and JDK.
///
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
final class SplitMix {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1p-53;

  private long state;

  SplitMix(long seed) {
    state = seed;
  }

  long nextLong() {
    state += GOLDEN_GAMMA;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /// Uniform in `[0, 1)`.
  double nextDouble() {
    return (nextLong() >>> 11) * UNIT;
  }

  /// Standard normal, by Box and Muller's formula.
  double nextNormal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * nextDouble());
  }

  /// Student's t with four degrees of freedom, scaled to variance 1: tails as fat as daily
  /// returns.
  double nextFatTailed() {
    double normal = nextNormal();
    double squares = 0;
    for (int i = 0; i < 4; i++) {
      double one = nextNormal();
      squares += one * one;
    }
    return normal / StrictMath.sqrt(squares / 4) / StrictMath.sqrt(2);
  }
}
