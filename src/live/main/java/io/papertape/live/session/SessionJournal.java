package io.papertape.live.session;

import io.papertape.journal.JournalSink;
import io.papertape.live.tape.Disk;
import io.papertape.live.tape.Disk.DiskFile;
import io.papertape.live.tape.JournalEnd;
import io.papertape.live.tape.Rewriting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The journal of a session on the disk. What the simulation writes is held against what is there
/// already, and what goes beyond it is kept back until [#commit] makes it durable.
///
/// A last line that a crash has cut is what the next run writes anew: its bytes are the same.
/// A loss of power can also leave zeros; no entry has a zero in it. Those at the end are cut off;
/// those where later bytes were kept are written anew, while every byte that is there must be the
/// same.
final class SessionJournal implements JournalSink, AutoCloseable {
  static final String NAME = "journal.jsonl";
  private static final int BLOCK = 1 << 16;

  /// No more than this is ever written between two syncs.
  static final int MOST_UNSYNCED = 1 << 20;

  private final DiskFile file;
  private final long stored;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK).limit(0);
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private final List<String> lines = new ArrayList<>();
  private final boolean keepsLines;
  private long firstToWrite;
  private long blockStart;
  private long position;
  private long durable;
  private long entries;
  private JournalEnd end = JournalEnd.NONE;
  private boolean isMute;
  private boolean hasDiverged;

  private SessionJournal(DiskFile file, boolean keepsLines) throws IOException {
    this.file = file;
    this.keepsLines = keepsLines;
    stored = TrailingZeros.begin(file::read, file.size());
    durable = stored;
    firstToWrite = stored;
  }

  /// Opens the journal, or starts one.
  ///
  /// @param keepsLines whether [#commit] is to return the new lines
  static SessionJournal open(Disk disk, boolean keepsLines) throws IOException {
    if (disk.names().contains(NAME)) {
      SessionJournal journal = new SessionJournal(disk.open(NAME), keepsLines);
      journal.file.truncate(journal.stored);
      // what a killed process wrote, only the system may have, and not even that after a failure
      Rewriting.from(journal.file, Math.max(0, journal.stored - MOST_UNSYNCED), journal.stored);
      journal.file.sync();
      return journal;
    }
    SessionJournal journal = new SessionJournal(disk.create(NAME), keepsLines);
    disk.syncFolder();
    return journal;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (isMute) {
      return;
    }
    int known = (int) Math.min(length, Math.max(0, stored - position));
    if (known > 0) {
      compare(bytes, offset, known);
    }
    int kept = (int) Math.min(length, Math.max(0, firstToWrite - position));
    if (length > kept) {
      pending.write(bytes, offset + kept, length - kept);
      if (keepsLines) {
        lines.add(new String(bytes, offset, length - 1, StandardCharsets.UTF_8));
      }
    }
    position += length;
    entries++;
  }

  private void compare(byte[] bytes, int offset, int length) {
    int done = 0;
    while (done < length) {
      storedByte(position + done);
      int from = (int) (position + done - blockStart);
      int count = Math.min(length - done, block.limit() - from);
      int to = offset + done + count;
      if (!Arrays.equals(bytes, offset + done, to, block.array(), from, from + count)) {
        compareOneByOne(bytes, offset, done, count);
      }
      done += count;
    }
  }

  private void compareOneByOne(byte[] bytes, int offset, int first, int count) {
    for (int i = first; i < first + count; i++) {
      byte there = storedByte(position + i);
      if (there == 0 && position + i < firstToWrite) {
        firstToWrite = position + i;
        durable = firstToWrite;
      } else if (there != 0 && there != bytes[offset + i]) {
        hasDiverged = true;
        throw new SessionDivergence(
            ("Journal differs from what its tape gives: entry=%d. Stored and replayed part here;"
                    + " papertape paper verify shows both.")
                .formatted(entries));
      }
    }
  }

  private byte storedByte(long at) {
    if (at < blockStart || at >= blockStart + block.limit()) {
      block.clear();
      blockStart = at;
      try {
        file.read(block, at);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      block.flip();
    }
    return block.get((int) (at - blockStart));
  }

  /// Goes on behind what is there, which is not written again.
  ///
  /// @param bytes        of it; an entry ends there
  /// @param entriesThere in it
  void goTo(long bytes, long entriesThere) {
    if (stored < bytes) {
      throw new IllegalStateException(
          "Journal is shorter: bytes=%d, expected=%d.".formatted(stored, bytes));
    }
    position = bytes;
    entries = entriesThere;
  }

  /// Takes nothing any more: what is written has come to nothing.
  void mute() {
    isMute = true;
  }

  /// True if what was stored has turned out to be another journal.
  boolean hasDiverged() {
    return hasDiverged;
  }

  /// Length of what has been written, the stored part included.
  long position() {
    return position;
  }

  /// True once everything that was stored has been written again.
  boolean isCaughtUp() {
    return position >= stored;
  }

  /// What is durable; after a [#commit], all that has been written.
  JournalEnd end() {
    if (end.bytes() != durable || end.entries() != entries) {
      end = new JournalEnd(durable, entries); // it is asked for each time that nothing waits
    }
    return end;
  }

  /// Bytes of what is there that an earlier process wrote, up to where zeros were found.
  long stored() {
    return firstToWrite;
  }

  /// Whether [#commit] has something to do.
  boolean isPending() {
    return pending.size() > 0;
  }

  /// Entries written, the stored ones included.
  long entries() {
    return entries;
  }

  /// Makes durable what was written beyond what was stored.
  ///
  /// @return the lines, if they are kept
  List<String> commit() throws IOException {
    if (pending.size() == 0) {
      return List.of();
    }
    byte[] bytes = pending.toByteArray();
    put(bytes, bytes.length);
    pending.reset();
    List<String> committed = List.copyOf(lines);
    lines.clear();
    return committed;
  }

  private void put(byte[] bytes, int size) throws IOException {
    for (int at = 0; at < size; at += MOST_UNSYNCED) {
      int length = Math.min(MOST_UNSYNCED, size - at);
      file.write(ByteBuffer.wrap(bytes, at, length), durable);
      file.sync();
      durable += length;
    }
  }

  /// True once so much waits for a [#commit] as is written at once.
  boolean isLarge() {
    return pending.size() >= MOST_UNSYNCED;
  }

  /// Makes durable what is made anew, but leaves the journal shorter than it was, so that nobody
  /// takes it for whole. Nobody is told its lines again.
  ///
  /// @param bytes that it had
  void remakeBelow(long bytes) throws IOException {
    int size = (int) Math.min(pending.size(), bytes - 1 - durable);
    if (size >= MOST_UNSYNCED) {
      byte[] all = pending.toByteArray();
      put(all, size);
      pending.reset();
      pending.write(all, size, all.length - size);
    }
    lines.clear();
  }

  /// The lines that are kept so far are nothing new.
  void forgetLines() {
    lines.clear();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
