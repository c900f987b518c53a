package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.OtherTapeException;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.live.tape.TapeMoment;
import io.papertape.live.tape.TapeWriter;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.ledger.Ledger;
import io.papertape.workspace.ledger.LedgerEntry;
import io.papertape.workspace.ledger.LedgerEvent.JournalRemake;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What was durable is taken away between two lives of a session: nothing is made anew without a
/// word.
class LostRecordTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path home;
  private Workspace workspace;
  private final List<String> notices = new ArrayList<>();
  private Supplier<Strategy> maker = Crosses::new;

  @BeforeEach
  void fill() throws IOException {
    workspace = new Workspace(home);
    new SyntheticMarket(7, 3, 300, Resolution.DAY)
        .generate(DataStore.in(workspace), "days", DataSetWriter.Mode.CREATE);
    Files.createDirectories(home.resolve("strategies/crosses"));
  }

  private PaperSessions sessions() {
    return new PaperSessions(
        workspace,
        (folder, overrides) -> new StatedStrategy("crosses", maker, overrides),
        new Feeds(List.of(new ReplayFeeds(workspace, System::nanoTime))),
        CLOCK,
        System::nanoTime,
        new SessionAlerts(AlertSettings.none(), notices::add),
        notices::add);
  }

  /// A session whose process ended in the middle.
  private SessionFolder cut() throws Exception {
    Crosses.Hanging hanging = new Crosses.Hanging(100);
    maker = () -> hanging;
    HostedSession session =
        sessions()
            .start(
                new SessionPlan(home.resolve("strategies/crosses"), "replay:days:SYN2@9000000x"));
    hanging.hangs.await();
    session.kill("test", "as if the process was", false);
    maker = Crosses::new;
    session.awaitRest();
    Files.delete(session.folder().path().resolve("record/halt.json"));
    return session.folder();
  }

  private static void damage(SessionFolder folder, String how) throws IOException {
    switch (how) {
      case "halved" -> truncate(folder.journal(), Files.size(folder.journal()) / 2);
      case "emptied" -> truncate(folder.journal(), 0);
      case "deleted" -> Files.delete(folder.journal());
      default -> delete(folder.path().resolve("record"));
    }
  }

  private static void truncate(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private HostedSession recovered(PaperSessions sessions, SessionFolder folder) throws Exception {
    sessions.recover();
    HostedSession session = sessions.find(folder.id());
    Patience.until("it halts", () -> session.status().state() == State.HALTED);
    session.awaitRest();
    return session;
  }

  /// Nothing in the journal says so: its entries are all from before.
  @ParameterizedTest
  @ValueSource(strings = {"last.json", "000000000000000500.snapshot"})
  void aTapeThatIsShorterThanItsRecordTellsHasLostMoments(String teller) throws Exception {
    SessionFolder folder = cut();
    SessionVerifier.Comparison before = SessionVerifier.verify(folder, new Crosses());
    assertThat(before.isIdentical()).isTrue();
    assertThat(before.tape().told()).isEqualTo(before.tape().there());
    Files.writeString(folder.path().resolve("record").resolve(teller), "{\"moments\":500}");

    SessionVerifier.Comparison verified = SessionVerifier.verify(folder, new Crosses());
    assertThat(verified.isIdentical()).isFalse();
    assertThat(verified.parting()).isEmpty();
    assertThat(verified.tape().lost()).isEqualTo(500 - before.tape().there());

    assertThat(recovered(sessions(), folder).status().halt())
        .contains(
            ("tape-lost: Tape has lost what was durable: moments=%d, were durable: moments=500."
                    + " Restore the folder tape from a copy, or start a new session.")
                .formatted(before.tape().there()));
  }

  @Test
  void aTapeOfAnotherSessionIsNotGoneOnWith() throws Exception {
    SessionFolder folder = cut();
    SessionManifest manifest = folder.manifest();
    for (String name : folder.tape().names()) {
      folder.tape().delete(name);
    }
    try (TapeWriter other =
        TapeWriter.open(folder.tape(), "other", manifest.instruments(), _ -> {})) {
      long time = manifest.startNanos() + 1;
      other.append(new TapeMoment(time, List.of(new TapeEvent.ClockReading(time))));
    }
    assertThatThrownBy(() -> SessionVerifier.verify(folder, new Crosses()))
        .isInstanceOf(OtherTapeException.class);
    assertThat(recovered(sessions(), folder).status().halt())
        .get()
        .asString()
        .startsWith("disk-failed: Tape belongs to another session or other instruments: file=")
        .endsWith(
            ", sessionId=other, expected=%s. Put the session's own files back."
                .formatted(folder.id()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"halved", "emptied", "deleted", "record deleted"})
  void aJournalThatHasLostEntriesHaltsItsSession(String how) throws Exception {
    SessionFolder folder = cut();
    List<String> before = Files.readAllLines(folder.journal());
    damage(folder, how);

    SessionVerifier.Comparison verified = SessionVerifier.verify(folder, new Crosses());
    assertThat(verified.isIdentical()).isFalse();
    assertThat(verified.parting()).isEmpty();
    assertThat(verified.lost()).isPositive();

    PaperSessions later = sessions();
    HostedSession halted = recovered(later, folder);
    assertThat(halted.status().halt())
        .get()
        .asString()
        .startsWith("journal-lost: Journal has lost what was durable: bytes=");
    assertThat(folder.path().resolve("record/halt.json")).content().contains("journal-lost");
    assertThat(recovered(sessions(), folder).status().state()).isEqualTo(State.HALTED);

    HostedSession again = later.goOn(folder.id());
    Patience.until("it runs", () -> again.status().entries() > before.size());
    again.command(Command.STOP, "test", "over");
    again.awaitRest();
    List<String> after = Files.readAllLines(folder.journal());
    assertThat(after.subList(0, before.size())).isEqualTo(before);
    assertThat(after)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("\"action\":\"resume\",\"who\":\"papertape\"")
                    .contains("journal was lost and is made anew from the tape: bytes="));
    assertThat(SessionVerifier.verify(folder, new Crosses()).isIdentical()).isTrue();
    assertThat(folder.path().resolve("record").resolve(RecordWitness.REMAKE)).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"halved", "deleted"})
  void theJournalOfASessionThatHasEndedIsMissedToo(String how) throws Exception {
    PaperSessions first = sessions();
    HostedSession session =
        first.start(new SessionPlan(home.resolve("strategies/crosses"), "replay:days:SYN2@0"));
    session.awaitRest();
    SessionFolder folder = session.folder();
    long entries = session.status().entries();
    damage(folder, how);

    SessionVerifier.Comparison verified = SessionVerifier.verify(folder, new Crosses());
    assertThat(verified.entries() + verified.lost()).isEqualTo(entries);
    assertThat(recovered(sessions(), folder).status().halt())
        .get()
        .asString()
        .startsWith("journal-lost: ");
  }

  /// Its entries come back as they were sealed, so the ledger is where it is told.
  @Test
  void aSealedJournalThatIsMadeAnewIsInTheLedger() throws Exception {
    HostedSession session =
        sessions().start(new SessionPlan(home.resolve("strategies/crosses"), "replay:days:SYN2@0"));
    session.awaitRest();
    SessionFolder folder = session.folder();
    byte[] sealed = Files.readAllBytes(folder.journal());
    Path tape = folder.path().resolve("tape").resolve(folder.tape().names().getLast());
    byte[] closed = Files.readAllBytes(tape);
    damage(folder, "deleted");
    PaperSessions later = sessions();
    HostedSession halted = recovered(later, folder);
    assertThat(Ledger.in(workspace, _ -> {}).verify()).hasSize(1);
    String why = halted.status().halt().orElseThrow();

    later.goOn(folder.id()).awaitRest();

    assertThat(folder.journal()).hasBinaryContent(sealed);
    assertThat(tape).hasBinaryContent(closed); // its hash may be in the origin of a data set
    assertThat(Ledger.in(workspace, _ -> {}).verify())
        .extracting(LedgerEntry::event)
        .last()
        .isEqualTo(new JournalRemake(folder.id(), why.substring("journal-lost: ".length())));
    assertThat(Ledger.in(workspace, _ -> {}).verify()).hasSize(2);
    assertThat(SealCheck.fault(workspace, folder)).isEmpty();
  }

  /// The process was killed when all had been made anew, but for saying so.
  @Test
  void aSealedJournalIsNotMadeAnewAgainUnasked() throws Exception {
    HostedSession session =
        sessions().start(new SessionPlan(home.resolve("strategies/crosses"), "replay:days:SYN2@0"));
    session.awaitRest();
    SessionFolder folder = session.folder();
    RecordWitness.put(folder.record(), RecordWitness.REMAKE);

    sessions().recover();
    damage(folder, "deleted");

    assertThat(recovered(sessions(), folder).status().halt())
        .get()
        .asString()
        .startsWith("journal-lost: ");
  }

  @Test
  void aSessionWhoseTapeAndJournalAreGoneDoesNotBeginAgain() throws Exception {
    SessionFolder folder = cut();
    delete(folder.path().resolve("tape"));
    delete(folder.path().resolve("record"));

    PaperSessions later = sessions();
    assertThat(recovered(later, folder).status().halt())
        .contains(
            "tape-lost: Tape is gone: moments=0, and the session had begun. Restore the folder tape"
                + " from a copy, or start a new session.");
    assertThat(folder.path().resolve("record/halt.json")).content().contains("tape-lost");

    HostedSession again = later.goOn(folder.id());
    Patience.until("it halts", () -> again.status().state() == State.HALTED);
    again.awaitRest();
    assertThat(again.status().halt()).get().asString().startsWith("tape-lost: ");
  }

  @Test
  void aSessionOfWhichNothingWasDurableBegins() throws Exception {
    SessionManifest manifest = cut().manifest().begunAt(1);
    SessionFolder unbegun =
        SessionFolder.create(workspace, manifest, home.resolve("strategies/crosses"));

    PaperSessions later = sessions();
    later.recover();
    HostedSession session = later.find(unbegun.id());
    Patience.until("it runs", () -> session.status().moments() > 10);
    assertThat(unbegun.path().resolve("record").resolve(RecordWitness.UNBEGUN)).doesNotExist();
    for (HostedSession one : later.list()) {
      one.command(Command.STOP, "test", "over");
      one.awaitRest();
    }
  }
}
