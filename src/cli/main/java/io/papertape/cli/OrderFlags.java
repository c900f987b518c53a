package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What every command to a session takes: a reason, which is kept in its journal.
final class OrderFlags {
  @Option(names = "--why", paramLabel = "TEXT", description = "Reason; it is kept in the journal.")
  private String why = "no reason given";

  @Mixin private ServiceFlags flags = new ServiceFlags();

  ServiceFlags flags() {
    return flags;
  }

  /// Who and why.
  ObjectNode body() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("who", System.getProperty("user.name", "operator"))
        .put("why", why);
  }

  /// Gives a session a command and prints what the service answers.
  ///
  /// @param done what happened, such as `pauses`
  int give(CommandContext context, String session, String command, ObjectNode body, String done) {
    String path = SessionPaths.of(session) + "/" + command;
    JsonNode answer = flags.service(context.workspace()).post(path, body);
    if (flags.isJson()) {
      context.terminal().line(Json.text(answer));
    } else {
      context.terminal().line("Session %s %s.".formatted(answer.path("id").asText(), done));
    }
    return 0;
  }
}
