package io.papertape.live.tape;

import io.papertape.live.tape.Disk.DiskFile;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// Reads a tape back, moment after moment, through all its files. Changes nothing, and may read a
/// tape that is being written: it then ends where the writer was.
public final class TapeReader implements AutoCloseable {
  private final Disk disk;
  private final List<String> names;
  private final boolean isLastOpenEnded;
  private final boolean isFromStart;
  private int next;
  private String name = "";
  private Optional<RecordReader> records = Optional.empty();
  private TapeHeader header;
  private long moments;
  private long lastNanos = Long.MIN_VALUE;
  private Optional<TapeCut> unread = Optional.empty();
  private JournalEnd journal = JournalEnd.NONE;
  private boolean endsWithMark;

  /// The record that the reader stands at has been looked at, and not been taken.
  private boolean isAhead;

  private TapeReader(Disk disk, List<String> names, boolean isLastOpenEnded) throws IOException {
    this.disk = disk;
    this.names = names;
    this.isLastOpenEnded = isLastOpenEnded;
    openNext();
    boolean isRead = false;
    try {
      header = readHeader();
      isRead = true;
    } finally {
      if (!isRead) {
        close();
      }
    }
    isFromStart = header.firstMoment() == 0;
    moments = header.firstMoment();
    lastNanos = header.previous().lastNanos();
  }

  /// A whole tape.
  public static TapeReader open(Disk disk) {
    try {
      List<String> names = TapeFiles.of(disk);
      if (names.isEmpty()) {
        throw WorkspaceException.data(
            "No tape here: folder=%s. A session writes one.".formatted(disk));
      }
      return new TapeReader(disk, names, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A whole tape of this session.
  ///
  /// @throws OtherTapeException if it is another's
  public static TapeReader open(Disk disk, String sessionId, List<TapeInstrument> instruments) {
    TapeReader reader = open(disk);
    boolean isOwn = false;
    try {
      OtherTapeException.requireOwn(reader.header, sessionId, instruments, reader.name);
      isOwn = true;
    } finally {
      if (!isOwn) {
        reader.close();
      }
    }
    return reader;
  }

  /// A tape of this session that still has its first moment, as whoever runs it again needs it.
  ///
  /// @throws OtherTapeException if it is another's
  public static TapeReader openFromStart(
      Disk disk, String sessionId, List<TapeInstrument> instruments) {
    TapeReader reader = open(disk, sessionId, instruments);
    if (reader.isFromStart()) {
      return reader;
    }
    reader.close();
    throw WorkspaceException.data(
        ("Tape lacks its first files: folder=%s, first=%s, momentsGone=%d. It cannot be run again;"
                + " papertape paper verify says what can still be verified.")
            .formatted(disk, reader.name, reader.moments()));
  }

  /// The rest of a tape.
  ///
  /// @param from where it was once durable
  public static TapeReader open(Disk disk, TapePosition from) {
    try {
      List<String> names =
          TapeFiles.of(disk).stream().filter(name -> name.compareTo(from.file()) >= 0).toList();
      if (names.isEmpty() || !names.getFirst().equals(from.file())) {
        throw new TapeDamageException(from.file(), 0, "file is missing");
      }
      TapeReader reader = new TapeReader(disk, names, true);
      boolean isThere = false;
      try {
        reader.goTo(from);
        isThere = true;
      } finally {
        if (!isThere) {
          reader.close();
        }
      }
      return reader;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void goTo(TapePosition from) throws IOException {
    close();
    DiskFile file = disk.open(name);
    records = Optional.of(new RecordReader(file, from.offset(), from.checksum()));
    if (file.size() < from.offset()) {
      throw new TapeDamageException(name, file.size(), "file was longer");
    }
    moments = from.moments();
    lastNanos = from.lastNanos();
  }

  /// One file of a tape that has been rolled, which must be whole.
  public static TapeReader ofRolled(Disk disk, String name) {
    try {
      return new TapeReader(disk, List.of(name), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// That of the file read last.
  public TapeHeader header() {
    return header;
  }

  /// True if the tape still has its first moment; else older files were deleted.
  public boolean isFromStart() {
    return isFromStart;
  }

  /// The next moment; none at the end. Answers that nobody has asked for are passed over.
  public Optional<TapeMoment> next() {
    try {
      while (hasNext()) {
        isAhead = false;
        RecordReader reader = records.orElseThrow();
        if (reader.kind() == RecordFrame.MOMENT) {
          return Optional.of(moment(reader));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next answer that a remote model gave at the moment read last; none if no more stands
  /// there.
  public Optional<TapeAnswer> answer() {
    try {
      if (!hasNext() || records.orElseThrow().kind() != RecordFrame.ANSWER) {
        return Optional.empty();
      }
      isAhead = false;
      RecordReader reader = records.orElseThrow();
      try {
        return Optional.of(AnswerCode.read(reader.body()));
      } catch (IllegalArgumentException e) {
        throw new TapeDamageException(name, reader.offset(), "record is no answer", e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// True if nothing more is on the tape.
  public boolean isAtEnd() {
    try {
      return !hasNext();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Goes to the next moment or answer, through marks and into the next file; stays where it is if
  /// that has not been taken yet.
  private boolean hasNext() throws IOException {
    while (!isAhead && records.isPresent()) {
      RecordReader reader = records.get();
      if (!reader.next()) {
        endFile(reader);
      } else {
        switch (reader.kind()) {
          case RecordFrame.MOMENT, RecordFrame.ANSWER -> isAhead = true;
          case RecordFrame.MARK -> checkMark(reader);
          default -> throw damage(reader, "record of an unknown kind");
        }
      }
    }
    return isAhead;
  }

  /// Name of the file that is read.
  public String fileName() {
    return name;
  }

  /// Moments read so far, those of deleted files included.
  public long moments() {
    return moments;
  }

  /// Time of the moment read last; [Long#MIN_VALUE] before the first.
  public long lastNanos() {
    return lastNanos;
  }

  /// What stands at the end of the last file and was never durable; known at the end.
  public Optional<TapeCut> unread() {
    return unread;
  }

  /// Whether the last whole record is a mark, as it is of a tape that was closed; known at the end.
  public boolean endsWithMark() {
    return endsWithMark;
  }

  /// The most that a mark read so far says of how far the journal was durable.
  public JournalEnd journal() {
    return journal;
  }

  private TapeMoment moment(RecordReader reader) {
    TapeMoment moment;
    try {
      moment = MomentCode.read(reader.body());
    } catch (IllegalArgumentException e) {
      throw new TapeDamageException(name, reader.offset(), "record is no moment", e);
    }
    if (moment.timeNanos() <= lastNanos) {
      throw damage(reader, "time does not rise");
    }
    lastNanos = moment.timeNanos();
    moments++;
    return moment;
  }

  private void checkMark(RecordReader reader) {
    ByteSource body = reader.body();
    body.getLong();
    if (body.getLong() != moments) {
      throw damage(reader, "moments are missing before a mark");
    }
    JournalEnd said = RecordFrame.journal(body);
    journal = said.bytes() > journal.bytes() ? said : journal;
  }

  private void endFile(RecordReader reader) throws IOException {
    boolean isLast = next == names.size();
    if (reader.problem().isPresent()) {
      String problem = reader.problem().get();
      if (!isLast || !isLastOpenEnded) {
        throw damage(reader, problem);
      }
      if (reader.wasDurable()) {
        throw damage(reader, problem);
      }
      unread = Optional.of(reader.rest(name));
    }
    TapeHeader.Previous ended =
        new TapeHeader.Previous(name, reader.offset(), reader.checksum(), lastNanos);
    endsWithMark = reader.kind() == RecordFrame.MARK;
    close();
    if (!isLast) {
      openNext();
      readNextHeader(ended);
    }
  }

  private void readNextHeader(TapeHeader.Previous ended) throws IOException {
    RecordReader reader = records.orElseThrow();
    if (!reader.next()) {
      boolean isClosed = endsWithMark;
      unread = Optional.of(reader.rest(name));
      endFile(reader); // a crash came before the file had its header
      endsWithMark = isClosed;
      return;
    }
    TapeHeader following = parse(reader);
    if (!following.continues(header)
        || following.firstMoment() != moments
        || !following.previous().equals(ended)) {
      throw new TapeDamageException(name, 0, "does not continue " + ended.name());
    }
    header = following;
  }

  private TapeHeader readHeader() throws IOException {
    RecordReader reader = records.orElseThrow();
    if (!reader.next()) {
      throw damage(reader, reader.problem().orElse("no header"));
    }
    return parse(reader);
  }

  private TapeHeader parse(RecordReader reader) {
    try {
      if (reader.kind() == RecordFrame.HEADER) {
        return TapeHeader.read(reader.body());
      }
    } catch (IllegalArgumentException e) {
      throw new TapeDamageException(name, 0, e.getMessage(), e);
    }
    throw damage(reader, "no header");
  }

  private TapeDamageException damage(RecordReader reader, String problem) {
    return new TapeDamageException(name, reader.offset(), problem);
  }

  private void openNext() throws IOException {
    name = names.get(next);
    next++;
    records = Optional.of(new RecordReader(disk.open(name)));
  }

  @Override
  public void close() {
    try {
      if (records.isPresent()) {
        records.get().close();
        records = Optional.empty();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
