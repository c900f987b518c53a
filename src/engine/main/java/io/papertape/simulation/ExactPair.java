package io.papertape.simulation;

import io.papertape.simulation.IndicatorColumn.Exact;
import java.util.Optional;

/// Two exact columns of one history, compared without dividing: the sign of
/// `left × leftFactor − right × rightFactor` is that of the difference of their values.
///
/// `SweepBenchmark` pays for the form of the loop, of which the compiler takes eight bars at once:
/// each numerator is a difference of two running sums, so that no bar waits for the one before it;
/// the side is a number of four bytes, so that what is written cannot be what is read; products are
/// those of `double`s, which are exact because all of them stay below 2⁵².
record ExactPair(Exact left, Exact right, long leftFactor, long rightFactor) {
  /// Below it, ratios that differ lie further apart than `double` rounds, so that comparing them
  /// exactly and comparing the rounded values come to the same.
  private static final long DISTINCT = 1L << 52;

  /// Empty if one of them is not exact, or its numbers are so large that rounding could make a
  /// tie.
  static Optional<ExactPair> of(IndicatorColumn left, IndicatorColumn right) {
    Optional<Exact> one = left.exact();
    Optional<Exact> other = right.exact();
    if (one.isEmpty() || other.isEmpty() || one.get().bars() != other.get().bars()) {
      return Optional.empty();
    }
    long divisor = one.get().column().divisor();
    long otherDivisor = other.get().column().divisor();
    long common = greatestCommonDivisor(divisor, otherDivisor);
    ExactPair pair = new ExactPair(one.get(), other.get(), otherDivisor / common, divisor / common);
    return pair.isDistinct() ? Optional.of(pair) : Optional.empty();
  }

  private boolean isDistinct() {
    return left.column().largest(left.bars()) < DISTINCT / leftFactor
        && right.column().largest(right.bars()) < DISTINCT / rightFactor;
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  /// Writes the side of each of the bars `[from, to)` to the places from `at` on: above 0 where the
  /// left column is above, below 0 where it is below, 0 at a tie.
  ///
  /// @param from at which both columns have a value
  /// @param memory for sums that are not kept
  void sides(int from, int to, int[] into, int at, RunMemory memory) {
    int reach = Math.max(left.column().period(), right.column().period()) - 1;
    boolean isKept = left.sums().isKept() && right.sums().isKept();
    long[] one;
    long[] other;
    if (isKept) {
      one = left.sums().kept();
      other = right.sums().kept();
    } else {
      one = memory.leftSums(to - from + reach + 1);
      left.sums().fill(from - reach, to, one);
      other = one;
      if (left.sums() != right.sums()) {
        other = memory.rightSums(one.length);
        right.sums().fill(from - reach, to, other);
      }
    }
    int end = (isKept ? from : reach) + 1;
    compare(one, other, end, to - from, into, at);
  }

  /// @param end where the sum up to and with the first bar is
  private void compare(long[] one, long[] other, int end, int count, int[] into, int at) {
    int leftBegin = end - left.column().period();
    int rightBegin = end - right.column().period();
    double times = leftFactor;
    double otherTimes = rightFactor;
    for (int i = 0; i < count; i++) {
      double difference =
          (double) (one[end + i] - one[leftBegin + i]) * times
              - (double) (other[end + i] - other[rightBegin + i]) * otherTimes;
      // Whole, so that the nearest int has its sign.
      into[at + i] = (int) difference;
    }
  }
}
