package io.papertape.workspace.store;

import java.util.Arrays;

/// Rows on their way into a block, as columns in the order of their layout; reused for one block
/// after the other.
final class RowBlock {
  /// Rows of a full block.
  static final int ROWS = 4096;

  private static final int FIRST_ROWS = 256;

  private final long[][] columns;
  private int rows;

  RowBlock(RowLayout layout) {
    columns = new long[layout.columns()][FIRST_ROWS];
  }

  /// Makes room for one more row: set each of its columns at the answer, then [#end].
  int begin() {
    reserve(1);
    return rows;
  }

  void set(int column, int row, long value) {
    columns[column][row] = value;
  }

  void end() {
    rows++;
  }

  /// Takes rows of the given columns from `from` on, as many as fit and lie before `to`.
  ///
  /// @return how many it took
  int add(long[][] source, int from, int to) {
    int count = Math.min(ROWS - rows, to - from);
    reserve(count);
    for (int i = 0; i < columns.length; i++) {
      System.arraycopy(source[i], from, columns[i], rows, count);
    }
    rows += count;
    return count;
  }

  private void reserve(int count) {
    int length = columns[0].length;
    if (rows + count > length) {
      int larger = Math.min(ROWS, Math.max(2 * length, rows + count));
      for (int i = 0; i < columns.length; i++) {
        columns[i] = Arrays.copyOf(columns[i], larger);
      }
    }
  }

  boolean isFull() {
    return rows == ROWS;
  }

  int rows() {
    return rows;
  }

  long[][] columns() {
    return columns;
  }

  void clear() {
    rows = 0;
  }
}
