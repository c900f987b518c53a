package io.papertape.live.session;

import io.papertape.journal.JournalCheck;
import io.papertape.journal.JournalCheck.Break;
import io.papertape.journal.JournalCheck.Fault;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.ledger.Ledger;
import io.papertape.workspace.ledger.LedgerEvent.RunSealed;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Holds the journal of a session against what the ledger says of it.
public final class SealCheck {
  private SealCheck() {}

  /// @return what is wrong with a session that the ledger calls sealed; empty if nothing is, or if
  ///     the ledger does not know it: then it has not ended, or has not been recorded yet
  public static Optional<String> fault(Workspace workspace, SessionFolder folder) {
    return sealed(workspace, folder).isEmpty()
        ? Optional.empty()
        : fault(workspace, folder, journal(folder));
  }

  /// The same of a session that the ledger calls sealed.
  static Optional<String> fault(RunSealed sealed, SessionFolder folder) {
    return fault(Optional.of(sealed), folder, journal(folder));
  }

  /// @return what is wrong, also that the ledger does not know the session
  static Optional<String> fault(Workspace workspace, SessionFolder folder, JournalCheck check) {
    return fault(sealed(workspace, folder), folder, check);
  }

  private static Optional<String> fault(
      Optional<RunSealed> sealed, SessionFolder folder, JournalCheck check) {
    if (!check.isWhole()) {
      return check.breaks().stream().map(SealCheck::words).findFirst();
    }
    SessionManifest manifest = folder.manifest();
    if (sealed.isEmpty()) {
      return Optional.of("ledger has no entry of the session");
    }
    return sealed.get().root().equals(check.root())
            && sealed.get().manifestHash().equals(manifest.hash())
        ? Optional.empty()
        : Optional.of("ledger has another root: " + sealed.get().root());
  }

  /// What is wrong with the chain of a journal that has no seal yet.
  static Optional<String> tornChain(JournalCheck check) {
    return check.breaks().stream()
        .filter(one -> one.fault() != Fault.NOT_SEALED && one.fault() != Fault.NOT_ENDED)
        .map(SealCheck::words)
        .findFirst();
  }

  private static String words(Break found) {
    return "journal line %d %s".formatted(found.line(), found.fault().text());
  }

  /// True if the ledger calls the session sealed.
  public static boolean isKnown(Workspace workspace, SessionFolder folder) {
    return sealed(workspace, folder).isPresent();
  }

  /// Sessions whose journals are sealed and of which the ledger has no entry.
  ///
  /// @param known ids of what it calls sealed
  public static List<String> unknown(Workspace workspace, Set<String> known) {
    return SessionFolder.ids(workspace).stream()
        .filter(id -> !known.contains(id))
        .filter(id -> isSealed(SessionFolder.of(workspace, id)))
        .toList();
  }

  /// What cannot be read is told elsewhere.
  private static boolean isSealed(SessionFolder folder) {
    try {
      return IdleStatus.isSealed(folder);
    } catch (RuntimeException _) {
      return false;
    }
  }

  /// Root of the journal as it is.
  public static String root(SessionFolder folder) {
    return journal(folder).root();
  }

  static JournalCheck journal(SessionFolder folder) {
    try (InputStream bytes =
        new BufferedInputStream(Files.newInputStream(folder.journal()), 1 << 16)) {
      return JournalCheck.of(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<RunSealed> sealed(Workspace workspace, SessionFolder folder) {
    return ledgered(workspace).of(folder.id());
  }

  /// What the ledger says of all that it calls sealed, read once.
  record Ledgered(Map<String, RunSealed> runs) {
    Optional<RunSealed> of(String id) {
      return Optional.ofNullable(runs.get(id));
    }
  }

  static Ledgered ledgered(Workspace workspace) {
    return new Ledgered(Ledger.in(workspace, _ -> {}).whole().sealedRuns());
  }
}
