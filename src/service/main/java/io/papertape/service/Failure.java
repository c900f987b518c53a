package io.papertape.service;

import io.papertape.service.projection.ProjectionFault;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WorkspaceException.Kind;
import io.quarkus.runtime.QuarkusBindException;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Optional;

/// A start that failed, in words and as an exit code.
///
/// @param text     what failed, the value, what to do
/// @param isUsage  whether the user asked for what cannot be
/// @param isBug    whether nobody foresaw it, so that its trace is wanted
record Failure(String text, boolean isUsage, boolean isBug) {
  private static final int DEEPEST = 20;

  /// What lies behind an exception.
  ///
  /// @param home the workspace
  /// @param port where the service wanted to listen
  static Failure of(Throwable failure, Path home, String port) {
    Optional<WorkspaceException> expected = find(failure, WorkspaceException.class);
    if (expected.isPresent()) {
      boolean isUsage = expected.get().kind() == Kind.CONFIGURATION;
      return new Failure(String.valueOf(expected.get().getMessage()), isUsage, false);
    }
    if (find(failure, BindException.class).isPresent()
        || find(failure, QuarkusBindException.class).isPresent()) {
      return environment(
          ("Port is in use: port=%s. Stop what listens there, or choose another with papertape"
                  + " serve --port N.")
              .formatted(port));
    }
    Optional<String> fault = ProjectionFault.of(failure, home.resolve("db").toString());
    if (fault.isPresent()) {
      return environment(fault.get());
    }
    return find(failure, IOException.class)
        .map(
            cause ->
                environment(
                    ("Workspace cannot be used: home=%s, reason=%s. Make it a folder that can be"
                            + " written, or set PAPERTAPE_HOME to one.")
                        .formatted(home, cause)))
        .orElseGet(() -> new Failure("Service failed: cause=%s.".formatted(failure), false, true));
  }

  private static Failure environment(String text) {
    return new Failure(text, false, false);
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      if (type.isInstance(at)) {
        return Optional.of(type.cast(at));
      }
      at = at.getCause();
    }
    return Optional.empty();
  }
}
