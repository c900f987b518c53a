package io.papertape.live.health;

import java.util.Arrays;

/// Different numbers in the order in which they came. They are looked up by halving while they have
/// come in rising order, and otherwise in an index that is made at the first look.
final class RecentNumbers {
  private static final int START = 64;

  private long[] numbers = new long[START];
  private int size;
  private boolean isRising = true;

  /// Places of numbers, counted from 1, by their hash; 0 is free. No state: it follows from them.
  /// Null until it is asked for, and where all has been put back from a state.
  private transient int[] index;

  /// How many of the numbers are in the index.
  private transient int indexed;

  int size() {
    return size;
  }

  /// Adds one that it does not hold.
  ///
  /// @param most that it will ever hold
  void add(long number, int most) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.min(Math.max(most, START), 2 * size));
    }
    isRising = isRising && (size == 0 || numbers[size - 1] < number);
    numbers[size++] = number;
  }

  boolean holds(long number) {
    if (isRising) {
      return Arrays.binarySearch(numbers, 0, size, number) >= 0;
    }
    bringIndexUpToDate();
    return index[place(number)] != 0;
  }

  /// Forgets all and keeps the memory.
  void clear() {
    Arrays.fill(numbers, 0, size, 0);
    if (index != null) {
      Arrays.fill(index, 0);
    }
    size = 0;
    indexed = 0;
    isRising = true;
  }

  private void bringIndexUpToDate() {
    if (index == null || index.length < 2 * numbers.length) {
      index = new int[4 * Integer.highestOneBit(numbers.length)];
      indexed = 0;
    }
    for (; indexed < size; indexed++) {
      index[place(numbers[indexed])] = indexed + 1;
    }
  }

  private int place(long number) {
    int mask = index.length - 1;
    int at = (int) mixed(number) & mask;
    while (index[at] != 0 && numbers[index[at] - 1] != number) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /// As in SplitMix.
  static long mixed(long value) {
    long a = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
