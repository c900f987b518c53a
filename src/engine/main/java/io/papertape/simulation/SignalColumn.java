package io.papertape.simulation;

/// A signal over a whole history as bits: bit i of word i / 64 is bar i. They are computed block
/// by block as the run comes to them, so that prices are still in the cache when the run reads
/// them.
final class SignalColumn implements BarSignal {
  /// Words computed at once.
  static final int BLOCK = 64;

  private static final int WORD = 64;

  private final SignalPart part;
  private final long[] words;
  private final long[] block = new long[BLOCK];
  private final int bars;
  private int known;

  SignalColumn(SignalPart part, int bars) {
    this.part = part;
    this.bars = bars;
    words = new long[words(bars)];
  }

  /// Number of words that hold so many bits.
  static int words(int bars) {
    return (bars + WORD - 1) / WORD;
  }

  @Override
  public boolean isOn(int bar) {
    int word = bar / WORD;
    if (word >= known) {
      computeTo(word);
    }
    return ((words[word] >>> bar) & 1) != 0;
  }

  @Override
  public int next(int from, int limit) {
    for (int word = from / WORD; word * WORD < limit; word++) {
      if (word >= known) {
        computeTo(word);
      }
      long bits = words[word];
      if (word == from / WORD) {
        bits &= -1L << from;
      }
      if (bits != 0) {
        return Math.min(limit, word * WORD + Long.numberOfTrailingZeros(bits));
      }
    }
    return limit;
  }

  @Override
  public void addTo(long[] set, int from, int to) {
    if (to > known) {
      computeTo(to - 1);
    }
    for (int word = from; word < to; word++) {
      set[word - from] |= words[word];
    }
  }

  /// Computes whole blocks, up to the one with a word.
  private void computeTo(int word) {
    while (known <= word) {
      int to = Math.min(words.length, known + BLOCK);
      part.fill(known, to, block);
      System.arraycopy(block, 0, words, known, to - known);
      int rest = bars % WORD;
      if (to == words.length && rest != 0) {
        words[to - 1] &= (1L << rest) - 1;
      }
      known = to;
    }
  }
}
