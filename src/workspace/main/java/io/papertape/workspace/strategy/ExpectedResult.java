package io.papertape.workspace.strategy;

import io.papertape.market.FixedPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a strategy is known to do on its data: its golden run, kept in `expected/` of its folder.
///
/// The root is that of a journal whose manifest hash is the word `expected`, so that it changes
/// when a decision, a fill or an amount does, and not with a comment in a file. It differs from
/// the root of a run for the same reason.
///
/// @param root        Merkle root of the journal, 64 hex digits
/// @param entries     number of journal entries
/// @param finalEquity account currency, fixed point
/// @param fees        account currency, fixed point
/// @param statistics  figures by name, as Java prints a double; an undefined one as its reason
/// @param fills       one line each: `time,symbol,quantity,price,fee`
public record ExpectedResult(
    String root,
    long entries,
    long finalEquity,
    long finalCash,
    long fees,
    SortedMap<String, String> statistics,
    List<String> fills) {
  private static final int MOST_FILLS = 3;

  public ExpectedResult {
    statistics = Collections.unmodifiableSortedMap(new TreeMap<>(statistics));
    fills = List.copyOf(fills);
  }

  /// What another run does differently, in words; empty if it is the same. Old values come first.
  public List<String> differences(ExpectedResult now) {
    List<String> lines = new ArrayList<>();
    compareFills(now, lines);
    money("final equity", finalEquity, now.finalEquity, lines);
    money("final cash", finalCash, now.finalCash, lines);
    money("fees", fees, now.fees, lines);
    TreeSet<String> names = new TreeSet<>(statistics.keySet());
    names.addAll(now.statistics.keySet());
    for (String name : names) {
      String before = statistics.getOrDefault(name, "absent");
      String after = now.statistics.getOrDefault(name, "absent");
      if (!before.equals(after)) {
        lines.add("%s: %s → %s".formatted(name, before, after));
      }
    }
    if (entries != now.entries) {
      lines.add("journal entries: %d → %d".formatted(entries, now.entries));
    }
    if (!root.equals(now.root)) {
      lines.add("journal root: %s → %s".formatted(root, now.root));
    }
    return lines;
  }

  private void compareFills(ExpectedResult now, List<String> lines) {
    if (fills.equals(now.fills)) {
      return;
    }
    lines.add("fills: %d → %d".formatted(fills.size(), now.fills.size()));
    int first = 0;
    int both = Math.min(fills.size(), now.fills.size());
    while (first < both && fills.get(first).equals(now.fills.get(first))) {
      first++;
    }
    for (int i = first; i < first + MOST_FILLS; i++) {
      if (i < fills.size() || i < now.fills.size()) {
        lines.add(
            "  fill %d: %s → %s"
                .formatted(
                    i + 1,
                    i < fills.size() ? fills.get(i) : "none",
                    i < now.fills.size() ? now.fills.get(i) : "none"));
      }
    }
  }

  private static void money(String what, long before, long now, List<String> lines) {
    if (before != now) {
      long change = now - before;
      lines.add(
          "%s: %s → %s (%s%s)"
              .formatted(
                  what,
                  FixedPoint.format(before),
                  FixedPoint.format(now),
                  change > 0 ? "+" : "",
                  FixedPoint.format(change)));
    }
  }
}
