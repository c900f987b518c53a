package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.market.FixedPoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// The order book of a market as it is: some prices a side around the middle, and every best price
/// that there has been.
final class MarketBook {
  private static final int DEPTH = 10;
  private static final long CENT = FixedPoint.ONE / 100;

  private final SplittableRandom random;
  private NavigableMap<Long, Integer> bids = new TreeMap<>();
  private NavigableMap<Long, Integer> asks = new TreeMap<>();
  private final List<Top> tops = new ArrayList<>();
  private final Set<Top> seen = new HashSet<>();

  /// Prices in cents, quantities in units.
  private record Top(int bid, int bidSize, int ask, int askSize) {}

  /// A price in cents and what is there now; 0: nothing any more.
  record Change(long cents, int units) {
    /// @param price fixed point, as is the size
    static Change of(long price, long size) {
      return new Change(price / CENT, (int) (size / FixedPoint.ONE));
    }

    String price() {
      return Texts.cents(cents);
    }

    String quantity() {
      return Integer.toString(units);
    }
  }

  /// What one step has changed.
  ///
  /// @param sequence number of the book after it; each step has one
  record Step(String symbol, long sequence, List<Change> bids, List<Change> asks) {}

  MarketBook(SplittableRandom random) {
    this.random = random;
  }

  /// Number of the book as it is; 0 before the first step.
  long sequence() {
    return tops.size();
  }

  /// Lets the middle be elsewhere.
  Step step(String symbol, long middleCents) {
    NavigableMap<Long, Integer> oldBids = bids;
    NavigableMap<Long, Integer> oldAsks = asks;
    bids = around(oldBids, middleCents - DEPTH);
    asks = around(oldAsks, middleCents + 1);
    tops.add(
        new Top(
            bids.lastKey().intValue(),
            bids.lastEntry().getValue(),
            asks.firstKey().intValue(),
            asks.firstEntry().getValue()));
    seen.add(tops.getLast());
    return new Step(
        symbol,
        sequence(),
        changes(oldBids.descendingMap(), bids.descendingMap()),
        changes(oldAsks, asks));
  }

  private NavigableMap<Long, Integer> around(NavigableMap<Long, Integer> old, long lowest) {
    NavigableMap<Long, Integer> side = new TreeMap<>();
    for (long price = lowest; price < lowest + DEPTH; price++) {
      boolean isNew = !old.containsKey(price) || random.nextInt(8) == 0;
      side.put(price, isNew ? 1 + random.nextInt(500) : old.get(price));
    }
    return side;
  }

  private static List<Change> changes(
      NavigableMap<Long, Integer> old, NavigableMap<Long, Integer> now) {
    List<Change> changes = new ArrayList<>();
    old.forEach(
        (price, _) -> {
          if (!now.containsKey(price)) {
            changes.add(new Change(price, 0));
          }
        });
    now.forEach(
        (price, units) -> {
          if (!units.equals(old.get(price))) {
            changes.add(new Change(price, units));
          }
        });
    return changes;
  }

  /// All bids, best first.
  List<Change> bids() {
    return all(bids.descendingMap());
  }

  /// All asks, best first.
  List<Change> asks() {
    return all(asks);
  }

  private static List<Change> all(NavigableMap<Long, Integer> side) {
    List<Change> all = new ArrayList<>();
    side.forEach((price, units) -> all.add(new Change(price, units)));
    return all;
  }

  /// True if these were the best prices at some time, for venues without numbers.
  boolean hasHad(long bid, long bidSize, long ask, long askSize) {
    return seen.contains(
        new Top(
            (int) (bid / CENT),
            (int) (bidSize / FixedPoint.ONE),
            (int) (ask / CENT),
            (int) (askSize / FixedPoint.ONE)));
  }

  /// The best prices at a number.
  TopOfBook top(String symbol, long venueNanos, long sequence) {
    Top top = tops.get((int) sequence - 1);
    return new TopOfBook(
        symbol,
        venueNanos,
        sequence,
        top.bid() * CENT,
        FixedPoint.ofUnits(top.bidSize()),
        top.ask() * CENT,
        FixedPoint.ofUnits(top.askSize()));
  }
}
