package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.HaltFile;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WriteLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// What happens to a session while it is being started, let go on or taken up: no kill and no stop
/// is undone, and one that runs is reachable.
class StartRacesTest extends StagedSessions {
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
            assertThat(host.kill(session, "ada", "stop it now", false).outcome())
                .isEqualTo("halted"));
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
    assertThat(host.kill(session, "ada", "it is reached", false).outcome()).isEqualTo("killed");
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
}
