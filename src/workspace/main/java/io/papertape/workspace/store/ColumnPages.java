package io.papertape.workspace.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/// Rows of a series, copied page by page into the same arrays. For one thread.
final class ColumnPages implements AutoCloseable {
  /// Small enough to stay in the processor's cache with all columns.
  static final int PAGE_ROWS = ContentHash.BLOCK_ROWS;

  private final List<FileChannel> channels = new ArrayList<>();
  private final List<ColumnWindow> windows = new ArrayList<>();
  private final long[][] page;
  private final long to;
  private long next;
  private boolean isClosed;

  /// Opens the rows `[from, to)`.
  ColumnPages(ColumnFolder folder, long from, long to) {
    this.to = to;
    next = from;
    page = new long[folder.layout().columns()][PAGE_ROWS];
    try {
      for (int i = 0; i < page.length; i++) {
        FileChannel channel = folder.open(i, to);
        channels.add(channel);
        windows.add(new ColumnWindow(channel, from, to));
      }
    } catch (IOException e) {
      close();
      throw StoredTicks.failed(e);
    }
  }

  /// Reads the next page.
  ///
  /// @return its rows; 0 at the end
  int next() {
    // Windows are whole numbers of pages, so a page lies in one.
    int rows = (int) Math.min(PAGE_ROWS, to - next);
    if (rows == 0) {
      return 0;
    }
    try {
      for (int i = 0; i < page.length; i++) {
        windows.get(i).copy(next, page[i], rows);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    next += rows;
    return rows;
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
    windows.forEach(ColumnWindow::close);
    try {
      for (FileChannel channel : channels) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
