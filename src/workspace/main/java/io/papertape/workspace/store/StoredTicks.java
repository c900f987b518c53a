package io.papertape.workspace.store;

import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.function.BiFunction;

/// Quotes or trade ticks in the store. Memory does not grow with their number: a walk holds one
/// page in arrays and a part of the files mapped.
///
/// @param <C> the columns
public final class StoredTicks<C> implements PagedHistory<C> {
  private final RowFolder folder;
  private final long rows;
  private final long from;
  private final long to;
  private final BiFunction<Integer, long[][], C> columns;

  private StoredTicks(
      RowFolder folder, long rows, long from, long to, BiFunction<Integer, long[][], C> columns) {
    this.folder = folder;
    this.rows = rows;
    this.from = from;
    this.to = to;
    this.columns = columns;
  }

  static StoredTicks<QuoteColumns> quotes(RowFolder folder, long rows) {
    return new StoredTicks<>(
        folder,
        rows,
        0,
        rows,
        (size, page) -> new QuoteColumns(size, page[0], page[1], page[2], page[3], page[4]));
  }

  static StoredTicks<TradeTickColumns> trades(RowFolder folder, long rows) {
    return new StoredTicks<>(
        folder,
        rows,
        0,
        rows,
        (size, page) -> new TradeTickColumns(size, page[0], page[1], page[2]));
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
    try (RowReader reader = new RowReader(folder, rows)) {
      return reader.read(row, row + 1)[0][0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The rows with `fromNanos <= time < toNanos`.
  public StoredTicks<C> between(long fromNanos, long toNanos) {
    try (RowReader reader = new RowReader(folder, rows)) {
      long first = reader.firstAtOrAfter(fromNanos, from, to);
      long end = reader.firstAtOrAfter(toNanos, first, to);
      return new StoredTicks<>(folder, rows, first, end, columns);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /// At most so many rows, from the first.
  public StoredTicks<C> first(long most) {
    return new StoredTicks<>(folder, rows, from, Math.min(to, from + most), columns);
  }

  /// Content hash computed from the rows.
  public String contentHash() {
    ContentHash.Rows hashed = new ContentHash.Rows(folder.layout());
    try (RowPages pages = new RowPages(folder, rows, from, to)) {
      for (int size = pages.next(); size > 0; size = pages.next()) {
        hashed.add(pages.columns(), 0, size);
      }
    }
    return hashed.hash();
  }

  @Override
  public Pages<C> pages() {
    RowPages pages = new RowPages(folder, rows, from, to);
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
          "File of the store is missing: file=%s. Import the data set again."
              .formatted(missing.getFile()),
          e);
    }
    return new UncheckedIOException(e);
  }
}
