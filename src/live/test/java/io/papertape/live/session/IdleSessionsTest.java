package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.HaltFile;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sessions that nobody runs: the kill switch reaches them, and files of one that are broken leave
/// the others alone.
class IdleSessionsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path home;
  private final List<PaperSessions> hosts = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private Supplier<Strategy> maker = Crosses::new;
  private Path first;

  @BeforeEach
  void fill() throws IOException {
    first = home.resolve("first");
    Files.createDirectories(first.resolve("strategies/crosses"));
    new SyntheticMarket(7, 3, 300, Resolution.DAY)
        .generate(DataStore.in(new Workspace(first)), "days", DataSetWriter.Mode.CREATE);
  }

  @AfterEach
  void end() throws InterruptedException {
    for (PaperSessions host : hosts) {
      for (HostedSession one : host.list()) {
        if (one.isRunning()) {
          one.command(Command.STOP, "test", "over");
        }
        one.awaitRest();
      }
    }
  }

  private PaperSessions sessions(Path folder) {
    return sessions(folder, CLOCK);
  }

  private PaperSessions sessions(Path folder, Clock clock) {
    Workspace workspace = new Workspace(folder);
    PaperSessions host =
        new PaperSessions(
            workspace,
            (path, overrides) ->
                new StatedStrategy(path.getFileName().toString(), maker, overrides),
            new Feeds(List.of(new ReplayFeeds(workspace, System::nanoTime))),
            clock,
            System::nanoTime,
            new SessionAlerts(AlertSettings.none(), notices::add),
            notices::add);
    hosts.add(host);
    return host;
  }

  private SessionPlan plan(String speed) {
    return new SessionPlan(first.resolve("strategies/crosses"), "replay:days:SYN2@" + speed);
  }

  private HostedSession ended() throws InterruptedException {
    HostedSession session = sessions(first).start(plan("0"));
    session.awaitRest();
    assertThat(session.status().state()).isEqualTo(State.STOPPED);
    return session;
  }

  /// The workspace of a session that runs, as a process leaves it that is killed now.
  private PaperSessions afterACrash() throws Exception {
    HostedSession session = sessions(first).start(plan("3600x"));
    Patience.until("running", () -> session.status().state() == State.RUNNING);
    // Files that come and go at the beginning cannot be copied one by one.
    Path unbegun = session.folder().path().resolve("record").resolve(RecordWitness.UNBEGUN);
    Patience.until("begun", () -> Files.notExists(unbegun));
    CopiedFolder.copy(first, home.resolve("second"));
    return sessions(home.resolve("second"));
  }

  @Test
  void aKillOfAllReachesThoseThatAreStillToBeTakenUp() throws Exception {
    PaperSessions host = afterACrash();
    List<PaperSessions.Killed> killed = host.kill(Optional.empty(), "ada", "stop all", true);
    host.recover();
    HostedSession session = host.list().getFirst();
    assertThat(killed).containsExactly(new PaperSessions.Killed(session.id(), "halted"));
    assertThat(session.isRunning()).isFalse();
    assertThat(session.status().state()).isEqualTo(State.HALTED);
    assertThat(session.status().halt())
        .contains("kill-switch: ada: stop all. The session did not run.");
    assertThat(host.kill(Optional.empty(), "ada", "again", true)).isEmpty();
    assertThat(host.goOn(session.id()).isRunning()).isTrue();
  }

  @Test
  void aKillThatFailsSaysSo() throws Exception {
    PaperSessions host = afterACrash();
    HostedSession session = host.list().getFirst();
    Path record = session.folder().path().resolve("record");
    Files.deleteIfExists(record.resolve("reserve"));
    Files.createDirectories(record.resolve("halt.draft/in-the-way"));

    assertThat(host.kill(Optional.empty(), "ada", "stop all", false))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.session()).isEqualTo(session.id());
              assertThat(one.outcome()).isEqualTo("not-killed");
              assertThat(one.problem()).get().asString().contains("halt.draft");
            });

    try (WriteLock _ = WriteLock.take(session.folder().lock(), Duration.ZERO)) {
      assertThat(host.kill(Optional.empty(), "ada", "stop all", false))
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.outcome()).isEqualTo("not-here");
                assertThat(one.problem()).get().asString().contains("session.lock");
              });
    }
  }

  @Test
  void aHaltThatIsNotDurableIsAProblem() throws Exception {
    Crosses.Hanging hanging = new Crosses.Hanging(20);
    maker = () -> hanging;
    PaperSessions host = sessions(first);
    HostedSession session = host.start(plan("0"));
    hanging.hangs.await();
    Path record = session.folder().path().resolve("record");
    Files.delete(record.resolve("reserve"));
    Files.createDirectories(record.resolve("halt.draft/in-the-way"));

    assertThat(host.kill(Optional.of("crosses"), "ada", "it hangs", false))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.outcome()).isEqualTo("halted");
              assertThat(one.problem())
                  .get()
                  .asString()
                  .startsWith("A restart of the service takes it up again: kill-switch: ada: it");
            });
  }

  @Test
  void aKillOfAStrategyThatNoSessionHasIsRefused() throws Exception {
    PaperSessions host = afterACrash();
    assertThatThrownBy(() -> host.kill(Optional.of("crossses"), "ada", "stop", false))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage("No session has this strategy: strategy=crossses. There are: crosses.");
    assertThat(new HaltFile(host.list().getFirst().folder().record()).read()).isEmpty();
  }

  @Test
  void oneThatDoesNotRunIsKilledByItsId() throws Exception {
    PaperSessions host = afterACrash();
    HostedSession session = host.list().getFirst();
    assertThat(host.kill(session, "ada", "not this one", false))
        .isEqualTo(new PaperSessions.Killed(session.id(), "halted"));
    assertThat(session.status().halt()).get().asString().startsWith("kill-switch: ada: not this");
    host.recover();
    assertThat(session.isRunning()).isFalse();
  }

  @Test
  void aKillOfAllLetsNoneBeginThatIsBeingStarted() throws Exception {
    AtomicBoolean isUsed = new AtomicBoolean();
    PaperSessions host = sessions(first);
    maker =
        () -> {
          if (!isUsed.getAndSet(true)) {
            try {
              assertThat(host.kill(Optional.empty(), "ada", "stop all", false)).isEmpty();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
          return new Crosses();
        };
    assertThatThrownBy(() -> host.start(plan("3600x")))
        .hasMessageStartingWith("Kill switch was used while the session was being started: ");
    assertThat(isUsed).isTrue();
    assertThat(host.list()).isEmpty();
    assertThat(first.resolve("sessions")).isEmptyDirectory();
  }

  @Test
  void oneThatHasEndedCannotBeKilled() throws Exception {
    HostedSession session = ended();
    PaperSessions host = sessions(first);
    assertThat(host.kill(Optional.empty(), "ada", "all", false)).isEmpty();
    assertThatThrownBy(() -> host.kill(host.find(session.id()), "ada", "this", false))
        .hasMessage(
            "Session has ended and is sealed: session=%s. There is nothing to kill."
                .formatted(session.id()));
  }

  /// As a loss of power may leave it: zeros where a page was lost, and the end of a later line.
  private static void loseAPage(Path journal) throws IOException {
    byte[] bytes = Files.readAllBytes(journal);
    int cut = bytes.length - 700;
    while (bytes[cut] != '\n') {
      cut--;
    }
    Arrays.fill(bytes, cut + 1, cut + 201, (byte) 0);
    int end = cut + 200;
    while (bytes[end] != '\n') {
      end++;
    }
    Files.write(journal, Arrays.copyOf(bytes, end + 1));
  }

  @Test
  void aJournalWhoseLastEntryCannotBeReadIsSaidAndMadeAnewWhenAsked() throws Exception {
    HostedSession broken = ended();
    loseAPage(broken.folder().journal());
    HostedSession other =
        sessions(first, Clock.offset(CLOCK, Duration.ofSeconds(1))).start(plan("0"));
    other.awaitRest();
    PaperSessions host = sessions(first);
    assertThat(host.list()).hasSize(2);
    assertThat(host.find(broken.id()).status().halt()).get().asString().startsWith("unreadable: ");
    assertThat(host.find(other.id()).status().state()).isEqualTo(State.STOPPED);
    host.recover();
    host.find(broken.id()).awaitRest();
    // All of it was durable, as the last mark of the tape says.
    assertThat(host.find(broken.id()).status().halt())
        .get()
        .asString()
        .startsWith("journal-lost: ");
    host.goOn(broken.id()).awaitRest();
    assertThat(host.find(broken.id()).status().state()).isEqualTo(State.STOPPED);
    assertThat(SessionVerifier.verify(broken.folder(), new Crosses()).isIdentical()).isTrue();
  }

  @Test
  void aBrokenManifestIsSaidOnceAndLeavesTheOthersAlone() throws Exception {
    HostedSession good = ended();
    Path broken = good.folder().path().resolveSibling("broken");
    Files.createDirectories(broken);
    Files.writeString(broken.resolve("session.json"), "{\"no\":");
    PaperSessions host = sessions(first);
    host.recover();
    assertThat(host.list()).extracting(HostedSession::id).containsExactly(good.id());
    assertThat(host.unreadable()).containsOnlyKeys("broken");
    assertThat(notices.stream().filter(text -> text.contains("broken"))).hasSize(1);
  }

  @Test
  void aBrokenReasonOfAHaltIsSaidAndTheSessionStaysHalted() throws Exception {
    PaperSessions host = afterACrash();
    Path folder = home.resolve("second/sessions");
    try (var ids = Files.list(folder)) {
      Files.writeString(ids.findFirst().orElseThrow().resolve("record/halt.json"), "{");
    }
    host.recover();
    HostedSession session = host.list().getFirst();
    assertThat(session.isRunning()).isFalse();
    assertThat(session.status().halt()).get().asString().startsWith("unreadable: ");
  }

  @Test
  void aLongLastEntryIsReadToItsBeginning() throws Exception {
    HostedSession session = ended();
    String line =
        "{\"seq\":9000,\"time\":\"2026-11-25T12:00:00Z\",\"kind\":\"operator\",\"why\":\"%s\"}\n"
            .formatted("a".repeat(200_000));
    Files.writeString(session.folder().journal(), line, StandardOpenOption.APPEND);
    assertThat(IdleStatus.of(session.folder(), "elsewhere").entries()).isEqualTo(9_001);
    assertThat(IdleStatus.isSealed(session.folder())).isFalse();
  }

  @Test
  void aHaltStaysIfTheSessionCannotGoOn() throws Exception {
    PaperSessions host = afterACrash();
    HostedSession session = host.list().getFirst();
    host.kill(session, "ada", "stop", false);
    try (WriteLock _ = WriteLock.take(session.folder().lock(), Duration.ZERO)) {
      assertThatThrownBy(() -> host.goOn(session.id())).hasMessageContaining("session.lock");
    }
    assertThat(new HaltFile(session.folder().record()).read()).isPresent();
    assertThat(host.goOn(session.id()).isRunning()).isTrue();
  }
}
