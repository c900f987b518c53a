package io.papertape.workspace.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.journal.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The decisions of a journal with the orders and vetoes they led to: of each its number and a
/// digest, so that long journals can be held against each other.
final class MadeDecisions {
  private static final int FIRST_SIZE = 1024;
  private static final int DIGEST_DIGITS = 15;

  private final StoredJournal journal;
  private long[] seqs = new long[FIRST_SIZE];
  private long[] digests = new long[FIRST_SIZE];
  private int size;

  MadeDecisions(StoredJournal journal) {
    this.journal = journal;
    journal.walk(
        0,
        (head, _) ->
            switch (head.kind()) {
              case DECISION, ORDER, VETO -> true;
              default -> false;
            },
        (entry, _) -> {
          take(entry);
          return true;
        });
  }

  private void take(StoredEntry entry) {
    if (isDecision(entry)) {
      if (size == seqs.length) {
        seqs = Arrays.copyOf(seqs, 2 * size);
        digests = Arrays.copyOf(digests, 2 * size);
      }
      seqs[size] = entry.seq();
      digests[size++] = digest(0, bare(entry));
    } else if (isOrder(entry)) {
      int made = Arrays.binarySearch(seqs, 0, size, entry.cause());
      if (made >= 0) {
        digests[made] = digest(digests[made], bare(entry));
      }
    }
  }

  private static long digest(long before, String text) {
    byte[] both = (before + text).getBytes(StandardCharsets.UTF_8);
    return Long.parseLong(Sha256.hex(both).substring(0, DIGEST_DIGITS), 16);
  }

  int size() {
    return size;
  }

  /// Whether both journals have the same decision at a place.
  boolean isSame(int index, MadeDecisions other) {
    return index < size && index < other.size && digests[index] == other.digests[index];
  }

  /// Number of its entry; −1 if there are not that many.
  long seq(int index) {
    return index < size ? seqs[index] : -1;
  }

  /// The decision and its orders, one a line, without the keys that tie them to their journal;
  /// empty if there are not that many.
  String text(int index) {
    if (index >= size) {
      return "";
    }
    StoredEntry decision = journal.get(seqs[index]);
    StringBuilder text = new StringBuilder(bare(decision));
    for (StoredEntry entry : journal.effects(decision)) {
      if (isOrder(entry) && entry.cause() == decision.seq()) {
        text.append('\n').append(bare(entry));
      }
    }
    return text.toString();
  }

  private static boolean isDecision(StoredEntry entry) {
    return entry.kind().equals("decision");
  }

  private static boolean isOrder(StoredEntry entry) {
    return entry.kind().equals("order") || entry.kind().equals("veto");
  }

  private static String bare(StoredEntry entry) {
    ObjectNode content = entry.content().deepCopy();
    content.remove(List.of("seq", "prev", "cause", "evaluation", "order"));
    return content.toString();
  }
}
