package io.papertape.live.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// The last journal lines that a person wants to see: all but plain HOLDs, and the last HOLD.
final class RecentEntries {
  private static final int MOST = 12;
  private static final String HOLD = "\"kind\":\"hold\"";

  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private String lastHold = "";

  void add(List<String> added) {
    for (String line : added) {
      if (line.contains(HOLD)) {
        lastHold = line;
      } else {
        lastHold = "";
        lines.add(line);
        if (lines.size() > MOST) {
          lines.remove();
        }
      }
    }
  }

  List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    if (!lastHold.isEmpty()) {
      all.add(lastHold);
    }
    return all;
  }
}
