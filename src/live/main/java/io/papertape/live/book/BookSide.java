package io.papertape.live.book;

import io.papertape.live.feed.Level;
import java.util.Arrays;
import java.util.List;

/// One side of a book, sorted, the best price last: most changes happen near the best price, and
/// there they move the fewest elements. Asks are kept under the negative of their price.
final class BookSide {
  private static final int INITIAL_CAPACITY = 64;

  private final boolean isBid;
  private long[] keys = new long[INITIAL_CAPACITY];
  private Level[] levels = new Level[INITIAL_CAPACITY];
  private int size;

  BookSide(boolean isBid) {
    this.isBid = isBid;
  }

  int size() {
    return size;
  }

  /// Level by its distance from the best, which is 0.
  Level level(int rank) {
    return levels[size - 1 - rank];
  }

  void clear() {
    Arrays.fill(levels, 0, size, null);
    size = 0;
  }

  /// Sets the levels' quantities; a quantity of 0 removes its price, whether it is there or not.
  void apply(List<Level> changes) {
    for (int i = 0; i < changes.size(); i++) {
      apply(changes.get(i));
    }
  }

  private void apply(Level change) {
    long key = isBid ? change.price() : -change.price();
    int index = Arrays.binarySearch(keys, 0, size, key);
    if (change.quantity() == 0) {
      if (index >= 0) {
        remove(index, 1);
      }
    } else if (index >= 0) {
      levels[index] = change;
    } else {
      insert(-index - 1, key, change);
    }
  }

  private void insert(int index, long key, Level level) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      levels = Arrays.copyOf(levels, 2 * size);
    }
    System.arraycopy(keys, index, keys, index + 1, size - index);
    System.arraycopy(levels, index, levels, index + 1, size - index);
    keys[index] = key;
    levels[index] = level;
    size++;
  }

  private void remove(int index, int count) {
    System.arraycopy(keys, index + count, keys, index, size - index - count);
    System.arraycopy(levels, index + count, levels, index, size - index - count);
    Arrays.fill(levels, size - count, size, null);
    size -= count;
  }

  /// Drops the worst prices beyond a depth.
  void truncate(int depth) {
    if (size > depth) {
      remove(0, size - depth);
    }
  }
}
