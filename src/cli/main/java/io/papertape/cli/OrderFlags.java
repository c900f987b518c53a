package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.workspace.PlainText;
import io.papertape.workspace.WorkspaceException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What every command to a session takes: a reason, which is kept in its journal.
final class OrderFlags {
  private static final String PENDING = "pending";
  private static final int MOST_WHY = 500;
  private static final String NO_REASON = "no reason given";

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      description = "Reason, 500 characters at most; it is kept in the journal.")
  private String why = NO_REASON;

  @Mixin private ServiceFlags flags = new ServiceFlags();

  ServiceFlags flags() {
    return flags;
  }

  /// Who and why.
  ObjectNode body() {
    if (why.length() > MOST_WHY) {
      throw WorkspaceException.configuration(
          "Reason is too long: characters=%d, most=%d. Shorten --why."
              .formatted(why.length(), MOST_WHY));
    }
    return body(why);
  }

  /// The same for a command that has to be given whatever was written: a reason is cut.
  ObjectNode bodyInAnyCase() {
    return body(why.length() > MOST_WHY ? cut(why, MOST_WHY - 3) + "..." : why);
  }

  /// The beginning of a text, of whole characters.
  private static String cut(String text, int most) {
    boolean isInPair = Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, isInPair ? most - 1 : most);
  }

  /// A reason that says nothing is none.
  private static ObjectNode body(String why) {
    String user = System.getProperty("user.name", "");
    return JsonNodeFactory.instance
        .objectNode()
        .put("who", user.isBlank() ? "operator" : user)
        .put("why", why.isBlank() ? NO_REASON : why);
  }

  /// Gives a session a command and prints what the service answers.
  ///
  /// @param done what happened, such as `pauses`
  int give(CommandContext context, String session, String command, ObjectNode body, String done) {
    return give(context, session, command, body, done, Telling.WHAT);
  }

  /// What is told beside that the command was given.
  enum Telling {
    WHAT,
    /// Positions and orders that stay.
    WHAT_STAYS,
    /// Those that are still there once positions had a while to be closed.
    WHAT_STAYS_AFTER_CLOSING
  }

  /// The same for a command after which somebody should know what stays open.
  int give(
      CommandContext context,
      String session,
      String command,
      ObjectNode body,
      String done,
      Telling telling) {
    String path = SessionPaths.of(session) + "/" + command;
    ServiceClient service = flags.service(context.workspace());
    JsonNode answer = service.post(path, body);
    int exitCode = answer.hasNonNull(PENDING) ? Failures.ENVIRONMENT : 0;
    if (flags.isJson()) {
      context.terminal().line(Json.text(answer));
      return exitCode;
    }
    if (exitCode != 0) {
      String id = answer.path("id").asText();
      context
          .terminal()
          .line("Session %s: %s".formatted(id, PlainText.of(answer.path(PENDING).asText())));
      return exitCode;
    }
    String what = "Session %s %s".formatted(answer.path("id").asText(), done);
    context
        .terminal()
        .line(
            switch (telling) {
              case WHAT -> what + ".";
              case WHAT_STAYS -> OpenRisk.sentence(what, answer);
              case WHAT_STAYS_AFTER_CLOSING ->
                  OpenRisk.sentence(what, OpenRisk.closing(service, answer));
            });
    return 0;
  }
}
