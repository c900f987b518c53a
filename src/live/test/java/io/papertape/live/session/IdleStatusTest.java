package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.journal.RecordLevel;
import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.TapeEvent;
import io.papertape.market.Instrument;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.ledger.Ledger;
import io.papertape.workspace.ledger.LedgerEvent.RunSealed;
import io.papertape.workspace.run.CanonicalJson;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said of a session after a restart of its service, while nobody runs it.
class IdleStatusTest {
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

  private HostedSession ran() throws InterruptedException {
    HostedSession session =
        sessions().start(new SessionPlan(home.resolve("strategies/crosses"), "replay:days:SYN2@0"));
    session.awaitRest();
    return session;
  }

  private SessionStatus afterRestart(HostedSession session) {
    PaperSessions later = sessions();
    later.recover();
    return later.find(session.id()).status();
  }

  @Test
  void aStoppedSessionStandsAsItStood() throws Exception {
    HostedSession session = ran();
    SessionStatus end = session.status();
    assertThat(end.state()).isEqualTo(State.STOPPED);
    assertThat(end.fills()).isPositive();
    assertThat(end.position()).isNotEmpty();

    assertThat(afterRestart(session)).isEqualTo(end);
  }

  @Test
  void aFailedSessionKeepsItsReason() throws Exception {
    maker =
        () ->
            new Crosses() {
              @Override
              public void onBar(Context context, int instrument) {
                if (context.barIndex(0) == 50) {
                  throw new IllegalStateException("No more.");
                }
                super.onBar(context, instrument);
              }
            };
    HostedSession session = ran();
    SessionStatus end = session.status();
    assertThat(end.state()).isEqualTo(State.FAILED);

    assertThat(afterRestart(session))
        .usingRecursiveComparison()
        .ignoringFields("waiting") // nothing waits any more
        .isEqualTo(end);
    assertThat(end.halt()).get().asString().contains("No more.");

    Files.delete(session.folder().path().resolve("record/last.json"));
    assertThat(afterRestart(session).halt()).contains("java.lang.IllegalStateException");
  }

  @Test
  void aHaltedSessionStandsAsItStood() throws Exception {
    Crosses.Hanging hanging = new Crosses.Hanging(100);
    maker = () -> hanging;
    PaperSessions sessions = sessions();
    HostedSession session =
        sessions.start(
            new SessionPlan(home.resolve("strategies/crosses"), "replay:days:SYN2@9000000x"));
    hanging.hangs.await();
    sessions.kill(session, "ada", "it hangs", false);
    session.awaitRest();
    SessionStatus end = session.status();
    assertThat(end.state()).isEqualTo(State.HALTED);
    assertThat(end.entries()).isPositive();

    SessionStatus later = afterRestart(session);

    assertThat(later.halt()).isEqualTo(end.halt());
    assertThat(later.entries()).isEqualTo(end.entries());
    assertThat(later.equity()).isEqualTo(end.equity());
    assertThat(later.position()).isEqualTo(end.position());
    assertThat(later.fills()).isEqualTo(end.fills());
  }

  @Test
  void whatItHoldsIsReadFromJournalAndTapeIfNothingElseSaysSo() throws Exception {
    HostedSession session = ran();
    SessionStatus end = session.status();
    assertThat(end.position()).anySatisfy(one -> assertThat(one.quantity()).isNotZero());
    Files.delete(session.folder().path().resolve("record/last.json"));
    PaperSessions later = sessions();
    later.recover();
    later.find(session.id()).readFigures();
    SessionStatus read = later.find(session.id()).status();
    assertThat(read.position()).isEqualTo(end.position());
    assertThat(read.cash()).isEqualTo(end.cash());
    assertThat(read.equity()).isEqualTo(end.equity());
    assertThat(read.fills()).isEqualTo(end.fills());
    assertThat(read.moments()).isEqualTo(end.moments());
    assertThat(read.last()).isEqualTo(end.last());
    assertThat(read.workingOrders()).isEqualTo(end.workingOrders());
  }

  /// As after a crash of the process, when the strategy has been changed meanwhile.
  private HostedSession cut() throws Exception {
    Crosses.Hanging hanging = new Crosses.Hanging(100);
    maker = () -> hanging;
    PaperSessions sessions = sessions();
    HostedSession session =
        sessions.start(
            new SessionPlan(home.resolve("strategies/crosses"), "replay:days:SYN2@9000000x"));
    hanging.hangs.await();
    sessions.kill(session, "ada", "it hangs", false);
    session.awaitRest();
    Path record = session.folder().path().resolve("record");
    Files.delete(record.resolve("last.json"));
    Files.delete(record.resolve("halt.json"));
    maker = Crosses::new;
    return session;
  }

  @Test
  void oneThatCannotBeTakenUpShowsWhatItHoldsAndDecidedLast() throws Exception {
    HostedSession session = cut();
    SessionStatus end = session.status();
    maker =
        () -> {
          throw new IllegalStateException("Strategy has changed.");
        };
    PaperSessions later = sessions();
    later.recover();
    HostedSession found = later.find(session.id());
    Patience.until("it halts", () -> found.status().state() == State.HALTED);
    found.awaitRest();
    assertThat(found.status().equity()).isEqualTo(SessionStatus.UNKNOWN);
    found.readFigures();
    SessionStatus read = found.status();
    assertThat(read.halt()).get().asString().contains("Strategy has changed.");
    assertThat(read.last()).isEqualTo(end.last()).isNotEmpty();
    assertThat(read.fills()).isEqualTo(end.fills()).isPositive();
    assertThat(read.cash()).isEqualTo(end.cash());
  }

  @Test
  void oneThatIsTakenUpShowsWhatWasDecidedBeforeToo() throws Exception {
    HostedSession session = cut();
    String before = session.status().last().getFirst();
    PaperSessions later = sessions();
    later.recover();
    HostedSession found = later.find(session.id());
    Patience.until("it runs", () -> found.status().state() == State.RUNNING);
    List<String> shown = found.status().last();
    found.command(TapeEvent.OperatorCommand.Command.STOP, "test", "over");
    found.awaitRest();
    assertThat(shown).hasSizeGreaterThan(5);
    assertThat(shown.getFirst()).as("first of before: %s", before).contains("\"seq\":");
    assertThat(shown.stream().filter(line -> line.contains("\"kind\":\"fill\""))).isNotEmpty();
  }

  @Test
  void whatNothingSaysIsUnknownAndNotNothing() throws Exception {
    HostedSession session = ran();
    SessionStatus end = session.status();
    Path record = session.folder().path().resolve("record");
    Files.writeString(record.resolve("last.json"), "{\"journal\":\"another\"}");

    SessionStatus later = afterRestart(session);

    assertThat(later.state()).isEqualTo(State.STOPPED);
    assertThat(later.equity()).isEqualTo(end.equity());
    assertThat(later.entries()).isEqualTo(end.entries());
    assertThat(later.moments()).isEqualTo(SessionStatus.UNKNOWN);
    assertThat(later.fills()).isEqualTo(SessionStatus.UNKNOWN_COUNT);
    assertThat(later.halt()).isEqualTo(Optional.empty());
  }

  @Test
  void aJournalThatIsNotTheOneThatWasSealedFirstIsSaid() throws Exception {
    HostedSession session = ran();
    PaperSessions later = sessions();
    later.recover();
    later.checkSeals();
    assertThat(later.find(session.id()).status().state()).isEqualTo(State.STOPPED);

    // Another journal, whole in itself, and another root in the ledger that fits it.
    Path journal = session.folder().journal();
    List<String> lines = Files.readAllLines(journal);
    String sealed = root(lines.getLast());
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    Simulation.of(new Crosses())
        .on(Instrument.crypto("AAA"), MadeMinutes.walk(1, 20))
        .journal(other::write, RecordLevel.EACH)
        .run();
    Files.write(journal, other.toByteArray());
    String made = root(Files.readAllLines(journal).getLast());
    assertThat(made).isNotEqualTo(sealed);
    SessionManifest manifest = session.manifest();
    Ledger.in(workspace, notices::add)
        .append(
            new RunSealed(session.id(), manifest.hash(), made, RunSealed.Status.COMPLETE), CLOCK);

    PaperSessions latest = sessions();
    latest.recover();
    latest.checkSeals();
    SessionStatus status = latest.find(session.id()).status();
    assertThat(status.state()).isEqualTo(State.HALTED);
    assertThat(status.halt()).get().asString().startsWith("not-as-sealed: ledger has another root");
  }

  private static String root(String seal) throws IOException {
    return CanonicalJson.read(seal.getBytes(StandardCharsets.UTF_8)).path("root").asText();
  }
}
