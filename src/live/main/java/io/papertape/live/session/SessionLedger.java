package io.papertape.live.session;

import io.papertape.journal.JournalCheck;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.ledger.Ledger;
import io.papertape.workspace.ledger.LedgerEvent.JournalRemake;
import io.papertape.workspace.ledger.LedgerEvent.RunSealed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.function.Consumer;

/// Puts sessions that have ended into the ledger, once each: to the ledger a session is a run.
final class SessionLedger {
  private SessionLedger() {}

  /// The caller holds the session's lock, or is the only one who could run it.
  ///
  /// @return true if it was not there yet
  static boolean record(
      Workspace workspace, HostedSession session, Clock clock, Consumer<String> notices) {
    RecordWitness.endRemake(session.folder().record());
    Ledger ledger = Ledger.in(workspace, notices);
    if (has(ledger, session)) {
      return false; // before the journal of weeks is read
    }
    ledger.append(
        new RunSealed(session.id(), session.manifest().hash(), root(session), status(session)),
        clock);
    return true;
  }

  private static boolean has(Ledger ledger, HostedSession session) {
    return ledger.read().entries().stream()
        .anyMatch(
            entry -> entry.event() instanceof RunSealed run && run.run().equals(session.id()));
  }

  /// The same of one that an earlier process has left: of the seal that was written last only the
  /// system may have what it is about to vouch for. The journal is made durable first.
  static boolean recordFound(
      Workspace workspace, HostedSession session, Clock clock, Consumer<String> notices) {
    if (!has(Ledger.in(workspace, notices), session)) {
      try {
        SessionJournal.open(session.folder().record(), false).close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return record(workspace, session, clock, notices);
  }

  /// Says that a journal which has lost what was durable is made anew. The entries come back as
  /// they were, the seal too, so that the journal itself may say nothing of it.
  static void recordRemake(
      Workspace workspace,
      SessionFolder folder,
      String lost,
      Clock clock,
      Consumer<String> notices) {
    Ledger.in(workspace, notices).append(new JournalRemake(folder.id(), lost), clock);
  }

  private static RunSealed.Status status(HostedSession session) {
    return session.status().state() == SessionStatus.State.FAILED
        ? RunSealed.Status.FAILED
        : RunSealed.Status.COMPLETE;
  }

  private static String root(HostedSession session) {
    JournalCheck check = SealCheck.journal(session.folder());
    if (!check.isWhole()) {
      throw WorkspaceException.data(
          "Journal of a session is broken: session=%s, line=%d, fault=it %s."
              .formatted(
                  session.id(),
                  check.breaks().getFirst().line(),
                  check.breaks().getFirst().fault().text()));
    }
    return check.root();
  }
}
