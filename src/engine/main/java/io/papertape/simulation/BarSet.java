package io.papertape.simulation;

import java.util.Arrays;

/// Bars of a stretch as bits, on their way into a list.
///
/// `CrossBenchmark` pays for the way: a word seldom holds more than four bars, and four are written
/// whether it holds them or not, because the branch at the end of each word's bars would mostly be
/// guessed wrong.
final class BarSet {
  /// By so many places a list may be written beyond its end.
  static final int SPARE = 3;

  private static final int WORD = 64;

  private final long[] words;

  /// @param most bars of a stretch
  BarSet(int most) {
    words = new long[most / WORD + 2];
  }

  /// Lists the bars of `[from, to)` that the gates let through.
  ///
  /// @return how many there are
  int list(Gates gates, int from, int to, int[] into) {
    int first = from / WORD;
    int count = (to - 1) / WORD + 1 - first;
    Arrays.fill(words, 0, count, 0);
    gates.addTo(words, first, first + count);
    words[0] &= -1L << from;
    words[count - 1] &= -1L >>> -to;
    int listed = 0;
    for (int word = 0; word < count; word++) {
      listed = list(words[word], (first + word) * WORD, into, listed);
    }
    return listed;
  }

  /// @return how many are listed with those of the word
  private static int list(long word, int bar, int[] into, int listed) {
    long bits = word;
    int end = listed + Long.bitCount(bits);
    int at = listed;
    do {
      for (int i = 0; i <= SPARE; i++) {
        into[at + i] = bar + Long.numberOfTrailingZeros(bits);
        bits &= bits - 1;
      }
      at += SPARE + 1;
    } while (at < end);
    return end;
  }
}
