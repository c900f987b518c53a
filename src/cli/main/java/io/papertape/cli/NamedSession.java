package io.papertape.cli;

import io.papertape.live.session.SessionFolder;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.run.Runs;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The session that is meant where a run is asked for: to the ledger it is one.
final class NamedSession {
  private NamedSession() {}

  /// Empty if a run is meant, or no session.
  ///
  /// @param text id of a run or a session, or its beginning
  static Optional<SessionFolder> of(Workspace workspace, String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    List<String> ids = SessionFolder.known(workspace);
    boolean isSession = !wanted.isEmpty() && ids.stream().anyMatch(id -> id.startsWith(wanted));
    boolean isRun = Runs.in(workspace).ids().stream().anyMatch(id -> id.startsWith(wanted));
    return isSession && !isRun
        ? Optional.of(SessionFolder.find(workspace, wanted))
        : Optional.empty();
  }

  /// Refuses a session where only a run will do.
  ///
  /// @param sentence on what to do instead, with places for two times the id
  static void refuse(Workspace workspace, String text, String sentence) {
    of(workspace, text)
        .ifPresent(
            session -> {
              throw WorkspaceException.configuration(
                  sentence.formatted(session.id(), session.id()));
            });
  }
}
