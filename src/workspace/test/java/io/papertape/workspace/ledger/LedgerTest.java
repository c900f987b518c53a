package io.papertape.workspace.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.ledger.LedgerEvent.JournalRemake;
import io.papertape.workspace.ledger.LedgerEvent.RunSealed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00.25Z"), ZoneOffset.UTC);

  @TempDir Path home;
  private final List<String> notices = new ArrayList<>();

  private Ledger ledger() {
    return Ledger.in(new Workspace(home), notices::add);
  }

  private Path file() {
    return home.resolve("ledger/ledger.jsonl");
  }

  private static RunSealed run(int number) {
    String hash = "%016x".formatted(number) + "ab".repeat(24);
    return new RunSealed(hash.substring(0, 16), hash, "cd".repeat(32), RunSealed.Status.COMPLETE);
  }

  @Test
  void aLineHasFixedKeysAndNineDecimals() throws IOException {
    ledger().append(run(1), NOON);
    assertThat(file())
        .hasContent(
            "{\"seq\":0,\"prev\":\""
                + "0".repeat(64)
                + "\",\"kind\":\"run-sealed\",\"time\":\"2026-11-22T12:00:00.250000000Z\","
                + "\"run\":\"0000000000000001\",\"manifest\":\"0000000000000001"
                + "ab".repeat(24)
                + "\",\"root\":\""
                + "cd".repeat(32)
                + "\",\"status\":\"complete\"}\n");
  }

  @Test
  void theHashOfALineIsTheOneSha256sumComputes() throws IOException {
    // printf '\0{"seq":0,…}' | sha256sum, of the line of the test above.
    assertThat(ledger().append(run(1), NOON).leafHex())
        .isEqualTo("d6e02e2a603edb40c3def4fa2495976cb85acdced3e4cd8659f80b4bc0e1e2e6");
  }

  @Test
  void eachEntryCarriesTheHashOfTheOneBefore() {
    LedgerEntry first = ledger().append(run(1), NOON);
    LedgerEntry second = ledger().append(run(2), NOON);
    assertThat(second.seq()).isEqualTo(1);
    assertThat(second.prevHex()).isEqualTo(first.leafHex());
    assertThat(ledger().verify()).containsExactly(first, second);
    assertThat(notices).isEmpty();
  }

  @Test
  void whatManyAppendOnceIsThereOnce() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Future<Optional<LedgerEntry>>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(threads.submit(() -> ledger().appendOnce(run(1), NOON)));
      }
      int appended = 0;
      for (Future<Optional<LedgerEntry>> answer : answers) {
        appended += answer.get().isPresent() ? 1 : 0;
      }
      assertThat(appended).isEqualTo(1);
    }
    assertThat(ledger().verify()).hasSize(1);
    assertThat(ledger().append(run(1), NOON).seq()).isEqualTo(1);
  }

  @Test
  void anEmptyLedgerHasNoEntry() {
    LedgerContent content = ledger().read();
    assertThat(content.entries()).isEmpty();
    assertThat(content.fault()).isEmpty();
    assertThat(content.torn()).isEmpty();
  }

  @Test
  void aTornLastLineIsReportedAndMovedByTheNextAppend() throws IOException {
    ledger().append(run(1), NOON);
    long size = Files.size(file());
    Files.writeString(file(), "{\"seq\":1,\"prev\":\"0", StandardOpenOption.APPEND);
    assertThat(ledger().read().torn()).contains("{\"seq\":1,\"prev\":\"0");
    assertThat(ledger().verify()).hasSize(1);
    ledger().append(run(2), NOON);
    assertThat(ledger().verify()).hasSize(2);
    assertThat(home.resolve("ledger/ledger.torn-" + size)).hasContent("{\"seq\":1,\"prev\":\"0");
    assertThat(notices)
        .containsExactly(
            ("Ledger had a torn last line, left by a crash: file=%s, bytes=18,"
                    + " movedTo=ledger.torn-%d. If it names a run, append that run again.")
                .formatted(file(), size));
  }

  @Test
  void anyFlippedByteBeforeTheLastLineIsFoundAndNothingIsAdded() throws IOException {
    ledger().append(run(1), NOON);
    ledger().append(run(2), NOON);
    ledger().append(run(3), NOON);
    byte[] honest = Files.readAllBytes(file());
    int lastLine = honest.length - honest.length / 3;
    for (int at = 0; at < lastLine; at++) {
      byte[] forged = honest.clone();
      forged[at] ^= 1;
      Files.write(file(), forged);
      assertThat(ledger().read().fault()).as("byte %d", at).isPresent();
    }
    Files.writeString(file(), Files.readString(file()).replaceFirst("seq", "sEq"));
    assertThatThrownBy(() -> ledger().append(run(4), NOON))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Ledger is broken: file=%s, entry=0, reason=not in canonical form.".formatted(file())
                + " Nothing was added. Compare it with a copy kept elsewhere and put that back.");
  }

  @Test
  void swappedLinesAreFound() throws IOException {
    ledger().append(run(1), NOON);
    ledger().append(run(2), NOON);
    List<String> lines = Files.readAllLines(file());
    Files.writeString(file(), lines.get(1) + "\n" + lines.get(0) + "\n");
    assertThat(ledger().read().fault()).contains("entry=0, reason=its seq is 1");
  }

  @Test
  void writersAtOnceLoseNothing() throws Exception {
    try (var pool = Executors.newFixedThreadPool(4)) {
      List<Future<LedgerEntry>> appends = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        RunSealed sealed = run(i);
        appends.add(pool.submit(() -> ledger().append(sealed, NOON)));
      }
      for (Future<LedgerEntry> append : appends) {
        append.get();
      }
    }
    assertThat(ledger().verify())
        .extracting(LedgerEntry::event)
        .hasSize(20)
        .doesNotHaveDuplicates();
  }

  @Test
  void aJournalThatIsMadeAnewHasItsEntry() throws IOException {
    JournalRemake remake = new JournalRemake("0000000000000001", "bytes=0, were durable: bytes=9");
    ledger().append(remake, NOON);
    assertThat(file())
        .hasContent(
            "{\"seq\":0,\"prev\":\""
                + "0".repeat(64)
                + "\",\"kind\":\"journal-remake\",\"time\":\"2026-11-22T12:00:00.250000000Z\","
                + "\"run\":\"0000000000000001\",\"why\":\"bytes=0, were durable: bytes=9\"}\n");
    assertThat(ledger().verify()).singleElement().extracting(LedgerEntry::event).isEqualTo(remake);
    assertThatThrownBy(() -> new JournalRemake("1", " "))
        .hasMessage(
            "Journal that is made anew has no session or no reason: run=1, why= . Name both.");
  }

  @Test
  void aRunIsNamedByItsManifest() {
    assertThatThrownBy(
            () -> new RunSealed("0", "ab".repeat(32), "cd".repeat(32), RunSealed.Status.FAILED))
        .hasMessage(
            "Sealed run is not named by its hashes: run=0, manifest=%s, root=%s. Use 64 lower-case"
                    .formatted("ab".repeat(32), "cd".repeat(32))
                + " hex digits; the run is the first 16 of its manifest.");
  }
}
