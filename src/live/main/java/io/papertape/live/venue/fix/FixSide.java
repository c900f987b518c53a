package io.papertape.live.venue.fix;

import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.Level;
import io.papertape.market.FixedPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// One side of an instrument's book as a venue tells it by FIX: entries with names, several of
/// which may have one price. It tells the prices that change. Owned by one codec.
final class FixSide {
  /// Entries beyond the depth whose names are remembered: the venue may still take them away.
  private static final int MOST_OUTSIDE = 10_000;

  /// What one order, or all at a price, offers; fixed point.
  ///
  /// @param size [Level#UNTOLD] if the venue does not tell it
  record Entry(long price, long size) {}

  /// All that is at a price.
  ///
  /// @param told   sum of the sizes that are told
  /// @param untold entries whose size is not
  private record Total(long told, int untold) {
    static final Total NONE = new Total(0, 0);

    Total with(long size, int times) {
      return size == Level.UNTOLD
          ? new Total(told, untold + times)
          : new Total(told + times * size, untold);
    }

    long size() {
      return untold > 0 ? Level.UNTOLD : told;
    }
  }

  private final boolean isBids;
  private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>();
  private final LinkedHashMap<String, Entry> outside = new LinkedHashMap<>();
  private final TreeMap<Long, Total> totals = new TreeMap<>();
  private final TreeSet<Long> changed = new TreeSet<>();

  FixSide(boolean isBids) {
    this.isBids = isBids;
  }

  /// Entries in the book, of whatever price.
  int count() {
    return entries.size();
  }

  int prices() {
    return totals.size();
  }

  boolean has(String name) {
    return entries.containsKey(name) || outside.containsKey(name);
  }

  /// @throws FrameException if there is none of the name
  Entry get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new FrameException(
                    "Entry is not in the book: entry=%s."
                        .formatted(FrameException.shortened(name))));
  }

  Optional<Entry> find(String name) {
    return Optional.ofNullable(entries.get(name)).or(() -> Optional.ofNullable(outside.get(name)));
  }

  /// The entry that came first of those that are there, with its name.
  Optional<Map.Entry<String, Entry>> first() {
    return Optional.ofNullable(entries.firstEntry());
  }

  /// True if something at a price has changed since the changes were last asked for.
  boolean hasChanged(long price) {
    return changed.contains(price);
  }

  boolean isBetter(long price, long than) {
    return isBids ? price > than : price < than;
  }

  /// Puts an entry, in place of one of the same name if there is one.
  void put(String name, Entry entry) {
    remove(name);
    entries.put(name, entry);
    count(entry, 1);
  }

  /// Takes an entry away, if it is there.
  void remove(String name) {
    outside.remove(name);
    Entry gone = entries.remove(name);
    if (gone != null) {
      count(gone, -1);
    }
  }

  void removeAll() {
    List.copyOf(entries.keySet()).forEach(this::remove);
  }

  /// Forgets everything; none of it has changed.
  void clear() {
    entries.clear();
    outside.clear();
    totals.clear();
    changed.clear();
  }

  /// Takes the worst prices away until so many are left. What comes of their entries is known to be
  /// of them.
  void cut(int depth) {
    while (totals.size() > depth) {
      long worst = isBids ? totals.firstKey() : totals.lastKey();
      for (Map.Entry<String, Entry> one : List.copyOf(entries.entrySet())) {
        if (one.getValue().price() == worst) {
          remove(one.getKey());
          outside.put(one.getKey(), one.getValue());
        }
      }
    }
    while (outside.size() > MOST_OUTSIDE) {
      outside.pollFirstEntry();
    }
  }

  private void count(Entry entry, int times) {
    changed.add(entry.price());
    Total total = totals.getOrDefault(entry.price(), Total.NONE).with(entry.size(), times);
    if (total.told() >= FixedPoint.LIMIT) {
      throw new FrameException(
          "Size is out of range: price=%s. All that is at a price must be below 10^10."
              .formatted(FixedPoint.format(entry.price())));
    }
    if (total.equals(Total.NONE)) {
      totals.remove(entry.price());
    } else {
      totals.put(entry.price(), total);
    }
  }

  /// The prices that have changed since it was last asked, with what is there now.
  List<Level> changes() {
    List<Level> levels = new ArrayList<>();
    for (long price : changed) {
      levels.add(level(price, totals.getOrDefault(price, Total.NONE)));
    }
    changed.clear();
    return levels;
  }

  /// All of it, the best price first.
  List<Level> levels() {
    List<Level> levels = new ArrayList<>();
    (isBids ? totals.descendingMap() : totals)
        .forEach((price, total) -> levels.add(level(price, total)));
    changed.clear();
    return levels;
  }

  private static Level level(long price, Total total) {
    return new Level(price, total.size(), "", ""); // no checksum here that would need the texts
  }
}
