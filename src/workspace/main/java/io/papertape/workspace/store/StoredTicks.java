package io.papertape.workspace.store;

import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.util.function.BiFunction;

/// Quotes or trade ticks in the store. Memory does not grow with their number: a walk holds one
/// page in arrays and one window of each column mapped.
///
/// @param <C> the columns
public final class StoredTicks<C> implements PagedHistory<C> {
  private final ColumnFolder folder;
  private final long from;
  private final long to;
  private final BiFunction<Integer, long[][], C> columns;

  private StoredTicks(
      ColumnFolder folder, long from, long to, BiFunction<Integer, long[][], C> columns) {
    this.folder = folder;
    this.from = from;
    this.to = to;
    this.columns = columns;
  }

  static StoredTicks<QuoteColumns> quotes(ColumnFolder folder, long rows) {
    return new StoredTicks<>(
        folder,
        0,
        rows,
        (size, page) -> new QuoteColumns(size, page[0], page[1], page[2], page[3], page[4]));
  }

  static StoredTicks<TradeTickColumns> trades(ColumnFolder folder, long rows) {
    return new StoredTicks<>(
        folder, 0, rows, (size, page) -> new TradeTickColumns(size, page[0], page[1], page[2]));
  }

  public long rows() {
    return to - from;
  }

  /// Time of the first row; there must be one.
  public long firstNanos() {
    return time(from);
  }

  /// Time of the last row; there must be one.
  public long lastNanos() {
    return time(to - 1);
  }

  private long time(long row) {
    try {
      return folder.read(row, row + 1)[0][0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The rows with `fromNanos <= time < toNanos`.
  public StoredTicks<C> between(long fromNanos, long toNanos) {
    try (FileChannel times = folder.open(0, to)) {
      ColumnWindow window = new ColumnWindow(times, from, to);
      try {
        long first = window.firstAtOrAfter(fromNanos, from, to);
        long end = window.firstAtOrAfter(toNanos, first, to);
        return new StoredTicks<>(folder, first, end, columns);
      } finally {
        window.close();
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /// At most so many rows, from the first.
  public StoredTicks<C> first(long rows) {
    return new StoredTicks<>(folder, from, Math.min(to, from + rows), columns);
  }

  /// Content hash computed from the rows.
  public String contentHash() {
    ContentHash hash = new ContentHash(folder.layout().magic());
    try (ColumnPages pages = new ColumnPages(folder, from, to)) {
      for (int size = pages.next(); size > 0; size = pages.next()) {
        hash.rows(pages.columns(), size);
      }
    }
    return hash.endShortBlock(rows(), rows() % ContentHash.BLOCK_ROWS != 0);
  }

  @Override
  public Pages<C> pages() {
    ColumnPages pages = new ColumnPages(folder, from, to);
    return new Pages<>() {
      @Override
      public C next() {
        int size = pages.next();
        return columns.apply(size, pages.columns());
      }

      @Override
      public void close() {
        pages.close();
      }
    };
  }

  static RuntimeException failed(IOException e) {
    if (e instanceof NoSuchFileException missing) {
      return new WorkspaceException(
          WorkspaceException.Kind.DATA,
          "Column file is missing: file=%s. Import the data set again."
              .formatted(missing.getFile()),
          e);
    }
    return new UncheckedIOException(e);
  }
}
