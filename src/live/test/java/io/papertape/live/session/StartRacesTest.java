package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.HaltFile;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WriteLock;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.LoadedStrategy;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens to a session while it is being started, let go on or taken up: no kill and no stop
/// is undone, and one that runs is reachable.
class StartRacesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);

  private static final String GONE = "java.lang.NoClassDefFoundError: Gone";

  @TempDir private Path home;
  private final List<PaperSessions> hosts = new ArrayList<>();
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final AtomicReference<Runnable> whileLoading = new AtomicReference<>(() -> {});
  private final AtomicReference<UnaryOperator<LoadedStrategy>> wrapping =
      new AtomicReference<>(UnaryOperator.identity());
  private Path first;

  @BeforeEach
  void fill() throws IOException {
    first = home.resolve("first");
    for (String name : List.of("crosses", "bad")) {
      Files.createDirectories(first.resolve("strategies").resolve(name));
    }
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

  private LoadedStrategy load(Path folder) {
    whileLoading.get().run();
    String name = folder.getFileName().toString();
    return wrapping.get().apply(new StatedStrategy(name, Crosses::new, Map.of()));
  }

  private PaperSessions sessions(Path folder) {
    Workspace workspace = new Workspace(folder);
    PaperSessions host =
        new PaperSessions(
            workspace,
            (path, _) -> load(path),
            new Feeds(List.of(new ReplayFeeds(workspace, System::nanoTime))),
            CLOCK,
            System::nanoTime,
            new SessionAlerts(AlertSettings.none(), notices::add),
            notices::add);
    hosts.add(host);
    return host;
  }

  private SessionPlan plan(String strategy, String feed) {
    return new SessionPlan(first.resolve("strategies").resolve(strategy), feed);
  }

  private static HostedSession begun(PaperSessions host, SessionPlan plan) throws Exception {
    HostedSession session = host.start(plan);
    Path unbegun = session.folder().path().resolve("record").resolve(RecordWitness.UNBEGUN);
    Patience.until("begun", () -> Files.notExists(unbegun));
    return session;
  }

  private static HostedSession halted(PaperSessions host, SessionPlan plan) throws Exception {
    HostedSession session = begun(host, plan);
    session.session().orElseThrow().haltFromOutside("session-broke", "as it was told to");
    session.awaitRest();
    return session;
  }

  private static boolean isHalted(HostedSession session) {
    return new HaltFile(session.folder().record()).read().isPresent();
  }

  /// What an operator does while his strategy is being loaded.
  private interface Deed {
    void act(PaperSessions host, HostedSession session) throws InterruptedException;
  }

  private void onceWhileLoading(PaperSessions host, HostedSession session, Deed deed) {
    whileLoading.set(
        () -> {
          whileLoading.set(() -> {});
          try {
            // Another thread, as another request of the service is.
            CompletableFuture.runAsync(
                    () -> {
                      try {
                        deed.act(host, session);
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                    })
                .join();
          } catch (RuntimeException e) {
            throw new IllegalStateException("What was done meanwhile failed.", e);
          }
        });
  }

  private void requireKillHolds(Deed kill) throws Exception {
    PaperSessions host = sessions(first);
    HostedSession session = halted(host, plan("crosses", "replay:days@60x"));
    onceWhileLoading(host, session, kill);

    assertThatThrownBy(() -> host.goOn(session.id()))
        .hasMessage(
            ("Kill switch was used while the session was being started: session=%s, who=ada,"
                    + " why=stop it now. Start it again if that is meant.")
                .formatted(session.id()));

    assertThat(session.isRunning()).isFalse();
    assertThat(session.status().state()).isEqualTo(State.HALTED);
    assertThat(isHalted(session)).isTrue();
    assertThat(host.goOn(session.id()).isRunning()).as("asked again, it goes on").isTrue();
  }

  @Test
  void aKillOfOneIsNotUndoneByAStartThatIsUnderWay() throws Exception {
    requireKillHolds(
        (host, session) ->
            assertThat(host.kill(session, "ada", "stop it now", false)).isEqualTo("halted"));
  }

  @Test
  void aKillOfAllIsNotUndoneByAStartThatIsUnderWay() throws Exception {
    requireKillHolds((host, _) -> host.kill(Optional.empty(), "ada", "stop it now", false));
  }

  @Test
  void aKillOfAnotherLetsASessionGoOn() throws Exception {
    PaperSessions host = sessions(first);
    HostedSession other = halted(host, plan("bad", "replay:days:SYN3@60x"));
    HostedSession session = halted(host, plan("crosses", "replay:days@60x"));
    onceWhileLoading(
        host,
        session,
        (_, _) -> {
          host.kill(other, "ada", "that one", false);
          host.kill(Optional.of("bad"), "ada", "that strategy", false);
        });
    assertThat(host.goOn(session.id()).status().state()).isNotEqualTo(State.KILLED);
    assertThat(session.isRunning()).isTrue();
  }

  @Test
  void aStopIsNotUndoneByAStartThatIsUnderWay() throws Exception {
    PaperSessions host = sessions(first);
    HostedSession session = halted(host, plan("crosses", "replay:days@60x"));
    onceWhileLoading(host, session, (_, _) -> host.stop(session, "ada", "enough"));

    assertThatThrownBy(() -> host.goOn(session.id()))
        .hasMessage(
            "Session was stopped for good: session=%s. Start a new one.".formatted(session.id()));

    assertThat(session.isRunning()).isFalse();
    assertThat(session.status().state()).isEqualTo(State.STOPPED);
  }

  @Test
  void whatWasStoppedForGoodIsNotTakenUpThoughItsHaltIsGone() throws Exception {
    PaperSessions host = sessions(first);
    HostedSession session = halted(host, plan("crosses", "replay:days@60x"));
    host.stop(session, "ada", "enough");
    new HaltFile(session.folder().record()).clear();
    PaperSessions later = sessions(first);
    later.recover();
    assertThat(later.find(session.id()).isRunning()).isFalse();
    assertThat(later.find(session.id()).status().state()).isEqualTo(State.STOPPED);
  }

  /// Asked for the strategy's remote model while its folder is there and it does not run yet.
  private static LoadedStrategy asking(LoadedStrategy strategy, Runnable hook) {
    return (LoadedStrategy)
        Proxy.newProxyInstance(
            LoadedStrategy.class.getClassLoader(),
            new Class<?>[] {LoadedStrategy.class},
            (_, method, arguments) -> {
              if (method.getName().equals("remoteModel")) {
                hook.run();
              }
              return method.invoke(strategy, arguments);
            });
  }

  @Test
  void aSessionThatIsStartedWhileTheServiceRecoversIsReachable() throws Exception {
    PaperSessions host = sessions(first);
    CountDownLatch hasStarted = new CountDownLatch(1);
    CountDownLatch takesUp = new CountDownLatch(1);
    Thread recovery = Thread.ofPlatform().unstarted(host::recover);
    Runnable recover =
        () -> {
          boolean isThere = !SessionFolder.ids(new Workspace(first)).isEmpty();
          if (isThere && recovery.getState() == Thread.State.NEW) {
            whileLoading.set(
                () -> {
                  takesUp.countDown();
                  await(hasStarted);
                });
            recovery.start();
            until(() -> takesUp.getCount() == 0 || recovery.getState() == Thread.State.BLOCKED);
          }
        };
    wrapping.set(strategy -> asking(strategy, recover));
    HostedSession session = host.start(plan("crosses", "replay:days@60x"));
    hasStarted.countDown();
    recovery.join();

    assertThat(host.find(session.id())).isSameAs(session);
    assertThat(session.isRunning()).isTrue();
    assertThat(host.kill(session, "ada", "it is reached", false)).isEqualTo("killed");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void until(BooleanSupplier check) {
    try {
      Patience.until("it has come there", check);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aSessionThatIsBeingStartedIsInNoListAsHalted() throws Exception {
    PaperSessions host = sessions(first);
    List<State> seen = new ArrayList<>();
    wrapping.set(
        strategy ->
            asking(
                strategy,
                () -> host.list().forEach(session -> seen.add(session.status().state()))));
    host.start(plan("crosses", "replay:days@60x"));
    assertThat(seen).containsOnly(State.RECOVERING);
  }

  /// A workspace as a process leaves it that is killed while these run.
  private PaperSessions afterACrash(SessionPlan... plans) throws Exception {
    PaperSessions host = sessions(first);
    for (SessionPlan one : plans) {
      begun(host, one);
    }
    CopiedFolder.copy(first, home.resolve("second"));
    return sessions(home.resolve("second"));
  }

  @Test
  void whatIsStillToBeTakenUpIsNotShownAsHalted() throws Exception {
    PaperSessions host = afterACrash(plan("crosses", "replay:days@60x"));
    HostedSession session = host.list().getFirst();
    assertThat(session.status().state()).isEqualTo(State.RECOVERING);
    assertThat(session.status().halt()).isEmpty();
    host.recover();
    assertThat(session.isRunning()).isTrue();
  }

  @Test
  void whatTurnsUpAfterTheRecoveryIsSaidNotToRun() throws Exception {
    PaperSessions host = sessions(home.resolve("second"));
    host.recover();
    afterACrash(plan("crosses", "replay:days@60x"));
    assertThat(host.list().getFirst().status().halt())
        .contains("not-here: another process runs it, or nobody does.");
  }

  @Test
  void anErrorInOneSessionLeavesTheOthersAlone() throws Exception {
    PaperSessions host =
        afterACrash(
            plan("crosses", "replay:days:SYN2@60x"),
            plan("bad", "replay:days@60x"),
            plan("crosses", "replay:days:SYN3@60x"));
    wrapping.set(
        strategy -> {
          if (strategy.name().equals("bad")) {
            throw new NoClassDefFoundError("Gone");
          }
          return strategy;
        });
    host.recover();
    for (HostedSession one : host.list()) {
      boolean isBad = one.manifest().strategy().equals("bad");
      assertThat(one.isRunning()).isEqualTo(!isBad);
      assertThat(one.status().halt())
          .isEqualTo(isBad ? Optional.of("cannot-recover: " + GONE) : Optional.empty());
    }
  }

  @Test
  void whatIsUnreadableIsSaidOnlyWhileItIsThere() throws Exception {
    PaperSessions host = sessions(first);
    Path broken = Files.createDirectories(first.resolve("sessions/0123456789abcdef"));
    Files.writeString(broken.resolve("session.json"), "{");
    host.list();
    assertThat(host.unreadable()).containsOnlyKeys("0123456789abcdef");
    Files.move(broken, home.resolve("aside"));
    host.list();
    assertThat(host.unreadable()).isEmpty();
  }

  @Test
  void aStartThatFailsLeavesNothingThoughSomebodyHasTheLock() throws Exception {
    CopiedFolder.copy(first, home.resolve("second"));
    String id = sessions(first).start(plan("crosses", "replay:days@60x")).id(); // as it will be
    PaperSessions host = sessions(home.resolve("second"));
    Path folder = home.resolve("second/sessions").resolve(id);
    try (WriteLock _ = WriteLock.take(folder.resolve("session.lock"), Duration.ZERO)) {
      Throwable refusal = catchThrowable(() -> host.start(plan("crosses", "replay:days@60x")));
      assertThat(refusal).hasMessageContaining("Somebody else is writing");
    }
    assertThat(folder.resolve("session.json")).doesNotExist();
    assertThat(host.list()).isEmpty();
  }

  @Test
  void aSessionThatHasEndedIsNotKeptInMemory() throws Exception {
    PaperSessions host = sessions(first);
    HostedSession session = begun(host, plan("crosses", "replay:days@60x"));
    WeakReference<PaperSession> life = new WeakReference<>(session.session().orElseThrow());
    host.stop(session, "ada", "enough");
    session.awaitRest();
    assertThat(session.status().state()).isEqualTo(State.STOPPED);
    assertThat(session.status().entries()).isPositive();
    Patience.until(
        "its life is forgotten",
        () -> {
          System.gc();
          return life.get() == null;
        });
  }

  @Test
  void whatCannotBeReadForAWhileIsHaltedForThatWhileOnly() throws Exception {
    HostedSession ended = sessions(first).start(plan("crosses", "replay:days@0"));
    ended.awaitRest();
    PaperSessions host = sessions(first);
    HostedSession session = host.find(ended.id());
    Path journal = session.folder().journal();
    Files.move(journal, home.resolve("aside"));
    host.checkSeals();
    assertThat(session.status().halt())
        .get()
        .asString()
        .startsWith("not-as-sealed: it cannot be read, ");
    Files.move(home.resolve("aside"), journal);
    host.checkSeals();
    assertThat(session.status().state()).isEqualTo(State.STOPPED);
    assertThat(session.status().halt()).isEmpty();
    assertThat(notices).contains("Session %s can be read again".formatted(session.id()));
  }
}
