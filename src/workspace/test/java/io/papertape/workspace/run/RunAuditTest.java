package io.papertape.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.experiment.audit.AuditOptions;
import io.papertape.experiment.audit.AuditResult;
import io.papertape.journal.Sha256;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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
    assertThat(folder.readResult().has("reproduces")).isFalse();
    assertThat(Files.readString(folder.report()))
        .doesNotContain("does not reproduce")
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
        .contains(
            "<li>An audit sees what the engine shows to the strategy: not the future in a file")
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
  void aRunThatCannotBeMadeAgainIsToldSoAndKeepsItsPage() throws IOException {
    AtomicInteger runs = new AtomicInteger();
    RunStage stage = new RunStage(home);
    stage.strategy =
        StatedStrategy.of("unseeded", "market", () -> new BuysOnce(runs.incrementAndGet()));
    RunFolder folder = stage.run().folder();
    String page = Files.readString(folder.report());
    assertThat(page).contains("This run does not reproduce.");
    assertThat(folder.readResult().path("reproduces").asBoolean(true)).isFalse();

    AuditResult found = audit(stage, folder);

    assertThat(found.passes()).isFalse();
    assertThat(found.unlike().orElseThrow().key()).isEqualTo("units");
    assertThat(found.rowsRerun()).isEqualTo(found.rows());
    JsonNode kept = CanonicalJson.read(Files.readAllBytes(folder.audit()));
    assertThat(kept.path("verdict").asText()).isEqualTo("does-not-reproduce");
    assertThat(kept.path("unlike").path("key").asText()).isEqualTo("units");
    assertThat(kept.path("sentences").get(0).asText())
        .startsWith("DOES NOT REPRODUCE: the same run over the same data came to something else,")
        .contains("the clock, a random number without a seed, a static field, a file.");
    String audited = Files.readString(folder.report());
    assertThat(outside(audited)).isEqualTo(outside(page));
    assertThat(audited).contains("<li>DOES NOT REPRODUCE: ").doesNotContain("Not audited");
    RunOrigin origin = RunOrigin.read(folder);
    assertThat(origin.report()).contains(Sha256.hex(Files.readAllBytes(folder.report())));
    assertThat(origin.audit()).contains(Sha256.hex(Files.readAllBytes(folder.audit())));
    assertThat(origin.folder()).contains(home);
  }

  /// A page without what it says of its audit.
  private static String outside(String page) {
    int from = page.indexOf("<section id=\"audit\">");
    return page.substring(0, from) + page.substring(page.indexOf("</section>", from));
  }

  @Test
  void aRunThatTheFirstOneSpoilsForTheSecondDoesNotReproduce() {
    AtomicInteger runs = new AtomicInteger();
    RunStage stage = new RunStage(home);
    stage.strategy =
        StatedStrategy.of(
            "static", "market", () -> new BuysOnce(Math.min(2, runs.incrementAndGet())));
    RunFolder folder = stage.run().folder();

    runs.set(0); // as in a process of its own
    AuditResult found = audit(stage, folder);

    assertThat(found.unlike()).isPresent();
    assertThat(found.rowsRerun()).isEqualTo(2 * found.rows());
  }

  @Test
  void aPageThatSomebodyChangedIsLeftAsItIs() throws IOException {
    RunStage stage = new RunStage(home);
    RunFolder folder = stage.run().folder();
    Optional<String> written = RunOrigin.read(folder).report();
    Files.writeString(folder.report(), "mine");

    audit(stage, folder);

    assertThat(folder.report()).hasContent("mine");
    assertThat(RunOrigin.read(folder).report()).isEqualTo(written);
  }

  @Test
  void aRecordThatSomebodyChangedIsNotAudited() throws IOException {
    RunStage stage = new RunStage(home);
    RunFolder folder = stage.run().folder();
    Files.writeString(
        folder.journal(), Files.readString(folder.journal()).replaceFirst("\"buy\"", "\"bux\""));

    assertThatThrownBy(() -> audit(stage, folder))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Record was changed: run=%1$s. papertape verify %1$s tells where."
                .formatted(folder.id()));
  }

  @Test
  void theAuditOfAFailedRunSaysThatItFailed() {
    RunStage stage = new RunStage(home);
    stage.strategy = StatedStrategy.of("failing", "market", FailsLate::new);
    RunFolder folder = stage.run().folder();

    AuditResult found = audit(stage, folder);

    assertThat(AuditText.sentences(found).getFirst())
        .isEqualTo(
            "The run FAILED, and was audited up to there only:"
                + " cause=java.lang.IllegalStateException: No more: bar=99.");
    assertThat(AuditJson.of("failing", found).path("failure").asText())
        .isEqualTo("java.lang.IllegalStateException: No more: bar=99.");
  }

  /// Buys on its tenth bar; how much depends on which of the runs it is.
  private static final class BuysOnce implements Strategy {
    private final int units;

    BuysOnce(int units) {
      this.units = units;
    }

    @Override
    public void onBar(Context context, int instrument) {
      if (instrument == 0 && context.barIndex(0) == 9) {
        context.buy(0, Size.units(units));
      }
    }
  }

  /// Fails on its hundredth bar.
  private static final class FailsLate implements Strategy {
    @Override
    public void onBar(Context context, int instrument) {
      if (context.barIndex(instrument) == 99) {
        throw new IllegalStateException("No more: bar=99.");
      }
    }
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
