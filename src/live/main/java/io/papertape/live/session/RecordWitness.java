package io.papertape.live.session;

import io.papertape.live.tape.Disk;
import io.papertape.live.tape.JournalEnd;
import io.papertape.live.tape.TapeCut;
import io.papertape.live.tape.TapeEvent.OperatorCommand;
import io.papertape.live.tape.TapeReader;
import io.papertape.live.tape.TapeWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// Whether the record of a session is as long as it was.
///
/// Marks of the tape say how far the journal was durable when they were written: at most one commit
/// less than it was, and never more, for the journal goes to the disk before the mark does. A
/// session that has begun has no [#UNBEGUN]. So a crash, which takes only what was not durable,
/// never looks like a loss.
final class RecordWitness {
  /// Name of the file that is there until the first moment is durable.
  static final String UNBEGUN = "unbegun";

  /// Name of the file by which the operator lets a lost journal be made anew.
  static final String REMAKE = "journal.remake";

  static final String JOURNAL_LOST = "journal-lost";
  static final String TAPE_LOST = "tape-lost";
  private static final String BEYOND_TAPE = "journal-beyond-tape";

  private final Disk record;
  private final SessionJournal journal;
  private final TapeWriter tape;
  private final Optional<TapeReader> recorded;
  private boolean isUnbegun;
  private boolean mayRemake;

  RecordWitness(Disk record, SessionJournal journal, TapeWriter tape, Optional<TapeReader> recorded)
      throws IOException {
    this.record = record;
    this.journal = journal;
    this.tape = tape;
    this.recorded = recorded;
    List<String> names = record.names();
    isUnbegun = names.contains(UNBEGUN);
    mayRemake = names.contains(REMAKE);
  }

  /// Makes a file of the record that says all by being there.
  static void put(Disk record, String name) throws IOException {
    if (!record.names().contains(name)) {
      record.create(name).close();
      record.syncFolder();
    }
  }

  /// The operator lets a lost journal be made anew.
  static void beginRemake(Disk record) {
    try {
      put(record, REMAKE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A journal that is sealed is whole: if it is lost again, the operator is asked again.
  static void endRemake(Disk record) {
    try {
      if (record.names().contains(REMAKE)) {
        record.delete(REMAKE);
        record.syncFolder();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param told the most moments that were told of elsewhere before anything of that was deleted
  /// @throws LostRecordException if the session has begun and nothing is on its tape, or less than
  ///     is told of
  static void requireTape(SessionDisks disks, TapeWriter tape, long told) {
    if (tape.moments() < told) {
      throw new LostRecordException(
          TAPE_LOST,
          ("Tape has lost what was durable: moments=%d, were durable: moments=%d%s. Restore the"
                  + " folder tape from a copy, or start a new session.")
              .formatted(tape.moments(), told, cuts(tape)));
    }
    if (tape.moments() == 0 && !disks.mayBegin()) {
      throw new LostRecordException(
          TAPE_LOST,
          "Tape is gone: moments=0, and the session had begun. Restore the folder tape from a copy,"
              + " or start a new session.");
    }
  }

  private static String cuts(TapeWriter tape) {
    return tape.cuts().isEmpty() ? "" : ", cut off: " + TapeCut.text(tape.cuts());
  }

  /// More of the tape has been run again. A lost journal that may be made anew is written in
  /// pieces, and one that may not is known to be lost, before it fills the memory.
  ///
  /// @throws LostRecordException if the journal has lost what was durable
  void replayed() throws IOException {
    if (!journal.isLarge()) {
      return;
    }
    long was = recorded.map(TapeReader::journal).orElse(JournalEnd.NONE).bytes();
    if (was > journal.stored()) {
      if (!mayRemake) {
        requireJournal();
      }
      journal.remakeBelow(was);
    }
  }

  /// The tape has been run again as far as the session has come; a journal that had
  /// lost nothing is as it was.
  ///
  /// @return what is lost and made anew, because the operator said so
  /// @throws LostRecordException if the journal has lost what was durable
  Optional<String> requireJournal() {
    while (recorded.flatMap(TapeReader::next).isPresent()) {
      // a session that has ended looks at no more moments, and its last mark comes after them
    }
    JournalEnd was = recorded.map(TapeReader::journal).orElse(JournalEnd.NONE);
    if (journal.stored() >= was.bytes()) {
      return Optional.empty();
    }
    String lost =
        "bytes=%d, were durable: bytes=%d, entries=%d"
            .formatted(journal.stored(), was.bytes(), was.entries());
    if (!mayRemake) {
      throw new LostRecordException(
          JOURNAL_LOST,
          "Journal has lost what was durable: %s. Restore it from a copy; or paper start --session"
                  .formatted(lost)
              + " makes it anew from the tape.");
    }
    journal.forgetLines();
    return Optional.of("journal was lost and is made anew from the tape: " + lost);
  }

  /// Why a session halts whose tape ends before its journal.
  LostRecordException beyondTape() {
    return new LostRecordException(
        BEYOND_TAPE,
        "The journal goes on where the tape has ended; entries=%d replayed%s."
            .formatted(journal.entries(), cuts(tape)));
  }

  /// The entry which tells that a journal was made anew: a command that changes nothing.
  static OperatorCommand note(String lost, boolean isPaused, long nowNanos) {
    OperatorCommand.Command same =
        isPaused ? OperatorCommand.Command.PAUSE : OperatorCommand.Command.RESUME;
    return new OperatorCommand(nowNanos, same, "papertape", lost);
  }

  /// Tape and journal are durable as far as they have come.
  void committed() throws IOException {
    tape.vouchFor(journal.end());
    if (isUnbegun && tape.moments() > 0) {
      remove(UNBEGUN);
      isUnbegun = false;
    }
    if (mayRemake) {
      remove(REMAKE);
      mayRemake = false;
    }
  }

  private void remove(String name) throws IOException {
    record.delete(name);
    record.syncFolder();
  }
}
