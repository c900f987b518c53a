package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.AlertSettings;
import io.papertape.live.session.Feeds;
import io.papertape.live.session.HostedSession;
import io.papertape.live.session.PaperSessions;
import io.papertape.live.session.ReplayFeeds;
import io.papertape.live.session.SessionAlerts;
import io.papertape.live.session.SessionPlan;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What `paper verify` says of sessions whose files somebody has been at.
class PaperVerifyCommandTest extends StagedCommands {
  private Path home;

  @BeforeEach
  void place() {
    home = folder.resolve(".papertape").toAbsolutePath();
  }

  private PaperSessions sessions(Path workspace) {
    return new PaperSessions(
        new Workspace(workspace),
        stage,
        new Feeds(List.of(new ReplayFeeds(new Workspace(home), System::nanoTime))),
        Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC),
        System::nanoTime,
        new SessionAlerts(AlertSettings.none(), _ -> {}),
        _ -> {});
  }

  private HostedSession start(Path workspace, String speed) {
    return start(workspace, "synthetic", speed);
  }

  private HostedSession start(Path workspace, String data, String speed) {
    String feed = "replay:%s:SYN2@%s".formatted(data, speed);
    return sessions(workspace).start(new SessionPlan(folder.resolve("strategies/average"), feed));
  }

  private Path ended() throws InterruptedException {
    HostedSession session = start(home, "0");
    session.awaitRest();
    return home.resolve("sessions").resolve(session.id());
  }

  /// One whose process was killed while readings of the clock were all that came.
  private Path cut() throws Exception {
    HostedSession session = start(folder.resolve("other"), "3600x");
    for (int turn = 0; turn < 6_000 && session.status().moments() < 30; turn++) {
      Thread.sleep(10);
    }
    assertThat(session.status().moments()).isGreaterThanOrEqualTo(30);
    Path copy = copied(session);
    session.command(Command.STOP, "test", "over");
    session.awaitRest();
    return copy;
  }

  private Path copied(HostedSession session) throws IOException {
    Path from = folder.resolve("other/sessions").resolve(session.id());
    Path to = home.resolve("sessions").resolve(session.id());
    for (String part : List.of("", "record", "tape")) { // the tape last, which is always further
      Files.createDirectories(to.resolve(part));
      try (Stream<Path> files = Files.list(from.resolve(part))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.copy(file, to.resolve(part).resolve(file.getFileName()));
        }
      }
    }
    return to;
  }

  private static Path tape(Path session) throws IOException {
    try (Stream<Path> files = Files.list(session.resolve("tape"))) {
      return files.sorted().toList().getLast();
    }
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private int verify(Path session) {
    return run("paper", "verify", session.getFileName().toString());
  }

  @Test
  void aLedgerThatIsGoneIsMissed() throws Exception {
    Path session = ended();
    assertThat(verify(session)).as(err).isZero();
    assertThat(out).endsWith(", sealed\n");
    Files.delete(home.resolve("ledger/ledger.jsonl"));
    assertThat(verify(session)).as(err).isZero();
    assertThat(out)
        .contains(": IDENTICAL, ")
        .endsWith(
            ", sealed\nnote: not proven: the ledger has no entry of it, so this shows that journal"
                + " and tape fit each other; not that they are those that were sealed\n");
    assertThat(run("paper", "verify", session.getFileName().toString(), "--json")).isZero();
    assertThat(out).contains("\"inLedger\" : false");
  }

  @Test
  void whatCannotBeKnownOfATapeThatIsNotSealedIsSaid() throws Exception {
    Path session = cut();
    assertThat(verify(session)).as(err).isZero();
    assertThat(out)
        .contains(": IDENTICAL, ", "not sealed yet\n")
        .endsWith(
            "note: nothing tells how far its tape went; later ones that left no entry may be gone"
                + " from its end\n");

    try (FileChannel channel = FileChannel.open(tape(session), StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 1);
    }
    assertThat(verify(session)).isZero();
    assertThat(out)
        .contains("\nnote: the end of its tape is not whole, as a crash leaves it: file=")
        .contains("problem=file ends within a record\nnote: nothing tells ");

    Files.writeString(session.resolve("record/last.json"), "{\"moments\":20}");
    assertThat(verify(session)).isZero();
    assertThat(out).contains("\nnote: its tape went to moment 20 at least; later ones that left ");

    Files.writeString(session.resolve("record/last.json"), "{\"moments\":9000}");
    assertThat(verify(session)).isEqualTo(1);
    assertThat(out)
        .containsPattern(
            ": TAPE LOST, it has \\d+ moments, and 9000 were durable as its record tells; \\d+"
                + " entries are what is left of it gives\n$");
    assertThat(run("paper", "verify", session.getFileName().toString(), "--json")).isEqualTo(1);
    assertThat(out).contains("\"verdict\" : \"tape-lost\"", "\"momentsTold\" : 9000");
  }

  @Test
  void aTapeOfWhichNothingIsLeftIsLost() throws Exception {
    Path session = cut();
    Files.delete(tape(session));
    assertThat(verify(session)).isEqualTo(1);
    assertThat(out)
        .isEqualTo(
            "Session %s: TAPE LOST, no file of it is left; nothing can be run again\n"
                .formatted(session.getFileName()));
  }

  @Test
  void aTapeWithoutItsBeginningIsNoFaultOfTheSealWhereThereIsNone() throws Exception {
    String[] years = {"data", "generate", "--name", "years", "--symbols", "2", "--days", "2500"};
    assertThat(run(years)).as(err).isZero();
    HostedSession whole = start(folder.resolve("other"), "years", "0");
    whole.awaitRest();
    Path session = copied(whole); // the ledger here knows nothing of it
    List<String> lines = Files.readAllLines(session.resolve("record/journal.jsonl"));
    Files.write(session.resolve("record/journal.jsonl"), lines.subList(0, lines.size() - 1));
    try (Stream<Path> files = Files.list(session.resolve("tape"))) {
      Files.delete(files.sorted().findFirst().orElseThrow());
    }
    assertThat(verify(session)).isEqualTo(1);
    assertThat(out)
        .contains(": NOT RUN AGAIN, its tape lacks ")
        .contains("journal   %d entries, chain whole, not sealed yet\n".formatted(lines.size() - 1))
        .endsWith("note: files of a tape go only when its session is sealed: they were removed\n");
  }

  @Test
  void whatIsAddedToASealedSessionIsSeen() throws Exception {
    Path session = ended();
    assertThat(verify(session)).as(err).isZero();
    assertThat(out).endsWith("moments of its tape, sealed\n");

    append(tape(session), "abcdefgh");
    assertThat(verify(session)).isEqualTo(1);
    assertThat(out)
        .contains(": NOT AS SEALED, something stands behind the end of its tape: file=")
        .contains("bytes=8, problem=");
  }

  @Test
  void aManifestIsItsBytesAndNotOneMore() throws Exception {
    Path session = ended();
    Path manifest = session.resolve("session.json");
    long size = Files.size(manifest);
    append(manifest, "x\n");
    assertThat(verify(session)).isEqualTo(4);
    assertThat(err)
        .isEqualTo(
            "Manifest was changed: session=%s, bytes=%d, were=%d. Restore session.json.\n"
                .formatted(session.getFileName(), size + 2, size));
    Files.writeString(manifest, "");
    assertThat(verify(session)).isEqualTo(4);
    assertThat(err)
        .isEqualTo("Manifest of a session is empty: bytes=0. It was emptied; restore it.\n");
  }

  @Test
  void aStrategyThatIsGoneIsAskedFor() throws Exception {
    Path session = ended();
    String id = session.getFileName().toString();
    Files.delete(folder.resolve("strategies/average"));
    assertThat(verify(session)).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            ("Strategy is not where it was when the session began: session=%s, folder=%s. Name"
                    + " where it is now with --strategy.\n")
                .formatted(id, folder.resolve("strategies/average").toAbsolutePath()));
    Files.delete(session.resolve("strategy"));
    assertThat(verify(session)).isEqualTo(2);
    assertThat(err)
        .startsWith("Session does not know where its strategy is: session=" + id)
        .endsWith(" Or name where the strategy is with --strategy.\n");
    Files.createDirectories(folder.resolve("moved/average"));
    assertThat(run("paper", "verify", id, "--strategy", "moved/average")).as(err).isZero();
  }

  @Test
  void bytesOfAFileReachTheTerminalAsText() throws Exception {
    Path session = ended();
    append(session.resolve("record/journal.jsonl"), "a\0b\033[31mc\n");
    assertThat(verify(session)).isEqualTo(1);
    assertThat(out).contains("  journal:     a\uFFFDb\uFFFD[31mc\n").doesNotContain("\0", "\033");
  }

  /// Both are on the same data, so the tape of one gives the journal of the other.
  @Test
  void aTapeOfAnotherSessionIsNoneOfIts() throws Exception {
    Path session = ended();
    HostedSession other = start(home, "100000000");
    other.awaitRest();
    Path tape = tape(session);
    Path foreign = tape(home.resolve("sessions").resolve(other.id()));
    assertThat(foreign.getFileName()).isEqualTo(tape.getFileName());
    Files.write(tape, Files.readAllBytes(foreign));
    String id = session.getFileName().toString();

    assertThat(verify(session)).isEqualTo(1);
    String why =
        "Tape belongs to another session or other instruments: file=%s, sessionId=%s, expected=%s."
                .formatted(tape.getFileName(), other.id(), id)
            + " Put the session's own files back.";
    assertThat(out)
        .isEqualTo("Session %s: TAPE OF ANOTHER SESSION, nothing was run: %s\n".formatted(id, why));
    assertThat(run("paper", "verify", id, "--json")).isEqualTo(1);
    assertThat(out).contains("\"verdict\" : \"other-tape\"");
    assertThat(run("paper", "compare", id, "--data", "synthetic")).isEqualTo(4);
    assertThat(err).isEqualTo(why + "\n");
  }

  /// As a recovery compares it: a carriage return is a byte too.
  @Test
  void aJournalWithOtherLineEndsIsNotIdentical() throws Exception {
    Path session = ended();
    Path journal = session.resolve("record/journal.jsonl");
    Files.writeString(journal, Files.readString(journal).replace("\n", "\r\n"));
    assertThat(verify(session)).isEqualTo(1);
    assertThat(out).contains(": DIFFERS at entry 0, after 0 that are the same\n", "}\uFFFD\n");
  }

  @Test
  void aJournalThatLacksItsLastLineFeedHasLostNoEntry() throws Exception {
    Path session = ended();
    Path journal = session.resolve("record/journal.jsonl");
    String whole = Files.readString(journal);
    int entries = (int) whole.lines().count();
    Files.writeString(journal, whole.substring(0, whole.length() - 1));
    assertThat(verify(session)).isEqualTo(1);
    assertThat(out)
        .endsWith(
            (": JOURNAL LOST, the line feed of its last entry was durable and is gone; its %d"
                    + " entries are as they were\n")
                .formatted(entries));
    Files.writeString(journal, whole.substring(0, whole.length() - 2));
    assertThat(verify(session)).isEqualTo(1);
    assertThat(out)
        .endsWith(
            ": JOURNAL LOST, 1 entry was durable and is gone, after %d as they were\n"
                .formatted(entries - 1));
  }
}
