package io.papertape.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.experiment.audit.AuditOptions;
import io.papertape.experiment.audit.AuditResult;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunAuditTest {
  @TempDir private Path home;

  private static AuditResult audit(RunStage stage, RunFolder folder) {
    return RunAudit.of(stage.workspace, stage.places(), folder, AuditOptions.standard());
  }

  @Test
  void theAuditIsKeptBesideTheRunAndInItsReport() throws IOException {
    RunStage stage = new RunStage(home);
    RunFolder folder = stage.run().folder();
    assertThat(Files.readString(folder.report()))
        .contains("Not audited: <code>papertape audit " + folder.id() + "</code>");

    AuditResult found = audit(stage, folder);

    assertThat(found.passes()).isTrue();
    JsonNode kept = CanonicalJson.read(Files.readAllBytes(folder.audit()));
    assertThat(kept)
        .isEqualTo(CanonicalJson.read(CanonicalJson.indented(AuditJson.of("cross", found))));
    assertThat(kept.path("verdict").asText()).isEqualTo("passed");
    assertThat(kept.path("cuts")).hasSize(5);
    assertThat(Files.readString(folder.report()))
        .contains("No look-ahead found: at 5 cuts the future was cut off, then another; all ")
        .contains("Warm-up: a history that begins later gives the same inputs, to the bit.")
        .doesNotContain("Not audited");
  }

  @Test
  void anAuditedRunIsStillVerified() throws IOException {
    RunStage stage = new RunStage(home);
    RunFolder folder = stage.run().folder();
    audit(stage, folder);

    assertThat(stage.verify(folder).verdict()).isEqualTo(Verification.Verdict.VERIFIED);
    assertThat(stage.run().parting()).isEmpty();

    Files.writeString(folder.audit(), "{\"sentences\":[\"All is well.\"]}");
    assertThat(stage.verify(folder).verdict()).isEqualTo(Verification.Verdict.RECORD_CHANGED);
  }

  @Test
  void aColumnThatKnowsItsFutureIsNamedWithItsBar() {
    RunStage stage = new RunStage(home);
    stage.strategy = StatedStrategy.of("foreseeing", "market", Foreseeing::new);
    RunFolder folder = stage.run().folder();

    AuditResult found = audit(stage, folder);

    assertThat(found.passes()).isFalse();
    assertThat(found.lookAheads())
        .hasSize(10)
        .allSatisfy(
            one -> {
              assertThat(one.input()).isEqualTo("early(4)");
              assertThat(one.instrument()).isEqualTo("SYN1");
            });
    List<String> sentences = AuditText.sentences(found);
    assertThat(sentences.getFirst())
        .isEqualTo("LOOK-AHEAD: 10 of 10 other futures change what was decided before them.");
    assertThat(sentences.get(1))
        .matches(
            "SYN1 at 20\\S+Z: input early\\(4\\) was [0-9.]+, is (null|[0-9.]+)"
                + " with the future cut off after 20\\S+Z");
    assertThat(sentences.get(7)).isEqualTo("and 4 more");
  }

  @Test
  void aRunWhoseDataChangedCannotBeAudited() {
    RunStage stage = new RunStage(home);
    RunFolder folder = stage.run().folder();
    stage.generate(2);

    assertThatThrownBy(() -> audit(stage, folder))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith(
            "Run cannot be made again: run=%s, data set market, SYN1".formatted(folder.id()))
        .hasMessageEndingWith("Restore what changed first.");
  }

  @Test
  void aRunThatNeverWarmedUpHasNothingToAudit() {
    RunStage stage = new RunStage(home);
    stage.strategy = StatedStrategy.of("slow", "market", () -> new CrossingAverages(5, 2_000, 0.4));
    RunFolder folder = stage.run().folder();

    assertThatThrownBy(() -> audit(stage, folder))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage("Nothing to audit: evaluationsAfterWarmUp=0, rows=595. Use a longer history.");
  }
}
