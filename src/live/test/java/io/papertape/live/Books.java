package io.papertape.live;

import io.papertape.live.book.BookRules;
import io.papertape.live.book.BookStep;
import io.papertape.live.book.MutableBook;
import io.papertape.live.feed.FeedEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/// The books of one connection's instruments, in tests.
public final class Books {
  private final BookRules rules;
  private final Map<String, MutableBook> books = new LinkedHashMap<>();
  private final Map<BookStep, Integer> steps = new LinkedHashMap<>();
  private int checksums;

  public Books(BookRules rules) {
    this.rules = rules;
  }

  /// Applies an event that concerns a book.
  public void apply(FeedEvent event) {
    switch (event) {
      case FeedEvent.BookSnapshot snapshot -> {
        count(of(snapshot.symbol()).apply(snapshot));
        checksums += snapshot.checksum().isPresent() ? 1 : 0;
      }
      case FeedEvent.BookUpdate update -> {
        count(of(update.symbol()).apply(update));
        checksums += update.checksum().isPresent() ? 1 : 0;
      }
      default -> {}
    }
  }

  private void count(BookStep step) {
    steps.merge(step, 1, Integer::sum);
  }

  public MutableBook of(String symbol) {
    return books.computeIfAbsent(symbol, name -> new MutableBook(name, rules));
  }

  /// What became of the events.
  public Map<BookStep, Integer> steps() {
    return steps;
  }

  /// How many events carried a checksum; each was computed and compared if the event was applied.
  public int checksums() {
    return checksums;
  }
}
