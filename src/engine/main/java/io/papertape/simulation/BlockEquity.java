package io.papertape.simulation;

import io.papertape.market.BarColumns;

/// Equity of an account with one instrument after each bar, `cash + units × close`, worked out a
/// block of bars at a time: the run only notes where cash or units change.
///
/// `CrossBenchmark` pays for it: a loop from change to change stumbles over the end of each of
/// many short stretches, so where changes are close together a block is one loop over differences.
final class BlockEquity {
  private static final int BLOCK = 4096;

  /// Up to so many changes a block, each stretch between two is a loop of its own.
  private static final int FEW = BLOCK / 64;

  private long[] closes = {};
  private final int[] changeAt = new int[BLOCK];
  private final long[] changeCash = new long[BLOCK];
  private final long[] changeUnits = new long[BLOCK];
  private final long[] cashDifference = new long[BLOCK];
  private final long[] unitsDifference = new long[BLOCK];
  private int changes;
  private boolean isFollowing;

  /// The first bar that is not written, and the account there.
  private int begin;

  private long cash;
  private long units;

  /// Starts with a history; what was before is forgotten.
  void follow(BarColumns bars) {
    closes = bars.close();
    isFollowing = false;
    changes = 0;
  }

  /// The account from a bar on. Bars come in order.
  ///
  /// @param newUnits whole units held
  /// @param into     where equity goes, one value a bar
  void from(int bar, long newCash, long newUnits, long[] into) {
    if (!isFollowing) {
      isFollowing = true;
      begin = bar;
      cash = newCash;
      units = newUnits;
      return;
    }
    if (bar - begin >= BLOCK || changes == BLOCK) {
      write(bar, into);
    }
    long lastCash = changes == 0 ? cash : changeCash[changes - 1];
    long lastUnits = changes == 0 ? units : changeUnits[changes - 1];
    if (newCash != lastCash || newUnits != lastUnits) {
      changeAt[changes] = bar;
      changeCash[changes] = newCash;
      changeUnits[changes++] = newUnits;
    }
  }

  /// Writes what is left of the bars before an index; those from there on are written by others
  /// until the next call of [#from].
  void leave(int end, long[] into) {
    if (isFollowing) {
      write(end, into);
      isFollowing = false;
    }
  }

  private void write(int end, long[] into) {
    int to = Math.min(end, begin + BLOCK);
    if (changes <= FEW) {
      writeStretches(to, into);
    } else {
      writeDifferences(to, into);
    }
    writeStretch(to, end, into);
    changes = 0;
    begin = end;
  }

  private void writeStretches(int to, long[] into) {
    int at = begin;
    for (int i = 0; i < changes; i++) {
      writeStretch(at, changeAt[i], into);
      cash = changeCash[i];
      units = changeUnits[i];
      at = changeAt[i];
    }
    writeStretch(at, to, into);
  }

  private void writeStretch(int from, int to, long[] into) {
    for (int i = from; i < to; i++) {
      into[i] = cash + closes[i] * units;
    }
  }

  private void writeDifferences(int to, long[] into) {
    long lastCash = cash;
    long lastUnits = units;
    for (int i = 0; i < changes; i++) {
      int at = changeAt[i] - begin;
      cashDifference[at] += changeCash[i] - lastCash;
      unitsDifference[at] += changeUnits[i] - lastUnits;
      lastCash = changeCash[i];
      lastUnits = changeUnits[i];
    }
    long nowCash = cash;
    long nowUnits = units;
    for (int i = begin; i < to; i++) {
      nowCash += cashDifference[i - begin];
      nowUnits += unitsDifference[i - begin];
      into[i] = nowCash + closes[i] * nowUnits;
    }
    cash = nowCash;
    units = nowUnits;
    for (int i = 0; i < changes; i++) {
      cashDifference[changeAt[i] - begin] = 0;
      unitsDifference[changeAt[i] - begin] = 0;
    }
  }
}
