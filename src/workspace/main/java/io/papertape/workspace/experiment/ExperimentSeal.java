package io.papertape.workspace.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.journal.Sha256;
import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.ledger.Ledger;
import io.papertape.workspace.ledger.LedgerEvent.ExperimentSealed;
import io.papertape.workspace.run.CanonicalJson;
import io.papertape.workspace.run.Manifest;
import io.papertape.workspace.run.Verification;
import io.papertape.workspace.run.Verification.Finding;
import io.papertape.workspace.run.Verification.Mark;
import io.papertape.workspace.run.Verification.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// `sealed.json` of a sweep or walk-forward: the SHA-256 of each file that it ended with. The
/// ledger has the hash of that file, so that neither can be edited without the other.
public final class ExperimentSeal {
  static final String FILE = "sealed.json";
  private static final List<String> KINDS =
      List.of(ExperimentFolder.SWEEPS, ExperimentFolder.WALK_FORWARDS);

  /// What is no part of the record: where the strategy was, and the seal itself.
  private static final List<String> OUTSIDE = List.of("origin.json", FILE);

  private ExperimentSeal() {}

  /// Writes it; nothing else may be written afterwards.
  static void write(Path folder) throws IOException {
    ObjectNode files = JsonNodeFactory.instance.objectNode();
    hashes(folder).forEach(files::put);
    DurableFiles.replace(folder.resolve(FILE), CanonicalJson.bytes(files));
  }

  /// Puts the seal of a finished sweep or walk-forward into the ledger, once.
  ///
  /// @param notices takes a sentence if a torn line had to be moved
  public static void record(
      Workspace workspace, Path folder, Clock clock, Consumer<String> notices) {
    Ledger.in(workspace, notices)
        .appendOnce(
            new ExperimentSealed(
                folder.getParent().getFileName().toString(),
                folder.getFileName().toString(),
                Sha256.hex(bytes(folder.resolve(ExperimentFolder.MANIFEST))),
                Sha256.hex(bytes(folder.resolve(FILE)))),
            clock);
  }

  /// Checks the sweep or walk-forward whose id begins so; empty if there is none, or several.
  public static Optional<Verification> verify(Workspace workspace, String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    List<Path> found = new ArrayList<>();
    for (String kind : KINDS) {
      Path root = workspace.home().resolve(kind);
      for (Path folder : entries(root)) {
        String id = folder.getFileName().toString();
        if (!id.startsWith(".") && id.startsWith(wanted) && Files.isDirectory(folder)) {
          found.add(folder);
        }
      }
    }
    return found.size() == 1 ? Optional.of(verify(workspace, found.getFirst())) : Optional.empty();
  }

  static Verification verify(Workspace workspace, Path folder) {
    List<Finding> findings = new ArrayList<>();
    String id = folder.getFileName().toString();
    Path manifest = folder.resolve(ExperimentFolder.MANIFEST);
    if (Files.exists(manifest) && Manifest.id(Sha256.hex(bytes(manifest))).equals(id)) {
      findings.add(new Finding(Mark.HOLDS, "manifest", "its hash begins with the id"));
    } else {
      findings.add(new Finding(Mark.DIFFERS, "manifest", "its hash does not begin with the id"));
    }
    if (Files.exists(folder.resolve(ExperimentFolder.LOG))) {
      findings.add(
          new Finding(
              Mark.NOTE, "under way", "it was begun or begun anew; the same command ends it"));
    }
    Optional<ExperimentSealed> stated =
        Ledger.in(workspace, _ -> {}).read().entries().stream()
            .map(entry -> entry.event())
            .filter(ExperimentSealed.class::isInstance)
            .map(ExperimentSealed.class::cast)
            .filter(one -> one.id().equals(id))
            .reduce((_, later) -> later);
    if (Files.exists(folder.resolve(FILE))) {
      checkFiles(folder, findings);
      checkLedger(folder, stated, findings);
    } else if (stated.isPresent()) {
      findings.add(
          new Finding(
              Mark.DIFFERS, "seal", "sealed.json is missing; the ledger says there was one"));
    } else {
      findings.add(
          new Finding(
              Mark.NOTE,
              "seal",
              "there is none: it is not done yet, or an earlier version made it; --again seals"
                  + " it"));
    }
    findings.add(
        new Finding(
            Mark.NOTE, "run again", "not done; papertape reproduce RUN makes the run of a row"));
    boolean isChanged = findings.stream().anyMatch(one -> one.mark() == Mark.DIFFERS);
    return new Verification(
        id, isChanged ? Verdict.RECORD_CHANGED : Verdict.VERIFIED, findings, Optional.empty(), "");
  }

  private static void checkFiles(Path folder, List<Finding> findings) {
    SortedMap<String, String> sealed = new TreeMap<>();
    try {
      JsonNode json = CanonicalJson.read(bytes(folder.resolve(FILE)));
      json.properties().forEach(one -> sealed.put(one.getKey(), one.getValue().asText()));
    } catch (IOException e) {
      findings.add(new Finding(Mark.DIFFERS, "seal", "sealed.json is no JSON: " + e.getMessage()));
      return;
    }
    SortedMap<String, String> there = hashes(folder);
    List<String> changed = new ArrayList<>();
    sealed.forEach(
        (name, hash) -> {
          if (!hash.equals(there.get(name))) {
            changed.add(name + (there.containsKey(name) ? " was changed" : " is missing"));
          }
        });
    changed.forEach(text -> findings.add(new Finding(Mark.DIFFERS, "files", text)));
    if (changed.isEmpty()) {
      findings.add(
          new Finding(
              Mark.HOLDS, "files", "%d files as sealed.json says".formatted(sealed.size())));
    }
  }

  private static void checkLedger(
      Path folder, Optional<ExperimentSealed> stated, List<Finding> findings) {
    if (stated.isEmpty()) {
      findings.add(
          new Finding(
              Mark.NOTE,
              "ledger",
              "has no entry of it: whoever edits files can edit the seal too"));
    } else if (stated.get().filesHash().equals(Sha256.hex(bytes(folder.resolve(FILE))))) {
      findings.add(new Finding(Mark.HOLDS, "ledger", "sealed.json as the ledger says"));
    } else {
      findings.add(
          new Finding(Mark.DIFFERS, "ledger", "sealed.json is another than the ledger says"));
    }
  }

  private static SortedMap<String, String> hashes(Path folder) {
    SortedMap<String, String> hashes = new TreeMap<>();
    for (Path file : entries(folder)) {
      String name = file.getFileName().toString();
      if (Files.isRegularFile(file)
          && !OUTSIDE.contains(name)
          && !name.equals(ExperimentFolder.LOG)
          && !name.endsWith(".draft")) {
        hashes.put(name, Sha256.hex(bytes(file)));
      }
    }
    return hashes;
  }

  private static List<Path> entries(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
