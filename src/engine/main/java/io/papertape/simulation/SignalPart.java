package io.papertape.simulation;

/// A part of a signal that computes its bits from the first bar on, a stretch of words at a time.
interface SignalPart {
  /// Writes the words `[from, to)` to the places from 0 on. Each call begins where the one before
  /// ended, and takes at most [SignalColumn#BLOCK] words. Bits beyond the last bar mean nothing.
  void fill(int from, int to, long[] into);
}
