package io.papertape.workspace.run;

import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The runs of a workspace.
public final class Runs {
  private static final int MOST_NAMED = 8;
  private static final String LAST = ".last";
  private static final String DRAFT = ".draft-";

  private final Path root;

  private Runs(Path root) {
    this.root = root;
  }

  public static Runs in(Workspace workspace) {
    return new Runs(workspace.runs());
  }

  /// Ids of all runs, in alphabetical order.
  public List<String> ids() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(root)) {
      return entries
          .filter(Runs::isRun)
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A run that lost its journal is still one: `verify` says what it lacks.
  private static boolean isRun(Path folder) {
    return Files.exists(folder.resolve(RunFolder.JOURNAL))
        || Files.exists(folder.resolve(RunFolder.MANIFEST));
  }

  /// The folder of a run, whether or not it exists.
  RunFolder folder(String id) {
    return new RunFolder(root.resolve(id));
  }

  /// The run that is meant by an id, the beginning of one, or `last`.
  public RunFolder get(String text) {
    List<String> ids = ids();
    if (text.isBlank()) {
      throw WorkspaceException.configuration(
          "A run's id is needed: run is empty. Give one, its beginning, or last.%s"
              .formatted(ids.isEmpty() ? "" : " There are: %s.".formatted(named(ids))));
    }
    if (ids.isEmpty()) {
      throw WorkspaceException.configuration(
          "No runs yet: run=%s, folder=%s. papertape backtest STRATEGY makes one."
              .formatted(text, root));
    }
    if (text.equals("last")) {
      return folder(last(ids));
    }
    String wanted = text.toLowerCase(Locale.ROOT);
    List<String> found = ids.stream().filter(id -> id.startsWith(wanted)).toList();
    if (found.size() == 1) {
      return folder(found.getFirst());
    }
    if (found.isEmpty()) {
      throw WorkspaceException.configuration(
          "No such run: run=%s. There are: %s.".formatted(text, named(ids)));
    }
    throw WorkspaceException.configuration(
        "Several runs begin like this: run=%s. Which of: %s?".formatted(text, named(found)));
  }

  private String last(List<String> ids) {
    try {
      Path file = root.resolve(LAST);
      String id = Files.exists(file) ? Files.readString(file).strip() : "";
      if (ids.contains(id)) {
        return id;
      }
      throw WorkspaceException.configuration(
          "Last run is not known: folder=%s. Name one of: %s.".formatted(root, named(ids)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Makes a run the one meant by `last`.
  void remember(String id) throws IOException {
    DurableFiles.replace(root.resolve(LAST), (id + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /// Where a run is made before it is there.
  RunFolder draft(String id) {
    return new RunFolder(root.resolve(DRAFT + id));
  }

  /// Held by whoever makes the run.
  Path lock(String id) {
    return root.resolve(".locks").resolve(id + ".lock");
  }

  /// Removes what processes that were killed left of runs they had not finished. What somebody is
  /// at work on stays.
  ///
  /// @return ids of the runs, in alphabetical order
  public List<String> dropDrafts() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    List<String> dropped = new ArrayList<>();
    try (Stream<Path> entries = Files.list(root)) {
      for (Path path : entries.sorted().toList()) {
        String name = path.getFileName().toString();
        if (name.startsWith(DRAFT) && dropDraft(name.substring(DRAFT.length()))) {
          dropped.add(name.substring(DRAFT.length()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(dropped);
  }

  private boolean dropDraft(String id) throws IOException {
    try (WriteLock _ = WriteLock.take(lock(id), Duration.ZERO)) {
      DurableFiles.deleteTree(draft(id).path());
      return true;
    } catch (WorkspaceException _) {
      return false; // it is being made
    }
  }

  Path root() {
    return root;
  }

  private static String named(List<String> ids) {
    String some = String.join(", ", ids.subList(0, Math.min(MOST_NAMED, ids.size())));
    return ids.size() <= MOST_NAMED
        ? some
        : "%s and %s more".formatted(some, ids.size() - MOST_NAMED);
  }
}
