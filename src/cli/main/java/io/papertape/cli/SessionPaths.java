package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.workspace.WorkspaceException;
import java.util.ArrayList;
import java.util.List;

/// Where the service has its sessions.
final class SessionPaths {
  static final String ALL = "/api/v1/sessions";

  private SessionPaths() {}

  /// All sessions, page by page.
  static List<JsonNode> all(ServiceClient service) {
    List<JsonNode> sessions = new ArrayList<>();
    String first = ALL + "?limit=1000";
    for (String next = first; !next.isEmpty(); ) {
      JsonNode page = service.get(next);
      page.path("items").forEach(sessions::add);
      next = page.has("next") ? first + "&cursor=" + page.path("next").asText() : "";
    }
    return sessions;
  }

  /// The path of a session.
  ///
  /// @param id or the beginning of one
  static String of(String id) {
    if (!id.matches("[0-9a-f]{1,16}")) {
      throw WorkspaceException.configuration(
          "Not a session: session=%s. papertape paper list names them.".formatted(id));
    }
    return ALL + "/" + id;
  }
}
