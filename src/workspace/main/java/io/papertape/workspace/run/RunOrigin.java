package io.papertape.workspace.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.journal.Sha256;
import io.papertape.workspace.DurableFiles;
import io.papertape.workspace.report.TrialSection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `origin.json`: what is kept beside a run and does not follow from its manifest. No hash covers
/// it.
///
/// @param folder where the strategy was loaded from
/// @param report SHA-256 of `report.html` as it was written, without what it says of its trial
/// @param audit  SHA-256 of `audit.json` as it was written
/// @param trial  which trial the run was; empty of one that was not counted, and of old runs
public record RunOrigin(
    Optional<Path> folder,
    Optional<String> report,
    Optional<String> audit,
    Optional<TrialSection.Facts> trial) {
  private static final String FOLDER = "folder";
  private static final String REPORT = "report";
  private static final String AUDIT = "audit";
  private static final String TRIAL = "trial";

  static RunOrigin of(Optional<Path> folder, Optional<byte[]> report) {
    return new RunOrigin(
        folder.map(place -> place.toAbsolutePath().normalize()),
        report.map(Sha256::hex),
        Optional.empty(),
        Optional.empty());
  }

  /// Writes where the runs of an experiment take their strategy from into its folder.
  public static void write(Path experiment, Optional<Path> strategy) throws IOException {
    DurableFiles.write(new RunFolder(experiment).origin(), of(strategy, Optional.empty()).bytes());
  }

  RunOrigin audited(byte[] file) {
    return new RunOrigin(folder, report, Optional.of(Sha256.hex(file)), trial);
  }

  /// @param page without what it says of its trial
  RunOrigin reported(String page) {
    return new RunOrigin(
        folder, Optional.of(Sha256.hex(page.getBytes(StandardCharsets.UTF_8))), audit, trial);
  }

  RunOrigin counted(TrialSection.Facts facts) {
    return new RunOrigin(folder, report, audit, Optional.of(facts));
  }

  byte[] bytes() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    folder.ifPresent(place -> node.put(FOLDER, place.toString()));
    report.ifPresent(hash -> node.put(REPORT, hash));
    audit.ifPresent(hash -> node.put(AUDIT, hash));
    trial.ifPresent(
        facts -> {
          ObjectNode said =
              node.putObject(TRIAL).put("number", facts.number()).put("count", facts.count());
          facts.sentences().forEach(said.putArray("sentences")::add);
        });
    return CanonicalJson.bytes(node);
  }

  /// What is known; a file that is missing or broken knows nothing.
  static RunOrigin read(RunFolder run) {
    try {
      if (Files.exists(run.origin())) {
        JsonNode node = CanonicalJson.read(run.bytes(run.origin()));
        return new RunOrigin(
            text(node, FOLDER).map(Path::of),
            text(node, REPORT),
            text(node, AUDIT),
            Optional.of(node.path(TRIAL)).filter(JsonNode::isObject).map(RunOrigin::trial));
      }
    } catch (IOException _) {
      // As if it were not there: it only helps to find things.
    }
    return new RunOrigin(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static TrialSection.Facts trial(JsonNode node) {
    List<String> sentences = new ArrayList<>();
    node.path("sentences").forEach(one -> sentences.add(one.asText()));
    return new TrialSection.Facts(
        node.path("number").asInt(), node.path("count").asInt(), sentences);
  }

  private static Optional<String> text(JsonNode node, String key) {
    return Optional.of(node.path(key).asText("")).filter(text -> !text.isEmpty());
  }
}
