package io.papertape.cli;

import io.papertape.workspace.WorkspaceException;

/// Where the service has its sessions.
final class SessionPaths {
  static final String ALL = "/api/v1/sessions";

  private SessionPaths() {}

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
