package io.papertape.workspace.run;

import io.papertape.journal.JournalReader;
import io.papertape.journal.JournalSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Takes a journal as it is written and holds it against a stored one, line by line.
final class JournalComparison implements JournalSink {
  private final JournalReader stored;
  private long lines;
  private Optional<EntryDifference> difference = Optional.empty();

  JournalComparison(InputStream storedJournal) {
    stored = new JournalReader(storedJournal);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (difference.isPresent()) {
      return;
    }
    byte[] line = next();
    boolean isSame =
        stored.isTerminated()
            && Arrays.equals(line, 0, line.length, bytes, offset, offset + length - 1);
    if (!isSame) {
      String computed = new String(bytes, offset, length - 1, StandardCharsets.UTF_8);
      difference = Optional.of(new EntryDifference(lines, text(line), computed));
    }
    lines++;
  }

  /// Where the two part, now that the run is over; empty if every byte is the same.
  Optional<EntryDifference> finish() {
    if (difference.isEmpty()) {
      byte[] rest = next();
      if (rest.length > 0) {
        difference = Optional.of(new EntryDifference(lines, text(rest), ""));
      }
    }
    return difference;
  }

  private byte[] next() {
    try {
      return stored.next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(byte[] line) {
    return new String(line, StandardCharsets.UTF_8);
  }
}
