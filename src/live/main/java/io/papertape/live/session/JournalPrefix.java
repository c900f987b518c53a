package io.papertape.live.session;

import io.papertape.journal.JournalCheck;
import io.papertape.journal.Sha256;
import io.papertape.live.tape.Disk;
import io.papertape.live.tape.Disk.DiskFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/// The part of a journal that a recovery does not make again, held against a snapshot.
final class JournalPrefix {
  private static final int MOST_LINE = 1 << 20;

  private JournalPrefix() {}

  /// Looks at the last entry, which names the hash of the one before, and so on.
  ///
  /// @return what is wrong
  static Optional<String> checkEnd(Disk disk, Snapshot snapshot) throws IOException {
    try (DiskFile file = disk.open(SessionJournal.NAME)) {
      long end = snapshot.journalBytes();
      if (file.size() < end) {
        return Optional.of("the journal is shorter");
      }
      byte[] tail = new byte[(int) Math.min(end, MOST_LINE)];
      read(file, ByteBuffer.wrap(tail), end - tail.length);
      int last = tail.length - 2;
      while (last >= 0 && tail[last] != '\n') {
        last--;
      }
      byte[] hash = new byte[Sha256.LENGTH];
      if (tail.length > 1) {
        new Sha256().leaf(tail, last + 1, tail.length - last - 2, hash);
      }
      return HexFormat.of().formatHex(hash).equals(snapshot.journalHash())
          ? Optional.empty()
          : Optional.of("the journal's entry there is another");
    }
  }

  private static void read(DiskFile file, ByteBuffer into, long from) throws IOException {
    while (into.hasRemaining() && file.read(into, from + into.position()) > 0) {
      // the next part
    }
  }

  /// Reads all of it: every entry must be in the chain, and the root the same.
  ///
  /// @return what is wrong
  static Optional<String> checkAll(Disk disk, Snapshot snapshot) throws IOException {
    try (DiskFile file = disk.open(SessionJournal.NAME);
        InputStream bytes =
            new BufferedInputStream(new Beginning(file, snapshot.journalBytes()), 1 << 16)) {
      JournalCheck check = JournalCheck.of(bytes);
      boolean isWhole =
          check.breaks().stream().allMatch(one -> one.fault() == JournalCheck.Fault.NOT_SEALED);
      return isWhole
              && check.entries() == snapshot.journalEntries()
              && check.root().equals(snapshot.journalRoot())
          ? Optional.empty()
          : Optional.of(
              "Journal was changed before entry %d: its root is not that of its snapshot."
                  .formatted(snapshot.journalEntries()));
    }
  }

  /// The first bytes of a file.
  private static final class Beginning extends InputStream {
    private final DiskFile file;
    private final long end;
    private long at;

    Beginning(DiskFile file, long end) {
      this.file = file;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int most = (int) Math.min(length, end - at);
      int count = most <= 0 ? -1 : file.read(ByteBuffer.wrap(into, offset, most), at);
      at += Math.max(0, count);
      return count;
    }
  }
}
