package io.papertape.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The one directory that holds all state.
///
/// @param home absolute path of the directory; it need not exist yet
public record Workspace(Path home) {
  /// Name of the environment variable that overrides the default place.
  public static final String HOME_VARIABLE = "PAPERTAPE_HOME";

  public Workspace {
    home = home.toAbsolutePath().normalize();
  }

  /// The directory named by `PAPERTAPE_HOME`, else `.papertape` in the working folder.
  public static Workspace locate(Map<String, String> environment, Path workingFolder) {
    String named = environment.getOrDefault(HOME_VARIABLE, "");
    return new Workspace(
        named.isBlank() ? workingFolder.resolve(".papertape") : workingFolder.resolve(named));
  }

  /// Refuses a place that can never hold anything, because it or what is above it is a file.
  public void requireFolder() {
    for (Path at = home; at != null; at = at.getParent()) {
      if (Files.exists(at)) {
        if (!Files.isDirectory(at)) {
          throw new WorkspaceException(
              WorkspaceException.Kind.ENVIRONMENT,
              "Workspace is no folder: home=%s, file=%s. Set %s to a folder, or move the file."
                  .formatted(home, at, HOME_VARIABLE));
        }
        return;
      }
    }
  }

  /// Root of the market data store.
  public Path data() {
    return home.resolve("data");
  }

  /// One folder for each run, named by its id.
  public Path runs() {
    return home.resolve("runs");
  }

  /// Where an import writes down the rows it refused, one file per data set.
  public Path rejects() {
    return home.resolve("rejects");
  }
}
