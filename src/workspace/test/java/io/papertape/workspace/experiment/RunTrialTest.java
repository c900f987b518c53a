package io.papertape.workspace.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.experiment.audit.AuditOptions;
import io.papertape.workspace.run.Backtest;
import io.papertape.workspace.run.RunAudit;
import io.papertape.workspace.run.RunFolder;
import io.papertape.workspace.run.StrategyPlaces;
import io.papertape.workspace.run.Verification;
import io.papertape.workspace.run.Verification.Verdict;
import io.papertape.workspace.run.Verifier;
import io.papertape.workspace.strategy.StrategyFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the report of a run says of it as a trial, and that it stays the report of that run.
class RunTrialTest {
  private static final String FACT = "<dt>Trial</dt><dd>%d of %d on this data</dd>";

  @TempDir private Path home;
  private SweepStage stage;

  @BeforeEach
  void setUp() {
    stage = new SweepStage(home);
  }

  private RunFolder counted(String fast) {
    Backtest.Outcome outcome = stage.backtest(Map.of("fast", fast));
    RunTrial.record(stage.workspace, outcome);
    return outcome.folder();
  }

  private static String page(RunFolder run) throws IOException {
    return Files.readString(run.report());
  }

  private StrategyPlaces places() {
    return new StrategyPlaces(
        new StrategyFolder(stage.workspace), stage.folder, Optional.of(stage.folder));
  }

  private Verification verify(RunFolder run) {
    return Verifier.verify(stage.workspace, places(), run, Optional.empty());
  }

  @Test
  void theReportSaysWhichTrialTheRunWasAndWhatThatMeans() throws IOException {
    RunFolder first = counted("7");
    RunFolder second = counted("8");

    assertThat(page(first)).contains(FACT.formatted(1, 1));
    assertThat(page(second))
        .contains(
            FACT.formatted(2, 2),
            "<h2>One of how many trials</h2>",
            "<li>Trial 2 of 2 on this data when the run was made: each set of values of this"
                + " strategy that was ever tried on it counts, those of sweeps too. What was tried"
                + " later is not in it; the same backtest again prints the count anew.</li>")
        .containsPattern(
            "Deflated Sharpe ratio: [0-9.]+ %, the confidence that this run&#39;s exceeds what luck"
                + " shows in so many trials\\.</li>");
    assertThat(verify(first).verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(verify(second).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  @Test
  void aRunThatWasThereKeepsItsPage() throws IOException {
    RunFolder old = stage.backtest(Map.of("fast", "7")).folder();
    String before = page(old);

    assertThat(counted("7")).isEqualTo(old);
    RunFolder other = counted("8");
    String shown = page(other);
    counted("9");
    counted("8");

    assertThat(page(old)).isEqualTo(before).doesNotContain("<dt>Trial</dt>", "id=\"trial\"");
    assertThat(page(other)).isEqualTo(shown).contains(FACT.formatted(2, 2));
  }

  @Test
  void anAuditLeavesTheTrialAndTheTrialTheAudit() throws IOException {
    RunFolder run = counted("7");

    RunAudit.of(stage.workspace, places(), run, new AuditOptions(5, 1));

    assertThat(page(run)).contains(FACT.formatted(1, 1)).doesNotContain("Not audited");
    assertThat(verify(run).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  @Test
  void anotherNumberThanWasKeptIsFound() throws IOException {
    RunFolder run = counted("7");
    Files.writeString(run.report(), page(run).replace("1 of 1 on", "1 of 9 on"));

    Verification found = verify(run);

    assertThat(found.verdict()).isEqualTo(Verdict.RECORD_CHANGED);
    assertThat(found.findings())
        .extracting(Verification.Finding::text)
        .contains("report.html says of its trial what origin.json does not");
  }

  /// A kill leaves a page that does not say yet what is kept of it.
  @Test
  void aPageThatSaysNothingYetOfItsTrialIsWhole() throws IOException {
    Backtest.Outcome outcome = stage.backtest(Map.of("fast", "7"));
    RunFolder run = outcome.folder();
    String before = page(run);
    RunTrial.record(stage.workspace, outcome);
    assertThat(page(run)).isNotEqualTo(before);

    Files.writeString(run.report(), before);

    assertThat(verify(run).verdict()).isEqualTo(Verdict.VERIFIED);
    RunAudit.of(stage.workspace, places(), run, new AuditOptions(5, 1));
    assertThat(page(run)).contains(FACT.formatted(1, 1)).doesNotContain("Not audited");
    assertThat(verify(run).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  @Test
  void aReportThatSomebodyChangedIsNotCounted() throws IOException {
    Backtest.Outcome outcome = stage.backtest(Map.of("fast", "7"));
    Files.writeString(outcome.folder().report(), "mine");

    RunTrial.record(stage.workspace, outcome);

    assertThat(outcome.folder().report()).hasContent("mine");
  }
}
