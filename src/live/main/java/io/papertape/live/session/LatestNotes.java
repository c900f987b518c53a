package io.papertape.live.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// The last of what happened, in sentences, and how much there was before.
final class LatestNotes {
  static final int MOST = 20;

  private final ArrayDeque<String> last = new ArrayDeque<>();
  private long earlier;

  void add(String sentence) {
    last.addLast(sentence);
    if (last.size() > MOST) {
      last.removeFirst();
      earlier++;
    }
  }

  /// Oldest first.
  List<String> lines() {
    List<String> lines = new ArrayList<>(last);
    if (earlier > 0) {
      lines.addFirst("Earlier ones are not listed: events=%d.".formatted(earlier));
    }
    return lines;
  }
}
