package io.papertape.workspace.experiment;

import io.papertape.journal.Sha256;
import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WriteLock;
import io.papertape.workspace.run.Manifest;
import io.papertape.workspace.run.RunOrigin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The folder of a sweep or walk-forward, `<home>/KIND/ID/`.
///
/// While it is under way it holds `trials.log`. Once all other files are on the disk the log is
/// removed, for what they do not say follows from the manifest: that seals it.
///
/// @param root of all of its kind
/// @param id   beginning of the hash of its manifest
record ExperimentFolder(Path root, String id) {
  static final String SWEEPS = "sweeps";
  static final String WALK_FORWARDS = "walk-forwards";
  static final String MANIFEST = "manifest.json";
  static final String TRIALS = "trials.jsonl";
  static final String LOG = "trials.log";
  private static final String SUMMARY = "summary.txt";

  /// @param kind such as [#SWEEPS]
  static ExperimentFolder of(Workspace workspace, String kind, byte[] manifest) {
    return new ExperimentFolder(workspace.home().resolve(kind), Manifest.id(Sha256.hex(manifest)));
  }

  Path path() {
    return root.resolve(id);
  }

  Path log() {
    return path().resolve(LOG);
  }

  /// Held by whoever works in it.
  WriteLock lock() {
    return WriteLock.take(root.resolve(".locks").resolve(id + ".lock"), WriteLock.PATIENCE);
  }

  /// @param strategy folder that the strategy was loaded from
  void begin(byte[] manifest, Optional<Path> strategy) throws IOException {
    DurableFiles.createFolders(path());
    DurableFiles.replace(path().resolve(MANIFEST), manifest);
    RunOrigin.write(path(), strategy);
  }

  /// Writes a file of which nobody sees a half.
  void put(String name, String text) throws IOException {
    DurableFiles.replace(path().resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  /// A file that somebody else writes, of which nobody sees a half.
  void put(String name, FileMaker maker) throws IOException {
    Path draft = path().resolve(name + ".draft");
    maker.write(draft);
    DurableFiles.sync(draft);
    DurableFiles.rename(draft, path().resolve(name));
  }

  /// Writes a file.
  @FunctionalInterface
  interface FileMaker {
    void write(Path file);
  }

  /// The last step: what it ends with, the hashes of all files, and away with the log. Until the
  /// log is gone the same command does all of this again.
  ///
  /// @param sealed takes the folder to the ledger
  void seal(List<String> summary, Consumer<Path> sealed) throws IOException {
    put(SUMMARY, String.join("\n", summary) + "\n");
    ExperimentSeal.write(path());
    sealed.accept(path());
    Files.deleteIfExists(log());
    DurableFiles.syncFolder(path());
  }

  /// What it ended with; empty unless it is sealed.
  Optional<List<String>> summary() throws IOException {
    Path file = path().resolve(SUMMARY);
    return Files.exists(file) && !Files.exists(log())
        ? Optional.of(Files.readAllLines(file))
        : Optional.empty();
  }
}
