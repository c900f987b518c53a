package io.papertape.live.session;

import io.papertape.journal.Sha256;
import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.model.ModelFolder;
import io.papertape.workspace.strategy.LoadedStrategy;
import io.papertape.workspace.strategy.StrategyLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/// The files that a session was made of, in its own folder as they were when it began, so that it
/// can be taken up and verified when the others have changed: `sources/strategy/NAME` and
/// `sources/feed`. What counts are the hashes of the manifest.
public final class SessionSources {
  /// Files of a strategy that are larger in all are not kept.
  private static final long MOST_BYTES = 16L << 20;

  private static final String FOLDER = "sources";
  private static final String CHANGED =
      "Strategy's files have changed since the session began, and the copy from then is used: %s";
  private static final String UNREAD =
      "Strategy's files cannot be loaded any more, and the copy from when the session began is"
          + " used: %s. Reason: %s";

  private SessionSources() {}

  /// A strategy with what somebody should know of where it came from.
  ///
  /// @param note that the copy was taken
  public record Loaded(LoadedStrategy strategy, Optional<String> note) {}

  /// Copies them durably. Files that are too large, or no longer those of the manifest, are left
  /// out: then a recovery needs the others as they were.
  static void keep(SessionFolder folder, SessionManifest manifest, Path strategy)
      throws IOException {
    keep(folder, manifest, strategy, MOST_BYTES);
  }

  static void keep(SessionFolder folder, SessionManifest manifest, Path strategy, long mostBytes)
      throws IOException {
    Path to = strategyIn(folder, manifest);
    Map<Path, byte[]> files = new LinkedHashMap<>();
    long bytes = 0;
    TreeSet<String> wanted = new TreeSet<>(manifest.sources().keySet());
    for (String name : wanted) {
      Path file = strategy.resolve(name);
      bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
      if (bytes > mostBytes || !isAsBefore(manifest, strategy, name)) {
        return;
      }
      files.put(to.resolve(name), Files.readAllBytes(file));
      Path seal = file.resolveSibling(ModelFolder.SEAL);
      if (name.startsWith("models/") && Files.isRegularFile(seal)) {
        files.put(to.resolve(name).resolveSibling(ModelFolder.SEAL), Files.readAllBytes(seal));
      }
    }
    Optional<Path> described = DescribedFeed.file(manifest.feed());
    if (described.filter(Files::isRegularFile).isPresent()) {
      Path copy = feedIn(folder).resolve(described.get().getFileName());
      files.put(copy, Files.readAllBytes(described.get()));
    }
    for (Map.Entry<Path, byte[]> one : files.entrySet()) {
      DurableFiles.createFolders(one.getKey().getParent());
      DurableFiles.write(one.getKey(), one.getValue());
      DurableFiles.syncFolder(one.getKey().getParent());
    }
  }

  private static Path strategyIn(SessionFolder folder, SessionManifest manifest) {
    return folder.path().resolve(FOLDER).resolve("strategy").resolve(manifest.strategy());
  }

  private static Path feedIn(SessionFolder folder) {
    return folder.path().resolve(FOLDER).resolve("feed");
  }

  /// Whether a file of the strategy is there as the manifest has it.
  static boolean isAsBefore(SessionManifest manifest, Path strategy, String name) {
    return hash(strategy.resolve(name))
        .filter(now -> now.equals(manifest.sources().get(name)))
        .isPresent();
  }

  private static Optional<String> hash(Path file) {
    try {
      return Optional.of(Sha256.hex(Files.readAllBytes(file)));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// True if there is a copy of the strategy's files.
  static boolean isKept(SessionFolder folder, SessionManifest manifest) {
    return Files.isDirectory(strategyIn(folder, manifest));
  }

  /// The strategy of a session as it was when the session began, from where it was then or, if that
  /// has changed or cannot be read, whatever the reason, from the copy.
  ///
  /// @param place asked for where it was
  /// @throws WorkspaceException if it is in neither place as it was
  public static Loaded load(StrategyLoader loader, SessionFolder folder, Supplier<Path> place) {
    SessionManifest manifest = folder.manifest();
    Path copy = strategyIn(folder, manifest);
    try {
      LoadedStrategy there = loader.stated(place.get(), manifest.parameters());
      if (there.sources().equals(manifest.sources()) || !isKept(folder, manifest)) {
        return new Loaded(there, Optional.empty());
      }
    } catch (RuntimeException e) {
      if (!isKept(folder, manifest)) {
        throw e;
      }
      return new Loaded(
          copy(loader, copy, manifest, e), Optional.of(UNREAD.formatted(copy, why(e))));
    }
    return new Loaded(
        loader.stated(copy, manifest.parameters()), Optional.of(CHANGED.formatted(copy)));
  }

  private static LoadedStrategy copy(
      StrategyLoader loader, Path copy, SessionManifest manifest, RuntimeException first) {
    try {
      return loader.stated(copy, manifest.parameters());
    } catch (RuntimeException e) {
      e.addSuppressed(first);
      throw e;
    }
  }

  private static String why(RuntimeException e) {
    boolean isSaid = e instanceof WorkspaceException || e instanceof UncheckedIOException;
    return isSaid ? e.getMessage() : e.toString();
  }

  /// The feed of a session as it can be asked for again: with the copy of the file that describes
  /// its venue, if that has changed.
  static String feed(SessionFolder folder, SessionManifest manifest) {
    String text = manifest.feed();
    Optional<Path> file = DescribedFeed.file(text);
    Optional<Path> copy = file.map(one -> feedIn(folder).resolve(one.getFileName()));
    return copy.isEmpty() || !Files.exists(copy.get()) || hash(copy.get()).equals(hash(file.get()))
        ? text
        : DescribedFeed.at(text, copy.get());
  }
}
