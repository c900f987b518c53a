package io.papertape.live.session;

import io.papertape.workspace.WorkspaceException;

/// The stored data that a session replays are not those that it began with.
final class ChangedDataException extends WorkspaceException {
  /// Of the halt that it leads to.
  static final String CODE = "data-changed";

  private static final long serialVersionUID = 1;

  ChangedDataException(String message) {
    super(Kind.DATA, message);
  }
}
