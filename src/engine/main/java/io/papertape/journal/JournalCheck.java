package io.papertape.journal;

import java.io.IOException;
import java.io.InputStream;
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
    JournalReader reader = new JournalReader(source);
    JournalWalk walk = new JournalWalk();
    for (byte[] line = reader.next(); line.length > 0; line = reader.next()) {
      walk.take(line, 0, line.length, reader.isTerminated());
    }
    return walk.check();
  }
}
