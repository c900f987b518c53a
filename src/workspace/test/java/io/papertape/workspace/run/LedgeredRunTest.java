package io.papertape.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.ledger.Ledger;
import io.papertape.workspace.ledger.LedgerEvent.RunSealed;
import io.papertape.workspace.run.Verification.Finding;
import io.papertape.workspace.run.Verification.Mark;
import io.papertape.workspace.run.Verification.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a check of a run makes of the ledger of its workspace.
class LedgeredRunTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path home;
  private RunStage stage;
  private RunFolder run;
  private String root;

  @BeforeEach
  void runOnce() {
    stage = new RunStage(home);
    Backtest.Outcome outcome = stage.run();
    run = outcome.folder();
    root = outcome.result().path("root").asText();
    RunLedger.record(new Workspace(home), outcome, CLOCK, _ -> {});
  }

  private static List<Finding> ofLedger(Verification found) {
    return found.findings().stream().filter(one -> one.what().equals("ledger")).toList();
  }

  /// A journal of other decisions, with its own right seal and `result.json`.
  private String forge() throws IOException {
    RunStage other = new RunStage(home.resolve("other"));
    other.strategy =
        StatedStrategy.of("cross", "market", () -> new CrossingAverages(6, 20, 0.4))
            .with("few", "5")
            .with("many", "20")
            .source("strategy.yaml", "a".repeat(64));
    Backtest.Outcome outcome = other.run();
    assertThat(outcome.folder().id()).isEqualTo(run.id());
    for (String name : List.of("journal.jsonl", "result.json", "equity.csv", "round-trips.csv")) {
      Files.write(
          run.path().resolve(name), Files.readAllBytes(outcome.folder().path().resolve(name)));
    }
    return outcome.result().path("root").asText();
  }

  @Test
  void theRootOfTheLedgerIsThatOfTheJournal() {
    Verification found = stage.verify(run);
    assertThat(found.verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(ofLedger(found))
        .containsExactly(new Finding(Mark.HOLDS, "ledger", "has this root of it"));
  }

  @Test
  void aJournalChainedAnewIsFoundThoughAnInputHasChanged() throws IOException {
    String forged = forge();
    stage.strategy = stage.strategy.source("strategy.yaml", "b".repeat(64));

    Verification found = stage.verify(run);

    assertThat(found.verdict()).isEqualTo(Verdict.RECORD_CHANGED);
    assertThat(ofLedger(found))
        .containsExactly(
            new Finding(
                Mark.DIFFERS,
                "ledger",
                "root is %s, the ledger has %s of it: the journal is not the one that was sealed"
                    .formatted(forged, root)));
  }

  @Test
  void whatWasSealedFirstIsTheTruth() throws IOException {
    String forged = forge();
    String manifest = run.readManifest().hash();
    Ledger.in(new Workspace(home), _ -> {})
        .append(new RunSealed(run.id(), manifest, forged, RunSealed.Status.COMPLETE), CLOCK);
    assertThat(ofLedger(stage.verify(run)))
        .singleElement()
        .extracting(Finding::mark)
        .isEqualTo(Mark.DIFFERS);
  }

  @Test
  void aLedgerThatDoesNotKnowTheRunOrIsBrokenIsSaid() throws IOException {
    Path ledger = home.resolve("ledger/ledger.jsonl");
    String whole = Files.readString(ledger);
    Files.writeString(ledger, whole + "{}\n");
    assertThat(ofLedger(stage.verify(run)))
        .hasSize(2)
        .startsWith(new Finding(Mark.HOLDS, "ledger", "has this root of it"))
        .last()
        .satisfies(
            one -> {
              assertThat(one.mark()).isEqualTo(Mark.NOTE);
              assertThat(one.text()).startsWith("its chain is broken: entry=1, reason=");
            });
    Files.delete(ledger);
    assertThat(ofLedger(stage.verify(run)))
        .containsExactly(
            new Finding(
                Mark.NOTE,
                "ledger",
                "has no entry of the run, so it does not say which root was sealed"));
    assertThat(stage.verify(run).verdict()).isEqualTo(Verdict.VERIFIED);
  }
}
