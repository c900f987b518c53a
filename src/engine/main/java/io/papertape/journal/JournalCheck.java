package io.papertape.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the bytes of a journal say about themselves: is the chain whole, and what is its root?
///
/// It reads the canonical beginning of each line and hashes the bytes; it needs neither the run
/// nor a JSON parser. An intact chain proves order and wholeness, not honesty: whoever can write
/// the file can chain it anew. Compare [#root()] with one kept elsewhere, or run the run again.
///
/// @param entries  whole lines read
/// @param root     Merkle root over all of them, 64 hex digits
/// @param breaks   what is wrong, in order of the file; empty if the chain is whole
public record JournalCheck(long entries, String root, List<Break> breaks) {
  private static final int MOST_BREAKS = 20;
  private static final int HASH_TEXT = 2 * Sha256.LENGTH;
  private static final byte[] SEQ = ascii("{\"seq\":");
  private static final byte[] PREV = ascii(",\"prev\":\"");
  private static final byte[] KIND = ascii("\",\"kind\":\"");
  private static final byte[] SEAL = ascii("\",\"kind\":\"seal\"");
  private static final byte[] ENTRIES = ascii(",\"entries\":");
  private static final byte[] ROOT = ascii(",\"root\":\"");

  /// One thing that is wrong.
  ///
  /// @param line line of the file from 0, which is the `seq` of an entry in its place
  public record Break(long line, Fault fault) {}

  /// What can be wrong with a journal.
  public enum Fault {
    NO_ENTRY("is not a journal entry"),
    OUT_OF_PLACE("does not have the number of its place: an entry was moved, removed or added"),
    CHAIN_BROKEN("does not continue the entry before it: one of the two was changed"),
    AFTER_THE_SEAL("comes after the seal: it was added"),
    NOT_ENDED("lacks its end: the file was cut"),
    NOT_SEALED("is no seal but the last: the file was cut, or the run never ended"),
    SEAL_DISAGREES("is a seal of other entries");

    private final String text;

    Fault(String text) {
      this.text = text;
    }

    /// The rest of a sentence that begins with the entry.
    public String text() {
      return text;
    }
  }

  public JournalCheck {
    breaks = List.copyOf(breaks);
  }

  public boolean isWhole() {
    return breaks.isEmpty();
  }

  /// Reads a journal to its end.
  public static JournalCheck of(InputStream source) throws IOException {
    return new Walk().read(new JournalReader(source));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// Position after `wanted` if it stands at `from`, else −1.
  private static int after(byte[] line, int from, byte[] wanted) {
    int to = from + wanted.length;
    return from >= 0 && to <= line.length && Arrays.equals(line, from, to, wanted, 0, wanted.length)
        ? to
        : -1;
  }

  private static final class Walk {
    private final Sha256 sha = new Sha256();
    private final MerkleTree tree = new MerkleTree();
    private final byte[] previous = new byte[Sha256.LENGTH];
    private final JsonLine expected = new JsonLine();
    private final List<Break> breaks = new ArrayList<>();
    private boolean isSealed;
    private long lines;

    JournalCheck read(JournalReader reader) throws IOException {
      for (byte[] line = reader.next(); line.length > 0; line = reader.next()) {
        take(line, reader.isTerminated());
      }
      if (!isSealed && breaks.stream().noneMatch(one -> one.fault() == Fault.NOT_ENDED)) {
        found(Math.max(0, lines - 1), Fault.NOT_SEALED);
      }
      return new JournalCheck(lines, tree.rootHex(), breaks);
    }

    private void take(byte[] line, boolean isTerminated) {
      if (!isTerminated) {
        found(lines, Fault.NOT_ENDED);
      } else if (isSealed) {
        found(lines, Fault.AFTER_THE_SEAL);
      } else {
        checkPlace(line);
      }
      sha.leaf(line, 0, line.length, previous);
      tree.add(previous);
      lines++;
    }

    private void checkPlace(byte[] line) {
      int at = after(line, 0, SEQ);
      int digits = at;
      while (digits >= 0 && digits < line.length && line[digits] >= '0' && line[digits] <= '9') {
        digits++;
      }
      int hash = after(line, digits, PREV);
      int kind = hash < 0 ? -1 : after(line, hash + HASH_TEXT, KIND);
      if (kind < 0 || line[line.length - 1] != '}') {
        found(lines, Fault.NO_ENTRY);
        return;
      }
      expect().addNumber(lines);
      if (!isExpected(line, at, digits)) {
        found(lines, Fault.OUT_OF_PLACE);
      }
      expect().addHex(previous);
      if (!isExpected(line, hash, hash + HASH_TEXT)) {
        found(lines, Fault.CHAIN_BROKEN);
      }
      if (after(line, hash + HASH_TEXT, SEAL) > 0) {
        isSealed = true;
        checkSeal(text(line, 0, line.length));
      }
    }

    private JsonLine expect() {
      expected.writeInto(expected.bytes());
      expected.begin();
      return expected;
    }

    private boolean isExpected(byte[] line, int from, int to) {
      return Arrays.equals(line, from, to, expected.bytes(), expected.start(), expected.position());
    }

    private void checkSeal(String line) {
      String entries = text(ENTRIES) + lines + ",";
      String root = text(ROOT) + tree.rootHex() + "\"";
      if (!line.contains(entries) || !line.contains(root)) {
        found(lines, Fault.SEAL_DISAGREES);
      }
    }

    private void found(long line, Fault fault) {
      if (breaks.size() < MOST_BREAKS) {
        breaks.add(new Break(line, fault));
      }
    }

    private static String text(byte[] ascii) {
      return text(ascii, 0, ascii.length);
    }

    private static String text(byte[] bytes, int from, int to) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
  }
}
