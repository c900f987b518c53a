package io.papertape.cli;

import io.papertape.cli.CommandFactory.CommandContext;
import io.papertape.live.session.SessionFolder;
import io.papertape.live.session.SessionManifest;
import io.papertape.live.session.SessionSources;
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
    LoadedStrategy loaded = load(context, folder, manifest, moved);
    if (!loaded.sources().equals(manifest.sources())) {
      throw WorkspaceException.configuration(
          ("Strategy has changed since the session began: session=%s, strategy=%s. Restore its"
                  + " files, or name where they are with --strategy.")
              .formatted(folder.id(), manifest.strategy()));
    }
    return loaded;
  }

  /// From where somebody says that it is, else from where it was, else from the copy.
  private static LoadedStrategy load(
      CommandContext context,
      SessionFolder folder,
      SessionManifest manifest,
      Optional<Path> moved) {
    if (moved.isPresent()) {
      return context
          .strategies()
          .load(context.folder().resolve(moved.get()), manifest.parameters());
    }
    SessionSources.Loaded loaded =
        SessionSources.load(context.strategies(), folder, () -> place(folder));
    loaded.note().ifPresent(context.terminal().err()::println);
    return loaded.strategy();
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
