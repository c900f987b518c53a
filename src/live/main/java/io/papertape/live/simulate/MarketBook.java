package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.market.FixedPoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// The order book of a market as it is: some prices a side around the middle, and every best price
/// that there has been.
final class MarketBook {
  private static final int DEPTH = 10;
  private static final long CENT = FixedPoint.ONE / 100;

  private final SplittableRandom random;
  private Side bids = new Side(0, new int[0]);
  private Side asks = bids;
  private final List<Top> tops = new ArrayList<>();
  private final Set<Top> seen = new HashSet<>();
  private int inSeen;

  /// Prices in cents that follow each other, and the units at each.
  private record Side(long lowest, int[] units) {
    /// 0: nothing.
    int at(long price) {
      long place = price - lowest;
      return place < 0 || place >= units.length ? 0 : units[(int) place];
    }

    int size() {
      return units.length;
    }

    /// The price at a place, from the highest on or from the lowest.
    long price(int place, boolean fromHighest) {
      return fromHighest ? lowest + units.length - 1 - place : lowest + place;
    }
  }

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
    Side oldBids = bids;
    Side oldAsks = asks;
    bids = around(oldBids, middleCents - DEPTH);
    asks = around(oldAsks, middleCents + 1);
    int bid = (int) bids.price(0, true);
    int ask = (int) asks.price(0, false);
    tops.add(new Top(bid, bids.at(bid), ask, asks.at(ask)));
    return new Step(
        symbol, sequence(), changes(oldBids, bids, true), changes(oldAsks, asks, false));
  }

  private Side around(Side old, long lowest) {
    int[] units = new int[DEPTH];
    for (int i = 0; i < DEPTH; i++) {
      int before = old.at(lowest + i);
      boolean isNew = before == 0 || random.nextInt(8) == 0;
      units[i] = isNew ? 1 + random.nextInt(500) : before;
    }
    return new Side(lowest, units);
  }

  private static List<Change> changes(Side old, Side now, boolean fromHighest) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < old.size(); i++) {
      long price = old.price(i, fromHighest);
      if (now.at(price) == 0) {
        changes.add(new Change(price, 0));
      }
    }
    for (int i = 0; i < now.size(); i++) {
      long price = now.price(i, fromHighest);
      if (now.at(price) != old.at(price)) {
        changes.add(new Change(price, now.at(price)));
      }
    }
    return changes;
  }

  /// All bids, best first.
  List<Change> bids() {
    return all(bids, true);
  }

  /// All asks, best first.
  List<Change> asks() {
    return all(asks, false);
  }

  private static List<Change> all(Side side, boolean fromHighest) {
    List<Change> all = new ArrayList<>(side.size());
    for (int i = 0; i < side.size(); i++) {
      long price = side.price(i, fromHighest);
      all.add(new Change(price, side.at(price)));
    }
    return all;
  }

  /// True if these were the best prices at some time, for venues without numbers.
  boolean hasHad(long bid, long bidSize, long ask, long askSize) {
    while (inSeen < tops.size()) {
      seen.add(tops.get(inSeen++));
    }
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
