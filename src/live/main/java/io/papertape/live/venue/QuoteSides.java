package io.papertape.live.venue;

import io.papertape.live.feed.FeedEvent;

/// Venues write 0 where a side of the book is empty; a price of 0 is no price.
public final class QuoteSides {
  private QuoteSides() {}

  /// The quote, if it has both sides.
  public static FeedEvent both(FeedEvent.TopOfBook top) {
    return top.bid() > 0 && top.ask() > 0
        ? top
        : new FeedEvent.Ignored("quote of a book with an empty side");
  }
}
