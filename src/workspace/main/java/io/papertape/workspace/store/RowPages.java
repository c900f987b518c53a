package io.papertape.workspace.store;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Rows of a series, block by block read into the same arrays, which are small enough to stay in
/// the processor's cache. For one thread.
final class RowPages implements AutoCloseable {
  private final RowReader reader;
  private final long[][] page;
  private final long to;
  private long next;
  private boolean isClosed;

  /// Opens the rows `[from, to)`.
  ///
  /// @param rows how many are committed
  RowPages(RowFolder folder, long rows, long from, long to) {
    this.to = to;
    next = from;
    page = new long[folder.layout().columns()][RowBlock.ROWS];
    try {
      reader = new RowReader(folder, rows);
    } catch (IOException e) {
      throw StoredTicks.failed(e);
    }
  }

  /// Reads the next page.
  ///
  /// @return its rows; 0 at the end
  int next() {
    if (next == to) {
      return 0;
    }
    try {
      int rows = reader.read(next, to, page, 0);
      next += rows;
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long[][] columns() {
    return page;
  }

  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
