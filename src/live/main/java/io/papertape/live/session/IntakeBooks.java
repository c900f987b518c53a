package io.papertape.live.session;

import io.papertape.live.book.BookRules;
import io.papertape.live.book.BookStep;
import io.papertape.live.book.MutableBook;
import io.papertape.live.feed.FeedEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The books of one venue, each as one connection tells it.
final class IntakeBooks {
  private final BookRules rules;
  private final Map<Key, MutableBook> books = new HashMap<>();

  private final Map<Key, Long> lostNanos = new HashMap<>();

  private record Key(int connection, String symbol) {}

  IntakeBooks(BookRules rules) {
    this.rules = rules;
  }

  BookStep replace(int connection, FeedEvent.BookSnapshot snapshot) {
    return of(connection, snapshot.symbol()).replace(snapshot);
  }

  BookStep apply(int connection, FeedEvent.BookUpdate update) {
    return of(connection, update.symbol()).apply(update);
  }

  private MutableBook of(int connection, String symbol) {
    return books.computeIfAbsent(
        new Key(connection, symbol), key -> new MutableBook(key.symbol(), rules));
  }

  /// Best prices; empty while the book is of no use.
  Optional<FeedEvent.TopOfBook> top(int connection, String symbol) {
    return of(connection, symbol).top();
  }

  /// The venue's time of what a book is now.
  long venueNanos(int connection, String symbol) {
    return of(connection, symbol).venueNanos();
  }

  /// Begins a book anew.
  ///
  /// @return false if there is none
  boolean reset(int connection, String symbol, long nowNanos) {
    MutableBook book = books.get(new Key(connection, symbol));
    if (book == null) {
      return false;
    }
    book.reset();
    lose(connection, symbol, nowNanos);
    return true;
  }

  /// Something of a book has been lost.
  void lose(int connection, String symbol, long nowNanos) {
    lostNanos.put(new Key(connection, symbol), nowNanos);
  }

  /// True for a fetched snapshot that is behind its book, or may lack an update that was lost,
  /// where no number shows it: it was asked for before the loss.
  boolean isOld(int connection, FeedEvent event, long sentNanos) {
    return event instanceof FeedEvent.BookSnapshot book
        && (isOfBeforeLoss(connection, book, sentNanos)
            || of(connection, book.symbol()).knows(book));
  }

  private boolean isOfBeforeLoss(int connection, FeedEvent.BookSnapshot book, long sentNanos) {
    return rules.hidesLosses()
        && sentNanos < lostNanos.getOrDefault(new Key(connection, book.symbol()), Long.MIN_VALUE);
  }

  /// A book goes with its connection.
  ///
  /// @return true if there was one
  boolean forget(int connection, String symbol) {
    lostNanos.remove(new Key(connection, symbol));
    return books.remove(new Key(connection, symbol)) != null;
  }
}
