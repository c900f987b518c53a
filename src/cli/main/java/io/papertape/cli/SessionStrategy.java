package io.papertape.cli;

import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.live.session.SessionFolder;
import io.papertape.live.session.SessionManifest;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.strategy.LoadedStrategy;
import java.nio.file.Path;
import java.util.Optional;

/// The strategy of a session, as it was when the session began.
final class SessionStrategy {
  private SessionStrategy() {}

  /// @param moved where it is now, if not where it was
  static LoadedStrategy load(CommandContext context, SessionFolder folder, Optional<Path> moved) {
    SessionManifest manifest = folder.manifest();
    LoadedStrategy loaded =
        context
            .strategies()
            .load(
                moved.map(context.folder()::resolve).orElseGet(folder::strategy),
                manifest.parameters());
    if (!loaded.sources().equals(manifest.sources())) {
      throw WorkspaceException.configuration(
          ("Strategy has changed since the session began: session=%s, strategy=%s. Restore its"
                  + " files, or name where they are with --strategy.")
              .formatted(folder.id(), manifest.strategy()));
    }
    return loaded;
  }
}
