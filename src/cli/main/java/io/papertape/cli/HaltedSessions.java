package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.workspace.PlainText;
import io.papertape.workspace.WorkspaceException;

/// Lets all sessions go on that have halted, one after the other. One that does not leaves the
/// others alone.
record HaltedSessions(ServiceClient service, Terminal terminal) {
  /// @return exit code: 0 if all go on
  int goOn(boolean isJson) {
    ArrayNode answers = JsonNodeFactory.instance.arrayNode();
    int failed = 0;
    for (JsonNode one : SessionPaths.all(service)) {
      if (one.path("state").asText().equals("halted")) {
        ObjectNode answer = goOn(one.path("id").asText());
        failed += answer.has("problem") ? 1 : 0;
        answers.add(answer);
        if (!isJson) {
          terminal.line(sentence(answer));
        }
      }
    }
    if (isJson) {
      terminal.line(Json.text(answers));
    } else if (answers.isEmpty()) {
      terminal.line("No session has halted.");
    }
    return failed == 0 ? 0 : Failures.ENVIRONMENT;
  }

  private ObjectNode goOn(String id) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("id", id);
    try {
      ObjectNode request = JsonNodeFactory.instance.objectNode().put("session", id);
      JsonNode begun =
          new SessionBeginning(service).settled(service.post(SessionPaths.ALL, request));
      answer.put("state", begun.path("state").asText());
      SessionBeginning.requireAlive(begun);
    } catch (WorkspaceException e) {
      answer.put("problem", PlainText.of(e.getMessage()));
    }
    return answer;
  }

  private static String sentence(ObjectNode answer) {
    String id = answer.path("id").asText();
    return answer.has("problem")
        ? "Session %s does not go on: %s".formatted(id, answer.path("problem").asText())
        : "Session %s goes on: %s".formatted(id, answer.path("state").asText());
  }
}
