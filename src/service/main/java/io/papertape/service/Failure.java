package io.papertape.service;

import io.papertape.workspace.WorkspaceException;
import java.util.Optional;

/// What lies behind a failed start.
final class Failure {
  private static final int DEEPEST = 20;

  private Failure() {}

  /// The failure the user can do something about, if there is one among the causes.
  static Optional<WorkspaceException> expected(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      if (at instanceof WorkspaceException e) {
        return Optional.of(e);
      }
      at = at.getCause();
    }
    return Optional.empty();
  }
}
