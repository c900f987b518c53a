package io.papertape.live.session;

import io.papertape.journal.JournalCheck;
import io.papertape.live.tape.Retention;
import io.papertape.live.tape.TapeReader;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.ledger.Ledger;
import io.papertape.workspace.ledger.LedgerEvent.RunSealed;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/// What can still be verified of a session whose tape lacks its first files: that its journal is
/// whole and is the one that was sealed in the ledger, and that what is left of the tape is whole.
/// That its decisions follow from the market it saw can not.
///
/// @param firstFile  that is left
/// @param gone       moments that are gone
/// @param left       moments that are left, whole by their checksums
/// @param entries    of the journal
/// @param fault      first fault of the journal's chain, or what the ledger says otherwise
/// @param retention  as declared; for ever if nobody declared that files may go
public record ExpiredTape(
    String firstFile,
    long gone,
    long left,
    long entries,
    String root,
    Optional<String> fault,
    Retention retention) {

  /// Empty if the tape has its first moment.
  public static Optional<ExpiredTape> of(Workspace workspace, SessionFolder folder) {
    try (TapeReader tape = TapeReader.open(folder.tape())) {
      if (tape.isFromStart()) {
        return Optional.empty();
      }
      String first = tape.fileName();
      long gone = tape.moments();
      while (tape.next().isPresent()) {
        // its checksums are checked
      }
      JournalCheck check = check(folder);
      return Optional.of(
          new ExpiredTape(
              first,
              gone,
              tape.moments() - gone,
              check.entries(),
              check.root(),
              fault(workspace, folder, check),
              folder.manifest().retention()));
    }
  }

  private static JournalCheck check(SessionFolder folder) {
    try (InputStream bytes =
        new BufferedInputStream(Files.newInputStream(folder.journal()), 1 << 16)) {
      return JournalCheck.of(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> fault(
      Workspace workspace, SessionFolder folder, JournalCheck check) {
    if (!check.isWhole()) {
      return Optional.of(
          "journal line %d %s"
              .formatted(
                  check.breaks().getFirst().line(), check.breaks().getFirst().fault().text()));
    }
    SessionManifest manifest = folder.manifest();
    if (!manifest.id().equals(folder.id())) {
      return Optional.of("manifest has another hash than the session's id");
    }
    Optional<RunSealed> sealed =
        Ledger.in(workspace, _ -> {}).verify().stream()
            .map(entry -> entry.event())
            .filter(RunSealed.class::isInstance)
            .map(RunSealed.class::cast)
            .filter(run -> run.run().equals(folder.id()))
            .reduce((_, last) -> last);
    if (sealed.isEmpty()) {
      return Optional.of("ledger has no entry of the session");
    }
    return sealed.get().root().equals(check.root())
            && sealed.get().manifestHash().equals(manifest.hash())
        ? Optional.empty()
        : Optional.of("ledger has another root: " + sealed.get().root());
  }

  /// True if all is right but what expired as declared.
  public boolean isSound() {
    return fault.isEmpty() && !retention.isForever();
  }
}
