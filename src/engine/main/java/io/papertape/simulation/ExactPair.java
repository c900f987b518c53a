package io.papertape.simulation;

import io.papertape.indicator.ExactColumn;
import io.papertape.market.BarColumns;
import java.util.Optional;

/// Two exact columns of one history, compared without dividing: the sign of
/// `left × leftFactor − right × rightFactor` is that of the difference of their values.
record ExactPair(
    ExactColumn left, ExactColumn right, BarColumns bars, long leftFactor, long rightFactor) {

  /// Below it, ratios that differ lie further apart than `double` rounds, so that comparing them
  /// exactly and comparing the rounded values come to the same.
  private static final long DISTINCT = 1L << 52;

  /// Empty if one of them is not exact, or its numbers are so large that rounding could make a
  /// tie.
  static Optional<ExactPair> of(IndicatorColumn left, IndicatorColumn right) {
    Optional<IndicatorColumn.Exact> one = left.exact();
    Optional<IndicatorColumn.Exact> other = right.exact();
    if (one.isEmpty() || other.isEmpty() || one.get().bars() != other.get().bars()) {
      return Optional.empty();
    }
    long divisor = one.get().column().divisor();
    long otherDivisor = other.get().column().divisor();
    long common = greatestCommonDivisor(divisor, otherDivisor);
    ExactPair pair =
        new ExactPair(
            one.get().column(),
            other.get().column(),
            one.get().bars(),
            otherDivisor / common,
            divisor / common);
    return pair.isDistinct() ? Optional.of(pair) : Optional.empty();
  }

  private boolean isDistinct() {
    return left.largest(bars) < DISTINCT / leftFactor
        && right.largest(bars) < DISTINCT / rightFactor;
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  /// Writes the differences of the bars `[from, to)` to the places from 0 on.
  ///
  /// @param scratch is written too
  void subtract(int from, int to, long[] into, long[] scratch) {
    left.fill(bars, from, to, into);
    right.fill(bars, from, to, scratch);
    for (int i = 0; i < to - from; i++) {
      into[i] = into[i] * leftFactor - scratch[i] * rightFactor;
    }
  }
}
