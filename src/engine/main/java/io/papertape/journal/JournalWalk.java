package io.papertape.journal;

import io.papertape.journal.JournalCheck.Break;
import io.papertape.journal.JournalCheck.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A [JournalCheck] of a journal that grows: it takes one line after the other, and each only once.
public final class JournalWalk {
  private static final int MOST_BREAKS = 20;
  private static final int HASH_TEXT = 2 * Sha256.LENGTH;
  private static final byte[] SEQ = ascii("{\"seq\":");
  private static final byte[] PREV = ascii(",\"prev\":\"");
  private static final byte[] KIND = ascii("\",\"kind\":\"");
  private static final byte[] SEAL = ascii("\",\"kind\":\"seal\"");
  private static final String ENTRIES = ",\"entries\":";
  private static final String ROOT = ",\"root\":\"";

  private final Sha256 sha = new Sha256();
  private final MerkleTree tree = new MerkleTree();
  private final byte[] previous = new byte[Sha256.LENGTH];
  private final JsonLine expected = new JsonLine();
  private final List<Break> breaks = new ArrayList<>();
  private boolean isSealed;
  private long lines;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// Takes the next line, which ended with a newline that is none of the bytes.
  public void take(byte[] bytes, int from, int to) {
    take(bytes, from, to, true);
  }

  void take(byte[] bytes, int from, int to, boolean isTerminated) {
    if (!isTerminated) {
      found(Fault.NOT_ENDED);
    } else if (isSealed) {
      found(Fault.AFTER_THE_SEAL);
    } else {
      checkPlace(bytes, from, to);
    }
    sha.leaf(bytes, from, to - from, previous);
    tree.add(previous);
    lines++;
  }

  /// What is wrong with the lines so far, in order; empty if nothing is. That there is no seal yet
  /// is not.
  public List<Break> breaks() {
    return List.copyOf(breaks);
  }

  /// What there is to say if no more lines come.
  public JournalCheck check() {
    List<Break> all = new ArrayList<>(breaks);
    if (!isSealed
        && all.size() < MOST_BREAKS
        && all.stream().noneMatch(one -> one.fault() == Fault.NOT_ENDED)) {
      all.add(new Break(Math.max(0, lines - 1), Fault.NOT_SEALED));
    }
    return new JournalCheck(lines, tree.rootHex(), all);
  }

  private void checkPlace(byte[] bytes, int from, int to) {
    int at = after(bytes, from, to, SEQ);
    int digits = at;
    while (digits >= 0 && digits < to && bytes[digits] >= '0' && bytes[digits] <= '9') {
      digits++;
    }
    int hash = after(bytes, digits, to, PREV);
    int kind = hash < 0 ? -1 : after(bytes, hash + HASH_TEXT, to, KIND);
    if (kind < 0 || bytes[to - 1] != '}') {
      found(Fault.NO_ENTRY);
      return;
    }
    expect().addNumber(lines);
    if (!isExpected(bytes, at, digits)) {
      found(Fault.OUT_OF_PLACE);
    }
    expect().addHex(previous);
    if (!isExpected(bytes, hash, hash + HASH_TEXT)) {
      found(Fault.CHAIN_BROKEN);
    }
    if (after(bytes, hash + HASH_TEXT, to, SEAL) > 0) {
      isSealed = true;
      checkSeal(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }
  }

  /// Position after `wanted` if it stands at `from`, else −1.
  private static int after(byte[] bytes, int from, int end, byte[] wanted) {
    int to = from + wanted.length;
    return from >= 0 && to <= end && Arrays.equals(bytes, from, to, wanted, 0, wanted.length)
        ? to
        : -1;
  }

  private JsonLine expect() {
    expected.writeInto(expected.bytes());
    expected.begin();
    return expected;
  }

  private boolean isExpected(byte[] bytes, int from, int to) {
    return Arrays.equals(bytes, from, to, expected.bytes(), expected.start(), expected.position());
  }

  private void checkSeal(String line) {
    String entries = ENTRIES + lines + ",";
    String root = ROOT + tree.rootHex() + "\"";
    if (!line.contains(entries) || !line.contains(root)) {
      found(Fault.SEAL_DISAGREES);
    }
  }

  private void found(Fault fault) {
    if (breaks.size() < MOST_BREAKS) {
      breaks.add(new Break(lines, fault));
    }
  }
}
