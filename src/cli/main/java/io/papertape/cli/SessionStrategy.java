package io.papertape.cli;

import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.live.session.SessionFolder;
import io.papertape.live.session.SessionManifest;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.strategy.LoadedStrategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The strategy of a session, as it was when the session began.
final class SessionStrategy {
  private SessionStrategy() {}

  /// @param moved where it is now, if not where it was
  static LoadedStrategy load(CommandContext context, SessionFolder folder, Optional<Path> moved) {
    SessionManifest manifest = folder.manifest();
    Path place = moved.map(context.folder()::resolve).orElseGet(() -> place(folder));
    LoadedStrategy loaded = context.strategies().load(place, manifest.parameters());
    if (!loaded.sources().equals(manifest.sources())) {
      throw WorkspaceException.configuration(
          ("Strategy has changed since the session began: session=%s, strategy=%s. Restore its"
                  + " files, or name where they are with --strategy.")
              .formatted(folder.id(), manifest.strategy()));
    }
    return loaded;
  }

  private static Path place(SessionFolder folder) {
    Path place;
    try {
      place = folder.strategy();
    } catch (WorkspaceException e) {
      throw WorkspaceException.configuration(
          e.getMessage() + " Or name where the strategy is with --strategy.");
    }
    if (!Files.isDirectory(place)) {
      throw WorkspaceException.configuration(
          ("Strategy is not where it was when the session began: session=%s, folder=%s. Name where"
                  + " it is now with --strategy.")
              .formatted(folder.id(), place));
    }
    return place;
  }
}
