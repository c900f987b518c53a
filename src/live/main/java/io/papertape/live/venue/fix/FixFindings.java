package io.papertape.live.venue.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/// What the sessions of a venue have told that its file does not fit, or that a person should know;
/// for more than one thread.
final class FixFindings {
  private final AtomicLong withoutSide = new AtomicLong();
  private final AtomicLong withdrawn = new AtomicLong();
  private final Set<String> withoutSnapshot = new ConcurrentSkipListSet<>();

  /// A trade has come that does not tell which side took the other.
  void tradeHasNoSide() {
    withoutSide.incrementAndGet();
  }

  /// A trade is cancelled or corrected.
  void tradeIsWithdrawn() {
    withdrawn.incrementAndGet();
  }

  /// A book has changed of which its session has had no snapshot.
  void lacksSnapshot(String symbol) {
    withoutSnapshot.add(symbol);
  }

  void hasSnapshot(String symbol) {
    withoutSnapshot.remove(symbol);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (withoutSide.get() > 0) {
      lines.add(
          "Trades tell no side and are left out: events=%d. Give trade-side-tag, or trades: false."
              .formatted(withoutSide.get()));
    }
    if (withdrawn.get() > 0) {
      lines.add(
          "Trades are cancelled or corrected: events=%d. The session goes on with what it was told."
              .formatted(withdrawn.get()));
    }
    for (String symbol : withoutSnapshot) {
      lines.add(
          "Changes come without a snapshot: symbol=%s. We log on again for one; ask the venue."
              .formatted(symbol));
    }
    return lines;
  }
}
