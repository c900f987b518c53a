package io.papertape.live.session;

import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// A folder of the workspace for files that are needed meanwhile, gone when it is closed. A process
/// that is killed leaves it: whoever makes the next one takes away those whose owner is gone, which
/// the lock in each tells. One without a lock is of a program from before there were locks.
///
/// @param owner held as long as the folder is in use
record ScratchFolder(Path path, WriteLock owner) implements AutoCloseable {
  private static final String LOCK = "owner.lock";

  /// Makes one, called by a word and a number.
  static ScratchFolder of(Workspace workspace, String word) throws IOException {
    String name = word + "-";
    Path home = workspace.home();
    // Held for a moment, so that nobody takes away what has no lock yet.
    try (WriteLock _ = changing(home)) {
      for (Path left : all(home, name)) {
        removeIfLeft(left);
      }
      Path made = Files.createTempDirectory(home, name);
      return new ScratchFolder(made, WriteLock.take(made.resolve(LOCK), Duration.ZERO));
    }
  }

  private static WriteLock changing(Path home) {
    return WriteLock.take(home.resolve("scratch.lock"), WriteLock.PATIENCE);
  }

  /// Only such as are made here: without folders in them.
  private static List<Path> all(Path home, String name) throws IOException {
    try (Stream<Path> paths = Files.list(home)) {
      return paths
          .filter(path -> path.getFileName().toString().matches(name + "[0-9]+"))
          .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .filter(ScratchFolder::isPlain)
          .sorted()
          .toList();
    }
  }

  private static boolean isPlain(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.allMatch(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException | UncheckedIOException _) {
      return false; // it may be gone by now
    }
  }

  /// What cannot be taken away is in nobody's way.
  private static void removeIfLeft(Path folder) {
    try (WriteLock _ = WriteLock.take(folder.resolve(LOCK), Duration.ZERO)) {
      DurableFiles.deleteTree(folder);
    } catch (WorkspaceException | UncheckedIOException | IOException _) {
      // somebody uses it, or the disk does not let it go
    }
  }

  /// What does not go is taken away by whoever makes the next one.
  @Override
  public void close() {
    try (owner;
        WriteLock _ = changing(path.getParent())) {
      DurableFiles.deleteTree(path);
    } catch (WorkspaceException | UncheckedIOException | IOException _) {
      // it is in nobody's way
    }
  }
}
