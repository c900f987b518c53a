package io.papertape.indicator;

import io.papertape.market.BarColumns;

/// The numbers of a window and those of a block of bars after it, side by side, so that a formula
/// over the last n numbers runs along them.
final class WindowBlock {
  private final LongWindow window;
  private final long[] numbers;
  private int head;
  private int end;
  private long bound;

  WindowBlock(LongWindow window) {
    this.window = window;
    numbers = new long[window.size() + CountedIndicator.BLOCK_BARS];
  }

  /// Puts the prices of the bars `[from, to)` behind the window, which stays as it is.
  ///
  /// @return false if a sum over the window might overflow: take the bars one by one then
  boolean load(PriceField field, BarColumns bars, int from, int to) {
    head = window.copyTo(numbers);
    end = head + to - from;
    field.totals(bars, from, to, numbers, head);
    long bits = 0;
    for (int i = 0; i < end; i++) {
      bits |= numbers[i] ^ (numbers[i] >> 63);
    }
    bound = bits;
    return isBelow(Long.MAX_VALUE);
  }

  /// Whether no sum over the window can reach a limit, nor any of its numbers times its size.
  boolean isBelow(long limit) {
    return bound < limit / window.size();
  }

  /// The window's numbers, the oldest first, then those of the bars from [#head] on; shared.
  long[] numbers() {
    return numbers;
  }

  /// Index of the first bar's number: how many the window holds.
  int head() {
    return head;
  }

  /// The sum of the window after each bar, divided; before it is full, of what it holds.
  void means(long divisor, double[] into) {
    int size = window.size();
    long sum = window.sum();
    int full = Math.min(end, Math.max(head, size));
    boolean isExact = isBelow(ExactDivision.EXACT_DOUBLE);
    for (int i = head; i < full; i++) {
      sum += numbers[i];
      into[i - head] = isExact ? (double) sum : ExactDivision.quotient(sum, divisor);
    }
    for (int i = full; i < end; i++) {
      sum += numbers[i] - numbers[i - size];
      into[i - head] = isExact ? (double) sum : ExactDivision.quotient(sum, divisor);
    }
    for (int i = 0; isExact && i < end - head; i++) {
      into[i] /= divisor;
    }
  }

  /// Adds the bars to the window.
  void keep() {
    window.addAll(numbers, head, end);
  }
}
