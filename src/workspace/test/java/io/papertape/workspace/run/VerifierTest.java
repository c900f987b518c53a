package io.papertape.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.CorporateAction.CashDividend;
import io.papertape.market.CorporateActions;
import io.papertape.market.FixedPoint;
import io.papertape.market.Times;
import io.papertape.workspace.report.JournalFills;
import io.papertape.workspace.run.Verification.Mark;
import io.papertape.workspace.run.Verification.Verdict;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {
  private static final int FLIPS = 60;

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
  }

  @Test
  void aRunThatNobodyTouchedIsVerified() {
    Verification found = stage.verify(run);

    assertThat(found.verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(found.root()).isEqualTo(root);
    assertThat(found.findings())
        .extracting(one -> one.mark() + " " + one.what())
        .containsExactly(
            "HOLDS chain",
            "HOLDS root",
            "NOTE ledger",
            "HOLDS manifest",
            "HOLDS inputs",
            "HOLDS run again",
            "HOLDS files",
            "HOLDS report",
            "NOTE not proven");
  }

  @Test
  void aRootKeptElsewhereIsHeldAgainstTheJournal() {
    assertThat(verify(Optional.of(root)).findings())
        .anyMatch(one -> one.what().equals("kept root") && one.mark() == Mark.HOLDS)
        .noneMatch(one -> one.what().equals("not proven"));
    assertThat(verify(Optional.of("0".repeat(64))).verdict()).isEqualTo(Verdict.RECORD_CHANGED);
  }

  @Test
  void everyFlippedByteOfEveryFileIsFound() throws IOException {
    Random random = new Random(7);
    for (Path file : List.of(run.journal(), run.manifest(), run.result(), run.equity())) {
      byte[] bytes = Files.readAllBytes(file);
      for (int i = 0; i < FLIPS / 4; i++) {
        assertFlipIsFound(file, bytes, random.nextInt(bytes.length), 1 << random.nextInt(8));
      }
      assertFlipIsFound(file, bytes, bytes.length - 1, 1);
      assertFlipIsFound(file, bytes, 0, 1);
    }
    byte[] journal = Files.readAllBytes(run.journal());
    int seal = new String(journal, StandardCharsets.US_ASCII).lastIndexOf("{\"seq\"");
    for (int i = 0; i < FLIPS / 4; i++) {
      int at = seal + random.nextInt(journal.length - seal);
      assertFlipIsFound(run.journal(), journal, at, 1 << random.nextInt(8));
    }
    byte[] result = Files.readAllBytes(run.result());
    int at = new String(result, StandardCharsets.US_ASCII).indexOf(root);
    assertFlipIsFound(run.result(), result, at + 5, 2);
    assertThat(stage.verify(run).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  private void assertFlipIsFound(Path file, byte[] bytes, int at, int bit) throws IOException {
    byte[] changed = bytes.clone();
    changed[at] ^= (byte) bit;
    Files.write(file, changed);
    assertThat(stage.verify(run).verdict())
        .as("%s, byte %d, bit %d", file.getFileName(), at, bit)
        .isEqualTo(Verdict.RECORD_CHANGED);
    Files.write(file, bytes);
  }

  @Test
  void aChangedEntryIsNamedWithBothLines() throws IOException {
    List<String> lines = lines();
    String original = lines.get(9);
    lines.set(9, original.replace("\"cause\":", "\"cause\": "));
    write(lines);

    Verification found = stage.verify(run);

    assertThat(texts(found))
        .contains(
            "entry 10 does not continue the entry before it: one of the two was changed",
            "first difference at entry 9 of the journal");
    assertThat(found.difference()).hasValue(new EntryDifference(9, lines.get(9), original));
  }

  @Test
  void aCutTailIsFound() throws IOException {
    List<String> lines = lines();
    int last = lines.size() - 1;
    write(lines.subList(0, last));
    assertThat(texts(stage.verify(run)))
        .contains(
            "entry %d is no seal but the last: the file was cut, or the run never ended"
                .formatted(last - 1));

    String half = String.join("\n", lines);
    Files.writeString(run.journal(), half.substring(0, half.length() - 40));
    assertThat(texts(stage.verify(run)))
        .contains("entry %d lacks its end: the file was cut".formatted(last));

    Files.writeString(run.journal(), half);
    assertThat(texts(stage.verify(run)))
        .contains("entry %d lacks its end: the file was cut".formatted(last));

    Files.writeString(run.journal(), "");
    assertThat(stage.verify(run).verdict()).isEqualTo(Verdict.RECORD_CHANGED);
  }

  @Test
  void swappedLinesAreFound() throws IOException {
    List<String> lines = lines();
    Collections.swap(lines, 5, 6);
    write(lines);

    assertThat(texts(stage.verify(run)))
        .contains(
            "entry 5 does not have the number of its place: an entry was moved, removed or added",
            "entry 6 does not have the number of its place: an entry was moved, removed or added",
            "first difference at entry 5 of the journal");
  }

  @Test
  void addedLinesAreFound() throws IOException {
    List<String> lines = lines();
    lines.add(lines.getLast());
    write(lines);

    assertThat(texts(stage.verify(run)))
        .contains("entry %d comes after the seal: it was added".formatted(lines.size() - 1));
  }

  @Test
  void aJournalChainedAnewIsFoundByTheRunMadeAgain() throws IOException {
    RunStage other = new RunStage(home.resolve("other"));
    other.strategy =
        StatedStrategy.of("cross", "market", () -> new CrossingAverages(6, 20, 0.4))
            .with("few", "5")
            .with("many", "20")
            .source("strategy.yaml", "a".repeat(64));
    RunFolder forged = other.run().folder();
    assertThat(forged.id()).isEqualTo(run.id());
    for (String name : List.of("journal.jsonl", "result.json", "equity.csv", "round-trips.csv")) {
      Files.write(run.path().resolve(name), Files.readAllBytes(forged.path().resolve(name)));
    }

    Verification found = stage.verify(run);

    assertThat(found.verdict()).isEqualTo(Verdict.RECORD_CHANGED);
    assertThat(found.findings().getFirst().mark()).isEqualTo(Mark.HOLDS);
    assertThat(texts(found)).anyMatch(text -> text.startsWith("first difference at entry "));
    assertThat(found.difference()).isPresent();
  }

  @Test
  void anEditedManifestIsNoChangedInput() throws IOException {
    String text = Files.readString(run.manifest());
    Files.writeString(run.manifest(), text.replace("\"few\":\"5\"", "\"few\":\"6\""));

    Verification found = stage.verify(run);

    assertThat(found.verdict()).isEqualTo(Verdict.RECORD_CHANGED);
    assertThat(texts(found)).anyMatch(one -> one.endsWith("the run is " + run.id()));
  }

  @Test
  void changedDataAreAChangedInputAndNoTampering() {
    stage.generate(2);

    Verification found = stage.verify(run);

    assertThat(found.verdict()).isEqualTo(Verdict.INPUT_CHANGED);
    assertThat(texts(found))
        .anyMatch(
            text ->
                text.startsWith("data set market, SYN1 1d: bars had hash ")
                    && text.endsWith("This is a changed input, not tampering"));
  }

  @Test
  void changedCorporateActionsAreAChangedInputAndNoTampering() {
    long exTime = Times.nanos(Instant.parse("2010-06-01T04:00:00Z"));
    CashDividend dividend = new CashDividend(LocalDate.of(2010, 6, 1), exTime, FixedPoint.of(0.5));
    try (DataSetWriter writer = DataStore.in(stage.workspace).writer("market", Mode.APPEND)) {
      writer.actions("SYN1", new CorporateActions("SYN1", List.of(dividend)));
      writer.commit();
    }

    Verification found = stage.verify(run);

    assertThat(found.verdict()).isEqualTo(Verdict.INPUT_CHANGED);
    assertThat(texts(found))
        .contains(
            "data set market, SYN1 1d: did not have 2010-06-01 dividend 0.5, has it now."
                + " This is a changed input, not tampering");
  }

  @Test
  void aChangedSourceIsNamed() {
    stage.strategy = stage.strategy.source("strategy.yaml", "b".repeat(64));

    Verification found = stage.verify(run);

    assertThat(found.verdict()).isEqualTo(Verdict.INPUT_CHANGED);
    assertThat(texts(found))
        .contains(
            "source file strategy.yaml: was aaaaaaaaaaaa, is bbbbbbbbbbbb."
                + " This is a changed input, not tampering");
  }

  @Test
  void aChangedReportIsFound() throws IOException {
    Files.writeString(run.report(), "<p>Guaranteed</p>", StandardOpenOption.APPEND);

    Verification found = stage.verify(run);

    assertThat(found.verdict()).isEqualTo(Verdict.RECORD_CHANGED);
    assertThat(texts(found)).contains("report.html is not what the run leads to");
    stage.generate(2);
    assertThat(texts(stage.verify(run))).contains("report.html is not as it was written");
    Files.delete(run.report());
    stage.generate(1);
    assertThat(texts(stage.verify(run))).contains("report.html is not what the run leads to");
  }

  @Test
  void aReportThatAnotherVersionDrewIsNotCalledTampering() throws IOException {
    byte[] other = "<p>drawn otherwise</p>".getBytes(StandardCharsets.UTF_8);
    Files.write(run.report(), other);
    Files.write(run.origin(), RunOrigin.of(Optional.of(home), Optional.of(other)).bytes());

    Verification found = stage.verify(run);

    assertThat(found.verdict()).isEqualTo(Verdict.OTHER_VERSION);
    assertThat(texts(found))
        .contains(
            "report.html is as it was written, but another comes of the same run now: this version"
                + " of Papertape draws it otherwise, or the strategy keeps something from one run"
                + " to the next, such as a static field, which papertape audit finds; whether it"
                + " was honest then cannot be told");
  }

  @Test
  void tablesAreFoundWhenTheyAreChanged() throws IOException {
    try (Writer out = Files.newBufferedWriter(run.fills())) {
      JournalFills.write(run.journal(), out);
    }
    assertThat(stage.verify(run).verdict()).isEqualTo(Verdict.VERIFIED);
    for (Path file : List.of(run.fills(), run.roundTrips(), run.equity())) {
      byte[] before = Files.readAllBytes(file);
      Files.writeString(file, "1", StandardOpenOption.APPEND);
      assertThat(stage.verify(run).verdict()).isEqualTo(Verdict.RECORD_CHANGED);
      Files.write(file, before);
    }
  }

  @Test
  void aRunOfAnotherSemanticsVersionIsNotMadeAgainAndNotCalledTampering() throws IOException {
    RunFolder other = OtherSemantics.copy(stage, run);

    Verification found = stage.verify(other);

    assertThat(found.verdict()).isEqualTo(Verdict.OTHER_VERSION);
    assertThat(texts(found))
        .contains("engine semantics: run made with version 6, this is version 5")
        .contains("hash as in the run's id and the journal's header");
    Files.writeString(
        other.journal(), Files.readString(other.journal()).replaceFirst("\"buy\"", "\"bux\""));
    assertThat(stage.verify(other).verdict()).isEqualTo(Verdict.RECORD_CHANGED);
  }

  @Test
  void aMissingFileIsFound() throws IOException {
    Files.delete(run.result());
    assertThat(texts(stage.verify(run))).containsExactly("result.json is missing");
  }

  private Verification verify(Optional<String> keptRoot) {
    return Verifier.verify(stage.workspace, stage.places(), run, keptRoot);
  }

  private List<String> lines() throws IOException {
    return new ArrayList<>(Files.readAllLines(run.journal()));
  }

  private void write(List<String> lines) throws IOException {
    Files.writeString(run.journal(), String.join("\n", lines) + "\n");
  }

  private static List<String> texts(Verification found) {
    return Arrays.asList(
        found.findings().stream().map(Verification.Finding::text).toArray(String[]::new));
  }
}
