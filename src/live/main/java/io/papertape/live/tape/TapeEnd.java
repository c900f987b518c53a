package io.papertape.live.tape;

import io.papertape.live.tape.Disk.DiskFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where a tape ends on the disk, after what was never durable has been cut off.
///
/// @param file      the file to go on with; empty if there is none
/// @param bytes     its length
/// @param checksum  of all of it
/// @param lastNanos time of the last moment
/// @param moments   on the whole tape
/// @param closed    what the mark vouches for that the file ends with, if it does
/// @param cuts      what was cut off, and where it is now
record TapeEnd(
    String file,
    long bytes,
    RunningChecksum checksum,
    long lastNanos,
    long moments,
    Optional<JournalEnd> closed,
    List<TapeCut> cuts) {
  TapeEnd {
    cuts = List.copyOf(cuts);
  }

  /// Finds the end, cuts, and makes durable what stays: what no mark says to be durable is written
  /// again. What is cut is durable in a file of its own before.
  static TapeEnd find(Disk disk, String sessionId, List<TapeInstrument> instruments)
      throws IOException {
    List<TapeCut> cuts = new ArrayList<>();
    List<String> names = new ArrayList<>(TapeFiles.of(disk));
    while (!names.isEmpty()) {
      String name = names.removeLast();
      try (DiskFile file = disk.open(name)) {
        RecordReader records = new RecordReader(file);
        if (records.next()) {
          OtherTapeException.requireOwn(header(records, name), sessionId, instruments, name);
          TapeEnd end = scan(disk, name, file, records, cuts);
          disk.syncFolder();
          return end;
        }
        cuts.add(cut(disk, name, file, records));
      }
      disk.delete(name); // a crash came before the file had its header
      disk.syncFolder();
    }
    return new TapeEnd("", 0, new RunningChecksum(0), Long.MIN_VALUE, 0, Optional.empty(), cuts);
  }

  private static TapeHeader header(RecordReader records, String name) {
    if (records.kind() != RecordFrame.HEADER) {
      throw new TapeDamageException(name, 0, "no header");
    }
    try {
      return TapeHeader.read(records.body());
    } catch (IllegalArgumentException e) {
      throw new TapeDamageException(name, 0, e.getMessage(), e);
    }
  }

  private static TapeEnd scan(
      Disk disk, String name, DiskFile file, RecordReader records, List<TapeCut> cuts)
      throws IOException {
    TapeHeader header = header(records, name);
    long moments = header.firstMoment();
    long lastNanos = header.previous().lastNanos();
    long durable = 0;
    Optional<JournalEnd> closed = Optional.empty();
    while (records.next()) {
      closed = Optional.empty();
      if (records.kind() == RecordFrame.MARK) {
        ByteSource mark = records.body();
        durable = mark.getLong();
        mark.getLong(); // moments
        closed = Optional.of(RecordFrame.journal(mark));
      } else if (records.kind() == RecordFrame.MOMENT) {
        moments++;
        lastNanos = records.body().getLong();
      }
    }
    if (records.problem().isPresent()) {
      cuts.add(cut(disk, name, file, records));
      file.truncate(records.offset());
    }
    Rewriting.from(file, durable, records.offset());
    file.sync();
    return new TapeEnd(name, records.offset(), records.running(), lastNanos, moments, closed, cuts);
  }

  /// What is about to be cut, once it is kept elsewhere.
  private static TapeCut cut(Disk disk, String name, DiskFile file, RecordReader records)
      throws IOException {
    TapeCut cut = records.rest(name);
    if (records.wasDurable()) {
      throw new TapeDamageException(name, cut.offset(), cut.problem());
    }
    return cut.movedTo(TornBytes.keep(disk, cut, file));
  }
}
