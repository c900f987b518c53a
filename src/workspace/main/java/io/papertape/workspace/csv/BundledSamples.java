package io.papertape.workspace.csv;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The synthetic samples that come with the project: found by name, imported when first used.
///
/// Splits and dividends of `name.csv.gz` stand beside it, in `name-actions.csv`.
public final class BundledSamples {
  /// System property with the folder of the project; the launcher sets it.
  public static final String ROOT_PROPERTY = "papertape.root";

  private static final List<String> ENDINGS = List.of(".csv.gz", ".csv");
  private static final String ACTIONS = "-actions.csv";

  private final Path folder;

  /// @param projectRoot folder that holds `market-data`
  public BundledSamples(Path projectRoot) {
    folder = projectRoot.resolve("market-data");
  }

  /// Names of the samples, in alphabetical order.
  public List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.endsWith(ACTIONS))
          .flatMap(name -> ENDINGS.stream().filter(name::endsWith).limit(1).map(e -> cut(name, e)))
          .distinct()
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String cut(String name, String ending) {
    return name.substring(0, name.length() - ending.length());
  }

  /// Imports a sample if the store does not know a data set of that name.
  ///
  /// @return a line that says what was done; empty if nothing was, because the store has the set
  ///     or no sample is called so
  public Optional<String> provide(Workspace workspace, String name) {
    DataStore store = DataStore.in(workspace);
    if (store.find(name).isPresent()) {
      return Optional.empty();
    }
    for (String ending : ENDINGS) {
      Path file = folder.resolve(name + ending);
      if (Files.exists(file)) {
        return load(workspace, name, file);
      }
    }
    return Optional.empty();
  }

  private Optional<String> load(Workspace workspace, String name, Path file) {
    Optional<Path> actions = Optional.of(folder.resolve(name + ACTIONS)).filter(Files::exists);
    try {
      ImportReport report =
          new CsvImport(workspace, CsvOptions.detected())
              .run(name, DataSetWriter.Mode.CREATE, List.of(file), actions);
      return Optional.of(
          "Imported the bundled synthetic data set %s: series=%d, bars=%d"
              .formatted(name, report.dataSet().series().size(), report.accepted()));
    } catch (WorkspaceException e) {
      if (DataStore.in(workspace).find(name).isPresent()) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
