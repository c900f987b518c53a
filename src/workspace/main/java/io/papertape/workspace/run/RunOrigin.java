package io.papertape.workspace.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.journal.Sha256;
import io.papertape.workspace.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// `origin.json`: what is kept beside a run and does not follow from its manifest. No hash covers
/// it.
///
/// @param folder where the strategy was loaded from
/// @param report SHA-256 of `report.html` as it was written
/// @param audit  SHA-256 of `audit.json` as it was written
public record RunOrigin(Optional<Path> folder, Optional<String> report, Optional<String> audit) {
  private static final String FOLDER = "folder";
  private static final String REPORT = "report";
  private static final String AUDIT = "audit";

  static RunOrigin of(Optional<Path> folder, Optional<byte[]> report) {
    return new RunOrigin(
        folder.map(place -> place.toAbsolutePath().normalize()),
        report.map(Sha256::hex),
        Optional.empty());
  }

  /// Writes where the runs of an experiment take their strategy from into its folder.
  public static void write(Path experiment, Optional<Path> strategy) throws IOException {
    DurableFiles.write(new RunFolder(experiment).origin(), of(strategy, Optional.empty()).bytes());
  }

  RunOrigin audited(byte[] file) {
    return new RunOrigin(folder, report, Optional.of(Sha256.hex(file)));
  }

  byte[] bytes() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    folder.ifPresent(place -> node.put(FOLDER, place.toString()));
    report.ifPresent(hash -> node.put(REPORT, hash));
    audit.ifPresent(hash -> node.put(AUDIT, hash));
    return CanonicalJson.bytes(node);
  }

  /// What is known; a file that is missing or broken knows nothing.
  static RunOrigin read(RunFolder run) {
    try {
      if (Files.exists(run.origin())) {
        JsonNode node = CanonicalJson.read(run.bytes(run.origin()));
        return new RunOrigin(
            text(node, FOLDER).map(Path::of), text(node, REPORT), text(node, AUDIT));
      }
    } catch (IOException _) {
      // As if it were not there: it only helps to find things.
    }
    return new RunOrigin(Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Optional<String> text(JsonNode node, String key) {
    return Optional.of(node.path(key).asText("")).filter(text -> !text.isEmpty());
  }
}
