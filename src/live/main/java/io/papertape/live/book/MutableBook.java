package io.papertape.live.book;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BookSnapshot;
import io.papertape.live.feed.FeedEvent.BookUpdate;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One instrument's order book, kept from snapshots and updates. Owned by one thread.
///
/// Where the snapshot is fetched apart from the updates ([SequenceRule#isSnapshotFetched]), those
/// that come first are kept and joined to it. A crossed book is not broken: [#isCrossed] says so,
/// and what it means is judged elsewhere.
public final class MutableBook {
  /// Updates kept for a snapshot; when more come, the oldest go, and the join shows the gap.
  static final int MOST_WAITING = 10_000;

  private final String symbol;
  private final BookRules rules;
  private final BookSide bids = new BookSide(true);
  private final BookSide asks = new BookSide(false);
  private final ArrayDeque<BookUpdate> waiting = new ArrayDeque<>();
  private boolean isUsable;
  private boolean isFresh;
  private long sequence;

  /// Number of the last update that came, whatever became of it.
  private long cameLast = Long.MIN_VALUE;

  private long venueNanos;
  private Optional<BookProblem> problem = Optional.empty();

  public MutableBook(String symbol, BookRules rules) {
    this.symbol = symbol;
    this.rules = rules;
  }

  /// Replaces the book, unless it [knows][#knows] the snapshot, which is [BookStep#KNOWN] then.
  public BookStep apply(BookSnapshot snapshot) {
    return knows(snapshot) ? BookStep.KNOWN : replace(snapshot);
  }

  /// True for a snapshot, where they are fetched, that is behind a usable book: it would take the
  /// book back to before updates that do not come again.
  public boolean knows(BookSnapshot snapshot) {
    return isUsable && rules.sequence().isSnapshotFetched() && snapshot.sequence() <= sequence;
  }

  /// Replaces the book whatever it is, as a snapshot does that comes in line with the updates;
  /// those that were kept follow at once. [BookStep#BROKEN] if they show that the snapshot is too
  /// old, or if its checksum differs: another snapshot is needed.
  public BookStep replace(BookSnapshot snapshot) {
    requireSymbol(snapshot);
    bids.clear();
    asks.clear();
    bids.apply(snapshot.bids());
    asks.apply(snapshot.asks());
    BookStep step =
        settle(snapshot.sequence(), snapshot.venueNanos(), snapshot.depth(), snapshot.checksum());
    isFresh = true;
    while (step == BookStep.APPLIED && !waiting.isEmpty()) {
      BookStep next = link(waiting.peekFirst());
      if (next == BookStep.BROKEN) {
        return next;
      }
      waiting.removeFirst();
    }
    return step;
  }

  /// Changes the book, if the update follows it.
  public BookStep apply(BookUpdate update) {
    requireSymbol(update);
    long before = cameLast;
    cameLast = update.lastSequence();
    if (rules.sequence() == SequenceRule.RISING && cameLast < before) {
      waiting.clear();
      keep(update);
      return broken(new BookProblem.Fallen(before, cameLast));
    }
    if (!isUsable) {
      keep(update);
      return BookStep.WAITING;
    }
    BookStep step = link(update);
    if (step == BookStep.BROKEN) {
      keep(update);
    }
    return step;
  }

  /// Forgets everything: the connection was lost, or the subscription is new.
  public void reset() {
    waiting.clear();
    isUsable = false;
    problem = Optional.empty();
  }

  private void requireSymbol(FeedEvent.OfMarket event) {
    if (!event.symbol().equals(symbol)) {
      throw new IllegalArgumentException(
          "Event of another instrument: symbol=%s, book=%s. Route events by their symbol."
              .formatted(event.symbol(), symbol));
    }
  }

  private void keep(BookUpdate update) {
    if (rules.sequence().isSnapshotFetched()) {
      if (waiting.size() == MOST_WAITING) {
        waiting.removeFirst();
      }
      waiting.addLast(update);
    }
  }

  private BookStep link(BookUpdate update) {
    return switch (rules.sequence().link(this, update)) {
      case KNOWN -> BookStep.KNOWN;
      case GAP -> broken(new BookProblem.Gap(sequence + 1, lastMissing(update)));
      case NEXT -> {
        if (update.checksum().isEmpty() && rules.checksum().isOnEachUpdate()) {
          yield broken(new BookProblem.ChecksumMissing());
        }
        bids.apply(update.bids());
        asks.apply(update.asks());
        isFresh = false;
        yield settle(update.lastSequence(), update.venueNanos(), update.depth(), update.checksum());
      }
    };
  }

  private static long lastMissing(BookUpdate update) {
    return update.previousSequence() >= 0 ? update.previousSequence() : update.firstSequence() - 1;
  }

  private BookStep settle(long newSequence, long newNanos, int depth, OptionalLong checksum) {
    sequence = newSequence;
    venueNanos = newNanos;
    if (depth > 0) {
      bids.truncate(depth);
      asks.truncate(depth);
    }
    isUsable = true;
    problem = Optional.empty();
    if (checksum.isPresent()) {
      long computed = rules.checksum().of(this);
      if (computed != checksum.getAsLong()) {
        return broken(new BookProblem.ChecksumDiffers(checksum.getAsLong(), computed));
      }
    }
    return BookStep.APPLIED;
  }

  private BookStep broken(BookProblem why) {
    isUsable = false;
    problem = Optional.of(why);
    return BookStep.BROKEN;
  }

  public String symbol() {
    return symbol;
  }

  /// True if the book is the venue's, as far as can be known.
  public boolean isUsable() {
    return isUsable;
  }

  /// Why the book broke; empty while it is usable and before the first snapshot.
  public Optional<BookProblem> problem() {
    return problem;
  }

  /// The venue's number of this state.
  public long sequence() {
    return sequence;
  }

  /// The venue's time of the last event applied.
  public long venueNanos() {
    return venueNanos;
  }

  /// True from a snapshot until the first update after it.
  boolean isFresh() {
    return isFresh;
  }

  /// True if a bid is at or above an ask.
  public boolean isCrossed() {
    return bids.size() > 0 && asks.size() > 0 && bid(0).price() >= ask(0).price();
  }

  public int bidCount() {
    return bids.size();
  }

  public int askCount() {
    return asks.size();
  }

  /// Bid by its distance from the best, which is 0.
  public Level bid(int rank) {
    return bids.level(rank);
  }

  /// Ask by its distance from the best, which is 0.
  public Level ask(int rank) {
    return asks.level(rank);
  }

  /// The best bids, at most `depth`, the best first.
  public List<Level> bids(int depth) {
    return best(bids, depth);
  }

  /// The best asks, at most `depth`, the best first.
  public List<Level> asks(int depth) {
    return best(asks, depth);
  }

  private static List<Level> best(BookSide side, int depth) {
    List<Level> levels = new ArrayList<>();
    for (int rank = 0; rank < Math.min(depth, side.size()); rank++) {
      levels.add(side.level(rank));
    }
    return levels;
  }

  /// Best bid and ask; empty if the book is unusable or has nothing on a side.
  public Optional<TopOfBook> top() {
    if (!isUsable || bids.size() == 0 || asks.size() == 0) {
      return Optional.empty();
    }
    Level bid = bid(0);
    Level ask = ask(0);
    return Optional.of(
        new TopOfBook(
            symbol,
            venueNanos,
            sequence,
            bid.price(),
            Math.max(bid.quantity(), 0), // a quote has 0 for what is not told
            ask.price(),
            Math.max(ask.quantity(), 0)));
  }
}
