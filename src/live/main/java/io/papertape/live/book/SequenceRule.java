package io.papertape.live.book;

import io.papertape.live.feed.FeedEvent.BookUpdate;

/// How a venue numbers the updates of a book, and so how a missing one shows.
public enum SequenceRule {
  /// Binance spot: an update holds the changes `first..last`. Those up to the book's number are
  /// known; the next must begin at or before the number that follows.
  BINANCE_SPOT(true) {
    @Override
    Link link(MutableBook book, BookUpdate update) {
      if (update.lastSequence() <= book.sequence()) {
        return Link.KNOWN;
      }
      return update.firstSequence() <= book.sequence() + 1 ? Link.NEXT : Link.GAP;
    }
  },

  /// Binance USD-M: the first update after a snapshot must contain the snapshot's number; from
  /// then on each names the number of the one before it.
  BINANCE_USDM(true) {
    @Override
    Link link(MutableBook book, BookUpdate update) {
      if (update.previousSequence() == book.sequence()) {
        return Link.NEXT;
      }
      if (book.isFresh()
          && update.firstSequence() <= book.sequence()
          && book.sequence() <= update.lastSequence()) {
        return Link.NEXT;
      }
      return update.lastSequence() <= book.sequence() ? Link.KNOWN : Link.GAP;
    }
  },

  /// Numbers rise by one (Bybit). A number that falls while the venue's time goes on is a restart
  /// whose snapshot was missed.
  CONSECUTIVE(false) {
    @Override
    Link link(MutableBook book, BookUpdate update) {
      if (update.lastSequence() == book.sequence() + 1) {
        return Link.NEXT;
      }
      boolean isOlder =
          update.lastSequence() <= book.sequence() && update.venueNanos() <= book.venueNanos();
      return isOlder ? Link.KNOWN : Link.GAP;
    }
  },

  /// Each update names the number of the one before it (OKX); numbers may fall when the venue
  /// resets them. Without numbers the checksum alone judges.
  CHAINED(false) {
    @Override
    Link link(MutableBook book, BookUpdate update) {
      if (update.lastSequence() == 0 || update.previousSequence() == book.sequence()) {
        return Link.NEXT;
      }
      boolean isOlder =
          update.lastSequence() <= book.sequence() && update.venueNanos() <= book.venueNanos();
      return isOlder ? Link.KNOWN : Link.GAP;
    }
  },

  /// Numbers rise, by no fixed step (Bitstamp's microseconds): what is not above the book's is
  /// known, and a missing update does not show. Numbers of updates that fall, as when the venue's
  /// clock is set back, say nothing any more: the book has to begin anew.
  RISING(true) {
    @Override
    Link link(MutableBook book, BookUpdate update) {
      return update.lastSequence() <= book.sequence() ? Link.KNOWN : Link.NEXT;
    }
  },

  /// No numbers: the order of coming and the checksum are all there is (Kraken).
  NONE(false) {
    @Override
    Link link(MutableBook book, BookUpdate update) {
      return Link.NEXT;
    }
  };

  /// How an update stands to a book.
  enum Link {
    NEXT,
    KNOWN,
    GAP
  }

  private final boolean isSnapshotFetched;

  SequenceRule(boolean isSnapshotFetched) {
    this.isSnapshotFetched = isSnapshotFetched;
  }

  /// True if the snapshot comes by another way than the updates, which are kept until it is there.
  public boolean isSnapshotFetched() {
    return isSnapshotFetched;
  }

  abstract Link link(MutableBook book, BookUpdate update);
}
