package io.papertape.market;

/// A history that may be larger than memory: columns of it, one page after the other.
///
/// The engine reads no files; who keeps the history implements this. Columns in memory are a
/// history of one page.
///
/// @param <C> the columns: [QuoteColumns] or [TradeTickColumns]
@FunctionalInterface
public interface PagedHistory<C> {
  /// Starts a walk from the first row; each run makes its own.
  Pages<C> pages();

  /// One walk. For one thread.
  ///
  /// @param <C> the columns
  interface Pages<C> extends AutoCloseable {
    /// The next rows in the order in which they became known; columns of size 0 at the end.
    ///
    /// The arrays may be those of the page before, filled anew: nobody keeps a page.
    C next();

    /// Gives back what the walk holds; the walk is over.
    @Override
    default void close() {}
  }

  /// A walk whose only page is given.
  ///
  /// @param end columns of size 0
  static <C> Pages<C> onePage(C page, C end) {
    return new Pages<>() {
      private boolean isRead;

      @Override
      public C next() {
        C next = isRead ? end : page;
        isRead = true;
        return next;
      }
    };
  }
}
