package io.papertape.workspace;

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
