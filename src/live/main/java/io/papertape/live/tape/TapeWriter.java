package io.papertape.live.tape;

import io.papertape.live.tape.Disk.DiskFile;
import io.papertape.market.Times;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Writes a tape. What is appended is durable after the next [#commit], all of it by one sync of
/// the file. For one thread; who opens it makes sure that nobody else has.
///
/// After a write or a sync that failed nothing is written any more: what the disk has of the last
/// batch is unknown, and a second sync would succeed without it. Opening the tape again finds out.
public final class TapeWriter implements AutoCloseable {
  private static final int FLUSH_BYTES = 1 << 20;

  private final Disk disk;
  private final String sessionId;
  private final List<TapeInstrument> instruments;
  private final List<TapeCut> cuts;
  private final Consumer<String> rolled;
  private final long leastBytes;
  private final MutableBytes batch = new MutableBytes();
  private Optional<DiskFile> file = Optional.empty();
  private String name;
  private LocalDate date = LocalDate.MIN;
  private RunningChecksum checksum;
  private long written;
  private long durable;
  private boolean isBatchOpen;
  private long moments;
  private long lastNanos;
  private JournalEnd journal = JournalEnd.NONE;

  /// What the mark vouches for that it has ended with since it was opened.
  private Optional<JournalEnd> closed;

  private String failure = "";

  private TapeWriter(
      Disk disk,
      String sessionId,
      List<TapeInstrument> instruments,
      Consumer<String> rolled,
      long leastBytes,
      TapeEnd end)
      throws IOException {
    this.disk = disk;
    this.sessionId = sessionId;
    this.instruments = List.copyOf(instruments);
    this.rolled = rolled;
    this.leastBytes = leastBytes;
    cuts = end.cuts();
    name = end.file();
    checksum = end.checksum();
    written = end.bytes();
    durable = written;
    moments = end.moments();
    lastNanos = end.lastNanos();
    closed = end.closed();
    if (!name.isEmpty()) {
      date = TapeFiles.date(name);
      file = Optional.of(disk.open(name));
    }
  }

  /// Starts a tape, or goes on with it: what a crash has torn at its end is cut off and is in
  /// [#cuts]; what stays is durable. Anything else that is wrong is a [TapeDamageException].
  ///
  /// @param rolled told the name of a file that is complete
  public static TapeWriter open(
      Disk disk, String sessionId, List<TapeInstrument> instruments, Consumer<String> rolled) {
    return open(disk, sessionId, instruments, rolled, 0);
  }

  /// The same for a feed that passes days in moments: to end a file and begin the next takes four
  /// syncs.
  ///
  /// @param leastBytes a file that holds less at the end of a day goes on with the next day
  public static TapeWriter open(
      Disk disk,
      String sessionId,
      List<TapeInstrument> instruments,
      Consumer<String> rolled,
      long leastBytes) {
    try {
      TapeEnd end = TapeEnd.find(disk, sessionId, instruments);
      return new TapeWriter(disk, sessionId, instruments, rolled, leastBytes, end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What was cut off the tape when it was opened.
  public List<TapeCut> cuts() {
    return cuts;
  }

  /// Moments on the tape, the not yet durable ones included.
  public long moments() {
    return moments;
  }

  /// Time of the last moment; `Long.MIN_VALUE` if there is none.
  public long lastNanos() {
    return lastNanos;
  }

  /// Where it ends; after a [#commit].
  public TapePosition position() {
    if (isBatchOpen || file.isEmpty()) {
      throw new IllegalStateException(
          "Tape is not durable: file=%s, moments=%d. Commit first.".formatted(name, moments));
    }
    return new TapePosition(name, written, checksum.value(), moments, lastNanos);
  }

  /// Takes how far the journal is durable; the next mark says so.
  public void vouchFor(JournalEnd durableJournal) {
    journal = durableJournal;
  }

  /// True after a write or a sync that failed.
  public boolean hasFailed() {
    return !failure.isEmpty();
  }

  /// Adds a moment, later than all before it. The first of a day ends the file of the day before,
  /// if that has the bytes.
  public void append(TapeMoment moment) {
    checkIsWritable();
    if (moment.timeNanos() <= lastNanos) {
      throw new IllegalArgumentException(
          "Moments do not rise: time=%s, previous=%s. Take them from a sequencer."
              .formatted(Times.instant(moment.timeNanos()), Times.instant(lastNanos)));
    }
    LocalDate day = TapeFiles.date(moment.timeNanos());
    if (day.isAfter(date) && (file.isEmpty() || written + batch.size() >= leastBytes)) {
      roll(day);
    }
    beginBatch();
    put(RecordFrame.MOMENT, into -> MomentCode.write(moment, into));
    moments++;
    lastNanos = moment.timeNanos();
    if (batch.size() >= FLUSH_BYTES) {
      flush();
    }
  }

  /// Adds an answer that a remote model has given at the last moment.
  public void append(TapeAnswer answer) {
    checkIsWritable();
    if (file.isEmpty()) {
      throw new IllegalStateException("Answer belongs to no moment. Append the moment first.");
    }
    beginBatch();
    put(RecordFrame.ANSWER, into -> AnswerCode.write(answer, into));
  }

  private void put(int kind, Consumer<MutableBytes> content) {
    int start = RecordFrame.begin(kind, batch);
    boolean isPut = false;
    try {
      content.accept(batch);
      RecordFrame.end(start, batch);
      isPut = true;
    } finally {
      if (!isPut) {
        batch.truncate(start);
      }
    }
  }

  /// Makes durable what was appended.
  public void commit() {
    checkIsWritable();
    if (isBatchOpen) {
      sync();
    }
  }

  private void beginBatch() {
    if (!isBatchOpen) {
      isBatchOpen = true;
      closed = Optional.empty();
      RecordFrame.putMark(durable, moments, journal, batch);
    }
  }

  /// Ends the file of a day, so that all of it is known to have been durable, and begins the next.
  private void roll(LocalDate day) {
    commit();
    TapeHeader.Previous previous = TapeHeader.Previous.NONE;
    String ended = name;
    if (file.isPresent()) {
      beginBatch();
      sync();
      previous = new TapeHeader.Previous(ended, written, checksum.value(), lastNanos);
    }
    closeFile();
    name = TapeFiles.name(day);
    date = day;
    written = 0;
    durable = 0;
    checksum = new RunningChecksum(0);
    try {
      file = Optional.of(disk.create(name));
    } catch (IOException e) {
      throw failed("made", e);
    }
    int start = RecordFrame.begin(RecordFrame.HEADER, batch);
    new TapeHeader(sessionId, instruments, moments, previous).write(batch);
    RecordFrame.end(start, batch);
    sync();
    try {
      disk.syncFolder();
    } catch (IOException e) {
      throw failed("made durable in its folder", e);
    }
    if (!ended.isEmpty()) {
      rolled.accept(ended);
    }
  }

  private void flush() {
    try {
      file.orElseThrow().write(ByteBuffer.wrap(batch.array(), 0, batch.size()), written);
    } catch (IOException e) {
      throw failed("written", e);
    }
    checksum.update(batch.array(), 0, batch.size());
    written += batch.size();
    batch.truncate(0);
  }

  private void sync() {
    flush();
    try {
      file.orElseThrow().sync();
    } catch (IOException e) {
      throw failed("made durable", e);
    }
    durable = written;
    isBatchOpen = false;
  }

  private TapeWriteException failed(String what, IOException cause) {
    failure =
        ("Tape could not be %s: file=%s, durableBytes=%d, problem=%s. Nothing is written to it any"
                + " more; halt the session, make the disk well and start it again.")
            .formatted(what, name, durable, cause.getMessage());
    return new TapeWriteException(failure, cause);
  }

  private void checkIsWritable() {
    if (hasFailed()) {
      throw new TapeWriteException(failure);
    }
  }

  /// Makes durable what was appended, unless the tape has failed, and ends. A tape that had been
  /// closed, and that nothing was added to, stays as it is.
  @Override
  public void close() {
    if (!hasFailed() && file.isPresent()) {
      commit();
      boolean isClosed = closed.filter(mark -> mark.bytes() >= journal.bytes()).isPresent();
      if (durable > 0 && !isClosed) {
        beginBatch(); // says that all before it was durable
        sync();
      }
    }
    closeFile();
  }

  /// Ends at once: what was not committed comes to nothing, and [#close] writes nothing.
  public void abandon() {
    closeFile();
  }

  private void closeFile() {
    try {
      if (file.isPresent()) {
        file.get().close();
      }
    } catch (IOException e) {
      throw failed("closed", e);
    }
    file = Optional.empty();
  }
}
