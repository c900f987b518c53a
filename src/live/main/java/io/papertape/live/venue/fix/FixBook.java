package io.papertape.live.venue.fix;

import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.Level;
import io.papertape.market.FixedPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// One side of an instrument's book as a venue tells it by FIX: entries with names, several of
/// which may have one price. It tells the prices that change. Owned by one codec.
final class FixBook {
  /// What one order, or all at a price, offers; fixed point.
  record Entry(long price, long size) {}

  private final Map<String, Entry> entries = new HashMap<>();
  private final TreeMap<Long, Long> sizes = new TreeMap<>();
  private final TreeSet<Long> changed = new TreeSet<>();

  void clear() {
    entries.clear();
    sizes.clear();
    changed.clear();
  }

  boolean has(String name) {
    return entries.containsKey(name);
  }

  /// @throws FrameException if there is none of the name
  Entry get(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new FrameException(
          "Entry is not in the book: entry=%s.".formatted(FrameException.shortened(name)));
    }
    return entry;
  }

  /// Puts an entry, in place of one of the same name if there is one.
  void put(String name, Entry entry) {
    remove(name);
    entries.put(name, entry);
    change(entry.price(), entry.size());
  }

  /// Takes an entry away, if it is there.
  void remove(String name) {
    Entry gone = entries.remove(name);
    if (gone != null) {
      change(gone.price(), -gone.size());
    }
  }

  private void change(long price, long sizeChange) {
    changed.add(price);
    long size = sizes.getOrDefault(price, 0L) + sizeChange;
    if (size >= FixedPoint.LIMIT) {
      throw new FrameException(
          "Size is out of range: price=%s. All that is at a price must be below 10^10."
              .formatted(FixedPoint.format(price)));
    }
    if (size == 0) {
      sizes.remove(price);
    } else {
      sizes.put(price, size);
    }
  }

  /// The prices that have changed since it was last asked, with what is there now.
  List<Level> changes() {
    List<Level> levels = new ArrayList<>();
    for (long price : changed) {
      levels.add(level(price, sizes.getOrDefault(price, 0L)));
    }
    changed.clear();
    return levels;
  }

  /// All of it, the best price first.
  List<Level> levels(boolean isBids) {
    List<Level> levels = new ArrayList<>();
    (isBids ? sizes.descendingMap() : sizes)
        .forEach((price, size) -> levels.add(level(price, size)));
    changed.clear();
    return levels;
  }

  private static Level level(long price, long size) {
    return new Level(price, size, "", ""); // no venue here has a checksum that would need the texts
  }
}
