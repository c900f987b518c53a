package io.papertape.workspace.experiment;

import com.fasterxml.jackson.databind.JsonNode;
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

  /// How many there are.
  ///
  /// @param except run that is not earlier work, but what is done now
  int count(Optional<String> except) throws IOException {
    int count = 0;
    for (Path run : folders("runs")) {
      boolean isOther = except.isEmpty() || !run.getFileName().toString().equals(except.get());
      count += isOther && isFinished(run) && isOfThese(manifest(run)) ? 1 : 0;
    }
    for (String kind : List.of(ExperimentFolder.SWEEPS, ExperimentFolder.WALK_FORWARDS)) {
      for (Path path : folders(kind)) {
        ExperimentFolder folder =
            new ExperimentFolder(home.resolve(kind), path.getFileName().toString());
        boolean isDone = folder.summary().isPresent();
        count += isDone && isOfThese(manifest(path).path("run")) ? 1 : 0;
      }
    }
    return count;
  }

  /// A run that failed is no trial.
  private static boolean isFinished(Path run) throws IOException {
    Path result = run.resolve(RESULT);
    return Files.exists(result) && !CanonicalJson.read(Files.readAllBytes(result)).has("failure");
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

  private static JsonNode manifest(Path folder) throws IOException {
    return CanonicalJson.read(Files.readAllBytes(folder.resolve(ExperimentFolder.MANIFEST)));
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
