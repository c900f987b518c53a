package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.cli.CommandFactory.CommandContext;
import java.time.Duration;

/// Follows a session on the terminal or in the pipe of a verb.
///
/// @param patience how long a service that has gone is waited for
record PaperScreen(CommandContext context, ServiceFlags flags, Duration patience) {
  private static final int READ_MILLIS = 5_000;

  /// From what comes next on.
  ///
  /// @param session as it stands
  /// @return exit code: 0 unless it halted or failed
  int follow(ServiceClient service, JsonNode session) {
    long next = Math.max(0, session.path("entries").asLong());
    return follow(service, session.path("id").asText(), next - 1);
  }

  /// From the first entry on.
  int followAll(ServiceClient service, String id) {
    return follow(service, id, -1);
  }

  private int follow(ServiceClient service, String id, long after) {
    String footer = "Ctrl-C leaves it running; papertape paper stop %s ends it.";
    SessionFollow follow =
        new SessionFollow(
            context.terminal(),
            Terminal.isInteractive(),
            ScreenSize::now,
            footer.formatted(id.substring(0, Math.min(8, id.length()))));
    EventsAcrossRestarts events =
        new EventsAcrossRestarts(
            () -> ServiceClient.find(context.workspace(), flags.port(), READ_MILLIS),
            patience,
            follow::tell);
    return switch (follow.follow(events, service, id, after)) {
      case "halted" -> Failures.ENVIRONMENT;
      case "failed" -> Failures.STRATEGY;
      default -> 0;
    };
  }
}
