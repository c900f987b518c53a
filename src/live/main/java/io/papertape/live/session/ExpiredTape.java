package io.papertape.live.session;

import io.papertape.journal.JournalCheck;
import io.papertape.live.tape.Retention;
import io.papertape.live.tape.TapeReader;
import io.papertape.workspace.Workspace;
import java.util.Optional;

/// What can still be verified of a session whose tape lacks its first files: that its journal is
/// whole and is the one that was sealed in the ledger, and that what is left of the tape is whole.
/// That its decisions follow from the market it saw can not.
///
/// @param firstFile  that is left
/// @param gone       moments that are gone
/// @param left       moments that are left, whole by their checksums
/// @param entries    of the journal
/// @param isSealed   it has ended, as its journal or the ledger says; only then may files expire
/// @param fault      first fault of the journal's chain, or what the ledger says otherwise
/// @param retention  as declared; for ever if nobody declared that files may go
public record ExpiredTape(
    String firstFile,
    long gone,
    long left,
    long entries,
    String root,
    boolean isSealed,
    Optional<String> fault,
    Retention retention) {

  /// Empty if the tape has its first moment.
  public static Optional<ExpiredTape> of(Workspace workspace, SessionFolder folder) {
    try (TapeReader tape = SessionTape.open(folder.tape(), folder.manifest())) {
      if (tape.isFromStart()) {
        return Optional.empty();
      }
      String first = tape.fileName();
      long gone = tape.moments();
      while (tape.next().isPresent()) {
        // its checksums are checked
      }
      JournalCheck check = SealCheck.journal(folder);
      boolean isSealed = IdleStatus.isSealed(folder) || SealCheck.isKnown(workspace, folder);
      return Optional.of(
          new ExpiredTape(
              first,
              gone,
              tape.moments() - gone,
              check.entries(),
              check.root(),
              isSealed,
              isSealed ? SealCheck.fault(workspace, folder, check) : SealCheck.tornChain(check),
              folder.manifest().retention()));
    }
  }

  /// True if all is right but what expired as declared.
  public boolean isSound() {
    return isSealed && fault.isEmpty() && !retention.isForever();
  }
}
