package io.papertape.workspace.run;

import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.strategy.LoadedStrategy;
import io.papertape.workspace.strategy.StrategyLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where the strategy of a stored run is looked for, in this order: the folder that was named,
/// the folder the run was made from, `strategies/NAME` in the working folder.
///
/// @param named folder the user gave, if any
public record StrategyPlaces(StrategyLoader loader, Path workingFolder, Optional<Path> named) {
  /// Loads the strategy with the parameters of the manifest; as the run had it, if it still is
  /// that.
  LoadedStrategy load(RunFolder run, Manifest manifest) {
    LoadedStrategy loaded = loader.stated(folder(run, manifest), manifest.parameters());
    boolean isAsThen = loaded.sources().equals(manifest.sources());
    return manifest.from().filter(_ -> isAsThen).map(loaded::startingOn).orElse(loaded);
  }

  /// The folder itself.
  Path folder(RunFolder run, Manifest manifest) {
    if (named.isPresent()) {
      return workingFolder.resolve(named.get());
    }
    Optional<Path> recorded = RunOrigin.read(run).folder();
    Optional<Path> origin = recorded.filter(Files::isDirectory);
    if (origin.isPresent()) {
      return origin.get();
    }
    Path usual = workingFolder.resolve("strategies").resolve(manifest.strategy());
    if (Files.isDirectory(usual)) {
      return usual;
    }
    throw WorkspaceException.configuration(
        "Strategy is not where it was: strategy=%s, was=%s. Name its folder with --strategy."
            .formatted(manifest.strategy(), recorded.map(Path::toString).orElse("not recorded")));
  }
}
