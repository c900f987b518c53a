package io.papertape.simulation;

/// Sides of the bars of a block as bits: a number a bar becomes bit i of word i / 64.
///
/// `SweepBenchmark` pays for the way: the block is laid over itself in four layers, a byte of each
/// number, which takes no step a bar, and then eight numbers after each other are one byte of four
/// words.
final class SideBits {
  /// Bars of a block.
  static final int BLOCK = SignalColumn.BLOCK * 64;

  private static final int LAYERS = 4;
  private static final int LAYER = BLOCK / LAYERS;
  private static final int WORDS = LAYER / 64;

  private final int[] folded = new int[LAYER];

  /// Writes the bits of the negative numbers of a block.
  ///
  /// @param at first of the words
  void negative(int[] sides, long[] into, int at) {
    for (int i = 0; i < LAYER; i++) {
      folded[i] =
          (sides[i] >>> 31)
              | (sides[i + LAYER] >>> 31) << 8
              | (sides[i + 2 * LAYER] >>> 31) << 16
              | (sides[i + 3 * LAYER] >>> 31) << 24;
    }
    unfold(into, at);
  }

  /// Writes the bits of the positive numbers of a block.
  ///
  /// @param at first of the words
  void positive(int[] sides, long[] into, int at) {
    for (int i = 0; i < LAYER; i++) {
      folded[i] =
          positive(sides[i])
              | positive(sides[i + LAYER]) << 8
              | positive(sides[i + 2 * LAYER]) << 16
              | positive(sides[i + 3 * LAYER]) << 24;
    }
    unfold(into, at);
  }

  /// 1 or 0. The lowest number is its own negative.
  private static int positive(int number) {
    return (-number & ~number) >>> 31;
  }

  private void unfold(long[] into, int at) {
    for (int word = 0; word < WORDS; word++) {
      long first = 0;
      long second = 0;
      long third = 0;
      long fourth = 0;
      for (int shift = 0; shift < 64; shift += 8) {
        int eight = eight(64 * word + shift);
        first |= (eight & 0xFFL) << shift;
        second |= (eight >>> 8 & 0xFFL) << shift;
        third |= (eight >>> 16 & 0xFFL) << shift;
        fourth |= (eight >>> 24 & 0xFFL) << shift;
      }
      into[at + word] = first;
      into[at + WORDS + word] = second;
      into[at + 2 * WORDS + word] = third;
      into[at + 3 * WORDS + word] = fourth;
    }
  }

  /// Doubling and adding is one instruction, shifting and combining are two.
  private int eight(int at) {
    int bits = folded[at + 7];
    bits = bits + bits + folded[at + 6];
    bits = bits + bits + folded[at + 5];
    bits = bits + bits + folded[at + 4];
    bits = bits + bits + folded[at + 3];
    bits = bits + bits + folded[at + 2];
    bits = bits + bits + folded[at + 1];
    return bits + bits + folded[at];
  }
}
