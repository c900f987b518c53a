package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.workspace.PlainText;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WorkspaceException.Kind;

/// The first seconds of a session that was told to start or to go on. The service answers before
/// the session has looked at its record, and only then it is known whether it goes on.
///
/// @param patienceMillis how long it may take until that is known
record SessionBeginning(ServiceClient service, int patienceMillis) {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final int TURN_MILLIS = 50;

  SessionBeginning(ServiceClient service) {
    this(service, PATIENCE_MILLIS);
  }

  /// The session once it runs or is over, or as it is when patience ends: a long tape takes longer.
  ///
  /// @param begun what the service answered
  JsonNode settled(JsonNode begun) {
    JsonNode session = begun;
    String path = SessionPaths.ALL + "/" + begun.path("id").asText();
    for (int waited = 0; isUnderWay(session) && waited < patienceMillis; waited += TURN_MILLIS) {
      try {
        Thread.sleep(TURN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while the session begins.", e);
      }
      session = service.get(path);
    }
    return session;
  }

  static boolean isUnderWay(JsonNode session) {
    return session.path("state").asText().equals("recovering");
  }

  /// @throws WorkspaceException if the session has halted or failed
  static void requireAlive(JsonNode session) {
    String state = session.path("state").asText();
    if (!state.equals("halted") && !state.equals("failed")) {
      return;
    }
    boolean isHalt = state.equals("halted");
    String id = session.path("id").asText();
    String way = isHalt ? " Mend that, then papertape paper start --session %s." : "";
    throw new WorkspaceException(
        isHalt ? Kind.ENVIRONMENT : Kind.STRATEGY,
        "Session %s at once: session=%s, reason=%s.%s"
            .formatted(
                state,
                id,
                Failures.withoutPeriod(PlainText.of(session.path("reason").asText("unknown"))),
                way.formatted(id)));
  }
}
