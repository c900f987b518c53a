package io.papertape.live.venue.fix;

import io.papertape.live.feed.DecimalText;
import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.Level;
import java.util.List;
import java.util.Optional;

/// Both sides of an instrument's book as a venue tells it by FIX, as deep as was asked for.
///
/// Of depth 1 each side is one entry, which the next takes the place of, whatever its name. Of a
/// greater depth what falls outside is taken away, whether the venue says so or not. A venue whose
/// snapshot is deeper than was asked keeps to no depth: then its own deletions alone count.
final class FixBook {
  private static final String NEW = "0";
  private static final String CHANGE = "1";
  private static final String DELETE = "2";
  private static final String BID = "0";
  private static final String OFFER = "1";
  private static final String BY_ID = "id ";

  private final FixSide bids = new FixSide(true);
  private final FixSide asks = new FixSide(false);
  private final int depth;
  private boolean isOfBest;
  private boolean isCut;

  /// Several entries have one price and no name: nothing tells which of them a change is of.
  private boolean isBlended;

  /// A book with nothing in it.
  ///
  /// @param depth prices a side that were asked for; 0: all
  FixBook(int depth) {
    this.depth = depth;
    isOfBest = depth == 1;
    isCut = depth > 1;
  }

  /// The book of a snapshot.
  ///
  /// @param entries of which those that are no bids and offers are left out
  static FixBook of(int depth, List<FixFields> entries) {
    FixBook book = new FixBook(depth);
    for (FixFields entry : entries) {
      String type = entry.get(Tag.ENTRY_TYPE);
      if (isSide(type)) {
        book.add(book.side(type), entry);
      }
    }
    book.isOfBest = depth == 1 && Math.max(book.bids.count(), book.asks.count()) <= 1;
    book.isCut = depth > 1 && Math.max(book.bids.prices(), book.asks.prices()) <= depth;
    return book;
  }

  /// True for the type of an entry that is a bid or an offer.
  static boolean isSide(String type) {
    return type.equals(BID) || type.equals(OFFER);
  }

  private void add(FixSide side, FixFields entry) {
    String name = name(entry);
    FixSide.Entry values = values(entry);
    if (entry.find(Tag.ENTRY_ID).isPresent() || !side.has(name)) {
      side.put(name, values);
      return;
    }
    isBlended = true;
    long before = side.get(name).size();
    boolean isUntold = before == Level.UNTOLD || values.size() == Level.UNTOLD;
    long size = isUntold ? Level.UNTOLD : before + values.size();
    side.put(name, new FixSide.Entry(values.price(), size));
  }

  private static FixSide.Entry values(FixFields entry) {
    return new FixSide.Entry(DecimalText.price(entry.get(Tag.PRICE)), size(entry, Level.UNTOLD));
  }

  private static long size(FixFields entry, long otherwise) {
    return entry.find(Tag.SIZE).map(DecimalText::quantity).orElse(otherwise);
  }

  /// What an entry is called from one message to the next.
  private static String name(FixFields entry) {
    return entry
        .find(Tag.ENTRY_ID)
        .map(id -> BY_ID + id)
        .orElseGet(() -> "at " + DecimalText.price(entry.get(Tag.PRICE)));
  }

  /// What an entry calls one that came before; empty if it has no name for it.
  private static Optional<String> earlierName(FixFields entry) {
    return entry.find(Tag.ENTRY_REFERENCE).or(() -> entry.find(Tag.ENTRY_ID)).map(id -> BY_ID + id);
  }

  FixSide bids() {
    return bids;
  }

  FixSide asks() {
    return asks;
  }

  private FixSide side(String type) {
    return type.equals(BID) ? bids : asks;
  }

  void clear() {
    bids.clear();
    asks.clear();
  }

  /// Takes a bid or an offer of an incremental refresh. One that names an entry that is there need
  /// not say of which side it is.
  ///
  /// @return false if it says nothing of what is kept here
  /// @throws FrameException if it does not fit the book
  boolean take(FixFields entry) {
    String action = entry.get(Tag.ACTION);
    Optional<String> type = entry.find(Tag.ENTRY_TYPE);
    if (type.isPresent()) {
      return take(side(type.get()), action, entry);
    }
    String name =
        earlierName(entry)
            .filter(_ -> !action.equals(NEW))
            .orElseThrow(
                () -> new FrameException("Tag is missing: tag=%d.".formatted(Tag.ENTRY_TYPE)));
    FixSide side = asks.has(name) ? asks : bids;
    if (action.equals(DELETE) && !side.has(name)) {
      return false; // of a trade, or of what else is not kept
    }
    side.get(name);
    return take(side, action, entry);
  }

  private boolean take(FixSide side, String action, FixFields entry) {
    if (isBlended && earlierName(entry).isEmpty()) {
      throw new FrameException(
          "Entries of one price have no MDEntryID to tell them apart: price=%s. Give updates: full."
              .formatted(entry.find(Tag.PRICE).map(FrameException::shortened).orElse("")));
    }
    return switch (action) {
      case NEW -> isOfBest ? putBest(side, name(entry), values(entry)) : put(side, entry);
      case CHANGE -> isOfBest ? changeBest(side, entry) : change(side, entry);
      case DELETE -> isOfBest ? deleteBest(side, entry) : delete(side, entry);
      default -> throw notUnderstood(action);
    };
  }

  static FrameException notUnderstood(String action) {
    return new FrameException(
        "Entry is changed in a way that is not understood: action=%s."
            .formatted(FrameException.shortened(action)));
  }

  private static boolean put(FixSide side, FixFields entry) {
    side.put(name(entry), values(entry));
    return true;
  }

  private static boolean change(FixSide side, FixFields entry) {
    String old = earlierName(entry).orElseGet(() -> name(entry));
    if (earlierName(entry).isEmpty() && !side.has(old)) {
      return put(side, entry);
    }
    FixSide.Entry then = side.get(old);
    side.remove(old);
    side.put(entry.find(Tag.ENTRY_ID).isPresent() ? name(entry) : old, changed(entry, then));
    return true;
  }

  private static FixSide.Entry changed(FixFields entry, FixSide.Entry then) {
    return new FixSide.Entry(
        entry.find(Tag.PRICE).map(DecimalText::price).orElse(then.price()),
        size(entry, then.size()));
  }

  private static boolean delete(FixSide side, FixFields entry) {
    String name = earlierName(entry).orElseGet(() -> name(entry));
    side.get(name);
    side.remove(name);
    return true;
  }

  /// Of several in one message the best counts.
  private static boolean putBest(FixSide side, String name, FixSide.Entry entry) {
    Optional<Long> best = side.first().map(one -> one.getValue().price());
    if (best.isPresent()
        && side.hasChanged(best.get())
        && side.isBetter(best.get(), entry.price())) {
      return false;
    }
    side.removeAll();
    side.put(name, entry);
    return true;
  }

  private static boolean changeBest(FixSide side, FixFields entry) {
    Optional<String> earlier = earlierName(entry);
    Optional<String> there = side.first().map(one -> one.getKey());
    Optional<String> old = earlier.isEmpty() ? there : earlier.filter(side::has);
    if (old.isEmpty() && entry.find(Tag.PRICE).isPresent()) {
      return putBest(side, name(entry), values(entry));
    }
    String known = old.or(() -> earlier).orElse("best");
    FixSide.Entry values = changed(entry, side.get(known));
    return putBest(side, entry.find(Tag.ENTRY_ID).isPresent() ? name(entry) : known, values);
  }

  /// The best may be another by now: a deletion that is of none before it says nothing.
  private static boolean deleteBest(FixSide side, FixFields entry) {
    boolean isOfBest =
        side.first().filter(best -> isOf(best.getKey(), best.getValue(), entry)).isPresent();
    if (isOfBest) {
      side.removeAll();
    }
    return isOfBest;
  }

  /// By the id if both have one, else by the price if one is given.
  private static boolean isOf(String name, FixSide.Entry best, FixFields entry) {
    Optional<String> earlier = earlierName(entry);
    if (earlier.isPresent() && name.startsWith(BY_ID)) {
      return earlier.get().equals(name);
    }
    long price = entry.find(Tag.PRICE).map(DecimalText::price).orElse(0L);
    return price == 0 || price == best.price();
  }

  /// All of a message has been taken: what is outside the depth now is outside at the venue too.
  void settle() {
    if (isCut) {
      bids.cut(depth);
      asks.cut(depth);
    }
  }
}
