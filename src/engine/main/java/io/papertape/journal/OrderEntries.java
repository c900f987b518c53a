package io.papertape.journal;

import io.papertape.market.LongColumn;
import io.papertape.market.LongsById;

/// Entries of the orders that work, and of those that have ended since the last order of the
/// strategy: a fill that ends an entry may place its bracket.
final class OrderEntries {
  private final LongsById entries = new LongsById();
  private final LongColumn ended = new LongColumn(16);

  /// The strategy has placed an order.
  void placed(int orderId, long entry) {
    for (int i = 0; i < ended.size(); i++) {
      entries.remove((int) ended.get(i));
    }
    ended.clear();
    entries.put(orderId, entry);
  }

  /// The fill of another order has placed one.
  void followed(int orderId, long entry) {
    entries.put(orderId, entry);
  }

  void ended(int orderId) {
    if (ended.size() == 0 || ended.get(ended.size() - 1) != orderId) {
      ended.add(orderId);
    }
  }

  long of(int orderId) {
    return entries.get(orderId, JournalWriter.NO_CAUSE);
  }
}
