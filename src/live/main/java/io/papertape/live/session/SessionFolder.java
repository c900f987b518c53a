package io.papertape.live.session;

import io.papertape.live.tape.Disk;
import io.papertape.live.tape.FolderDisk;
import io.papertape.live.tape.Retention;
import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files of one session: `sessions/ID` in the workspace.
///
/// `session.json` is its manifest, `strategy` says where the strategy was loaded from, `sources`
/// has a copy of its files, `tape` holds the tape, and `record` the journal, the reserve and the
/// reason of a halt.
public record SessionFolder(Path path) {
  private static final String MANIFEST = "session.json";
  private static final String STRATEGY = "strategy";
  private static final int MOST_NAMED = 8;

  /// Where sessions are.
  public static Path root(Workspace workspace) {
    return workspace.home().resolve("sessions");
  }

  static SessionFolder of(Workspace workspace, String id) {
    return new SessionFolder(root(workspace).resolve(id));
  }

  /// Ids of all sessions, in alphabetical order.
  public static List<String> ids(Workspace workspace) {
    return beginning(workspace, "");
  }

  /// Ids of those that begin like this, in alphabetical order. Of all others only the names of
  /// their folders are read.
  static List<String> beginning(Workspace workspace, String text) {
    return names(workspace).stream()
        .filter(name -> name.startsWith(text) && of(workspace, name).isThere())
        .toList();
  }

  /// Of all folders, those that are no session yet or no longer included, in alphabetical order.
  private static List<String> names(Workspace workspace) {
    Path root = root(workspace);
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(root)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ids of all sessions and of those that have not ended and whose folders are gone, in
  /// alphabetical order.
  public static List<String> known(Workspace workspace) {
    TreeSet<String> all = new TreeSet<>(ids(workspace));
    all.addAll(registered(workspace));
    return List.copyOf(all);
  }

  /// Nobody misses a session while the register cannot be read; those that are there can be.
  private static List<String> registered(Workspace workspace) {
    try {
      return new SessionRegister(workspace).ids();
    } catch (UncheckedIOException _) {
      return List.of();
    }
  }

  /// The session that is meant by an id or the beginning of one.
  ///
  /// @throws WorkspaceException if there is none, or if its folder is gone
  public static SessionFolder find(Workspace workspace, String text) {
    SessionFolder found = find(workspace, text, registered(workspace));
    if (!found.isThere()) {
      throw WorkspaceException.data(
          "Session cannot be read: session=%s, reason=%s"
              .formatted(found.id(), IdleStatus.lost(found.id()).halt().orElseThrow()));
    }
    return found;
  }

  /// @param known sessions whose folders may be gone
  static SessionFolder find(Workspace workspace, String text, Collection<String> known) {
    TreeSet<String> found = new TreeSet<>(beginning(workspace, text));
    known.stream().filter(id -> id.startsWith(text)).forEach(found::add);
    if (found.size() == 1 && !text.isEmpty()) {
      return of(workspace, found.first());
    }
    throw WorkspaceException.configuration(
        found.isEmpty()
            ? "No such session: session=%s. There are: %s."
                .formatted(text, named(all(workspace, known)))
            : "Several sessions begin like this: session=%s. Which of: %s?"
                .formatted(text, named(found)));
  }

  private static Collection<String> all(Workspace workspace, Collection<String> known) {
    TreeSet<String> all = new TreeSet<>(known);
    all.addAll(ids(workspace));
    return all;
  }

  private static String named(Collection<String> ids) {
    if (ids.isEmpty()) {
      return "none";
    }
    String some = ids.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    int more = ids.size() - MOST_NAMED;
    return more > 0 ? "%s and %d more".formatted(some, more) : some;
  }

  /// Makes the folder of a new session, durably.
  public static SessionFolder create(Workspace workspace, SessionManifest manifest, Path strategy) {
    SessionFolder folder = of(workspace, manifest.id());
    if (folder.isThere()) {
      throw isThereAlready(folder.id());
    }
    try {
      Files.createDirectories(folder.path().resolve("tape"));
      Files.createDirectories(folder.path().resolve("record"));
      RecordWitness.put(folder.record(), RecordWitness.UNBEGUN);
      RecordWitness.put(folder.record(), ToldAlerts.NAME);
      String place = strategy.toAbsolutePath().normalize() + "\n";
      DurableFiles.write(folder.path().resolve(STRATEGY), bytes(place));
      SessionSources.keep(folder, manifest, strategy.toAbsolutePath().normalize());
      Path draft = folder.path().resolve(MANIFEST + ".draft");
      DurableFiles.write(draft, manifest.bytes());
      DurableFiles.rename(draft, folder.path().resolve(MANIFEST));
      DurableFiles.syncFolder(root(workspace));
      DurableFiles.syncFolder(workspace.home()); // the folder of all sessions may be new
      return folder;
    } catch (IOException e) {
      UncheckedIOException failure = new UncheckedIOException(e);
      folder.removeAfter(failure);
      throw failure;
    } catch (UncheckedIOException e) {
      folder.removeAfter(e);
      throw e;
    }
  }

  static WorkspaceException isThereAlready(String id) {
    return WorkspaceException.configuration(
        "Session is there already: session=%s. Start another a moment later.".formatted(id));
  }

  /// Takes away what was made, and leaves the reason as it is.
  void removeAfter(Throwable failure) {
    try {
      remove();
    } catch (UncheckedIOException left) {
      failure.addSuppressed(left);
    }
  }

  /// True from when its manifest is there: then it is a session.
  boolean isThere() {
    return Files.exists(path.resolve(MANIFEST));
  }

  /// Takes away what was made for a session that could not be started; first what says that it is
  /// one.
  void remove() {
    try {
      Files.deleteIfExists(path.resolve(MANIFEST));
      try (Stream<Path> all = Files.walk(path)) {
        for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(one);
        }
      }
      DurableFiles.syncFolder(path.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public String id() {
    return path.getFileName().toString();
  }

  /// What the session was started with, as its id says.
  ///
  /// @throws WorkspaceException if it is not: the id is the beginning of its hash, and the file is
  ///     what is hashed, no byte more
  public SessionManifest manifest() {
    try {
      byte[] there = Files.readAllBytes(path.resolve(MANIFEST));
      SessionManifest manifest = SessionManifest.read(there);
      if (manifest.id().equals(id()) && !Arrays.equals(manifest.bytes(), there)) {
        throw WorkspaceException.data(
            "Manifest was changed: session=%s, bytes=%d, were=%d. Restore %s."
                .formatted(id(), there.length, manifest.bytes().length, MANIFEST));
      }
      if (!manifest.id().equals(id())) {
        throw WorkspaceException.data(
            "Manifest was changed, or its folder: session=%s, hash gives %s. Restore %s."
                .formatted(id(), manifest.id(), MANIFEST));
      }
      return manifest;
    } catch (NoSuchFileException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.DATA,
          "Session lacks its manifest: session=%s. Restore %s.".formatted(id(), MANIFEST),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Folder of the strategy, as it was when the session began.
  public Path strategy() {
    try {
      return Path.of(Files.readString(path.resolve(STRATEGY)).strip());
    } catch (NoSuchFileException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          ("Session does not know where its strategy is: session=%s, missing=%s. Restore that file,"
                  + " with the folder as its text.")
              .formatted(id(), path.resolve(STRATEGY)),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where the tape is.
  public Disk tape() {
    return disk("tape");
  }

  /// Where journal, reserve and halt are.
  public Disk record() {
    return disk("record");
  }

  private Disk disk(String name) {
    try {
      return FolderDisk.in(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// True until the first moment of the session is durable: nothing may be there yet.
  boolean mayBegin() {
    return Files.exists(path.resolve("record").resolve(RecordWitness.UNBEGUN));
  }

  /// True if the session had begun and no file of its tape is left.
  public boolean hasLostTape() {
    try {
      return !mayBegin() && Retention.files(tape()).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The journal.
  public Path journal() {
    return path.resolve("record").resolve(SessionJournal.NAME);
  }

  /// Held by the process that runs the session.
  public Path lock() {
    return path.resolve("session.lock");
  }
}
