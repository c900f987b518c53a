package io.papertape.workspace.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.run.CanonicalJson;
import io.papertape.workspace.store.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a workspace still holds of trials whose registry is gone, or was of another version of the
/// data: runs, sweeps and walk-forwards that were finished, of a strategy on series of a name.
///
/// @param home     of the workspace
/// @param strategy name
/// @param dataSet  name
/// @param symbols  in any order
record EarlierWork(
    Path home, String strategy, String dataSet, List<String> symbols, Resolution resolution) {
  private static final String RESULT = "result.json";

  /// How many there are. Whose work it is comes first: what others left is not looked into.
  ///
  /// @param except run that is not earlier work, but what is done now
  /// @throws WorkspaceException if the result of a run is damaged
  int count(Optional<String> except) throws IOException {
    int count = 0;
    for (Path run : folders("runs")) {
      boolean isOther = except.isEmpty() || !run.getFileName().toString().equals(except.get());
      count += isOther && isOfThese(manifest(run)) && isFinished(run) ? 1 : 0;
    }
    for (String kind : List.of(ExperimentFolder.SWEEPS, ExperimentFolder.WALK_FORWARDS)) {
      for (Path path : folders(kind)) {
        ExperimentFolder folder =
            new ExperimentFolder(home.resolve(kind), path.getFileName().toString());
        boolean isOurs = isOfThese(manifest(path).path("run"));
        count += isOurs && folder.summary().isPresent() ? 1 : 0;
      }
    }
    return count;
  }

  /// A run that failed is no trial.
  private static boolean isFinished(Path run) throws IOException {
    Path result = run.resolve(RESULT);
    if (!Files.exists(result)) {
      return false;
    }
    byte[] bytes = Files.readAllBytes(result);
    try {
      JsonNode node = CanonicalJson.read(bytes);
      if (node.isObject()) {
        return !node.has("failure");
      }
      throw damaged(result, 1, null);
    } catch (JsonProcessingException e) {
      throw damaged(result, e.getLocation() == null ? 1 : e.getLocation().getLineNr(), e);
    } catch (IOException e) { // its encoding
      throw damaged(result, 1, e);
    }
  }

  private static WorkspaceException damaged(Path result, int line, IOException cause) {
    return new WorkspaceException(
        WorkspaceException.Kind.DATA,
        ("Result of an earlier run is damaged: file=%s, line=%d, reason=it is no JSON. Put the"
                + " file back from a copy. Without one, move the folder of the run away and make"
                + " the run again.")
            .formatted(result, line),
        cause);
  }

  private List<Path> folders(String kind) throws IOException {
    Path root = home.resolve(kind);
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(root)) {
      return all.filter(path -> Files.exists(path.resolve(ExperimentFolder.MANIFEST)))
          .sorted()
          .toList();
    }
  }

  /// Empty if it is damaged: it does not say whose work it is.
  private static JsonNode manifest(Path folder) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(ExperimentFolder.MANIFEST));
    try {
      return CanonicalJson.read(bytes);
    } catch (IOException _) {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  private boolean isOfThese(JsonNode manifest) {
    TreeSet<String> own = new TreeSet<>();
    manifest
        .at("/data/instruments")
        .forEach(
            one -> {
              if (one.path("resolution").asText().equals(resolution.toString())) {
                own.add(one.path("symbol").asText());
              }
            });
    return manifest.path("strategy").asText().equals(strategy)
        && manifest.at("/data/name").asText().equals(dataSet)
        && own.equals(new TreeSet<>(symbols));
  }
}
