package io.papertape.live.session;

import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The sessions of a workspace that have not ended, kept apart from their own folders, so that one
/// whose folder is gone is missed: `sessions.known/ID.json`, a copy of the manifest of each.
///
/// One that the operator has given up while its folder was gone leaves `ID.given-up`, with who and
/// why: if the folder comes back, it has ended.
final class SessionRegister {
  static final String NAME = "sessions.known";
  private static final String ENTRY = ".json";
  private static final String GIVEN_UP = ".given-up";

  private final Path folder;

  SessionRegister(Workspace workspace) {
    folder = workspace.home().resolve(NAME);
  }

  private Path entry(String id) {
    return folder.resolve(id + ENTRY);
  }

  /// A session that is on the disk and has not ended.
  void enter(SessionFolder session) {
    if (!Files.exists(entry(session.id()))) {
      byte[] manifest = session.manifest().bytes();
      run(
          () -> {
            DurableFiles.createFolders(folder);
            DurableFiles.replace(entry(session.id()), manifest);
          });
    }
  }

  /// It has ended, or could not be started.
  void strike(String id) {
    run(() -> Files.deleteIfExists(entry(id)));
  }

  /// The operator does not wait for its folder any more.
  void giveUp(String id, OperatorEnd end) {
    byte[] words = "%s\n%s\n".formatted(end.who(), end.why()).getBytes(StandardCharsets.UTF_8);
    run(
        () -> {
          DurableFiles.createFolders(folder);
          DurableFiles.replace(folder.resolve(id + GIVEN_UP), words);
        });
    strike(id);
  }

  /// What the operator said of a session that was given up, whose folder is back.
  Optional<OperatorEnd> givenUp(String id) {
    Path file = folder.resolve(id + GIVEN_UP);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      List<String> words = Files.readAllLines(file);
      return Optional.of(
          new OperatorEnd(words.getFirst(), String.join(" ", words.subList(1, words.size()))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The folder of a session that was given up says so itself now.
  void isEnded(String id) {
    run(() -> Files.deleteIfExists(folder.resolve(id + GIVEN_UP)));
  }

  /// Ids of all that are in it.
  List<String> ids() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(ENTRY))
          .map(name -> name.substring(0, name.length() - ENTRY.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The manifest that one was entered with.
  SessionManifest manifest(String id) {
    try {
      return SessionManifest.read(Files.readAllBytes(entry(id)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void run(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
