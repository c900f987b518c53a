package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator can do about sessions that are killed, halted or hang, and is told of them.
class HaltedAndHangingTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path home;
  private Workspace workspace;
  private PaperSessions sessions;
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final AtomicLong aheadNanos = new AtomicLong();
  private final Slow slow = new Slow();
  private Supplier<Strategy> maker = Crosses::new;

  @BeforeEach
  void fill() throws IOException {
    workspace = new Workspace(home);
    new SyntheticMarket(7, 3, 300, Resolution.DAY)
        .generate(DataStore.in(workspace), "days", DataSetWriter.Mode.CREATE);
    Files.createDirectories(home.resolve("strategies/crosses"));
    sessions = sessions();
  }

  @AfterEach
  void end() throws InterruptedException {
    slow.mayGoOn.countDown();
    for (HostedSession one : sessions.list()) {
      if (one.isRunning()) {
        one.command(Command.STOP, "test", "over");
      }
      one.awaitRest();
    }
  }

  private PaperSessions sessions() {
    return new PaperSessions(
        workspace,
        (folder, overrides) -> new StatedStrategy("crosses", maker, overrides),
        new Feeds(List.of(new ReplayFeeds(workspace, System::nanoTime))),
        Clock.fixed(NOW, ZoneOffset.UTC),
        () -> System.nanoTime() + aheadNanos.get(),
        new SessionAlerts(AlertSettings.none(), notices::add),
        notices::add);
  }

  private HostedSession start(String feed) {
    return sessions.start(new SessionPlan(home.resolve("strategies/crosses"), feed));
  }

  /// Its strategy hangs, and it is halted from outside.
  private HostedSession halted() throws Exception {
    Crosses.Hanging hanging = new Crosses.Hanging(20);
    maker = () -> hanging;
    HostedSession session = start("replay:days:SYN2@0");
    hanging.hangs.await();
    sessions.kill(session, "ada", "it hangs", false);
    session.awaitRest();
    maker = Crosses::new;
    return session;
  }

  @Test
  void aFeedThatBreaksOffHaltsItsSessionWithAReasonThatIsDurable() throws Exception {
    SessionFolder folder = SessionFolder.create(workspace, ToldFeed.manifest(0), home);
    ToldFeed feed = new ToldFeed(ToldFeed.START);
    PaperSession session =
        new PaperSession(
            folder.id(),
            folder.manifest(),
            SessionDisks.of(folder),
            new Crosses(),
            feed,
            System::nanoTime,
            (_, _) -> {});
    session.start();
    feed.live();
    feed.quote(1, ToldFeed.START + SECOND);
    feed.sink().broke("java.io.IOException: Input/output error");
    session.await(30_000);
    assertThat(session.status().state()).isEqualTo(State.HALTED);
    assertThat(session.status().halt().orElseThrow())
        .startsWith("session-broke: ")
        .endsWith("Feed broke off: java.io.IOException: Input/output error");
    assertThat(Files.readString(folder.path().resolve("record/halt.json")))
        .contains("Feed broke off");
  }

  @Test
  void whatIsKilledIsNeitherResumedNorKilledAgain() throws Exception {
    HostedSession session = start("replay:days:SYN2@3600x");
    Patience.until("it runs", () -> session.status().state() == State.RUNNING);
    assertThat(sessions.kill(session, "ada", "enough", false).outcome()).isEqualTo("killed");
    long entries = session.status().entries();

    assertThatThrownBy(() -> session.command(Command.RESUME, "ada", "back"))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Session is killed, which is for good: session=%s, command=resume. papertape paper stop"
                    .formatted(session.id())
                + " %s ends it.".formatted(session.id()));
    assertThat(sessions.kill(session, "ada", "again", false).outcome()).isEqualTo("killed");
    sessions.stop(session, "ada", "done");
    session.awaitRest();

    assertThat(session.status().state()).isEqualTo(State.STOPPED);
    assertThat(session.entries(entries - 1, 1_000))
        .noneMatch(line -> line.contains("\"action\":\"kill"));
  }

  @Test
  void aHaltedSessionIsStoppedForGood() throws Exception {
    HostedSession session = halted();
    assertThat(session.status().state()).isEqualTo(State.HALTED);

    sessions.stop(session, "ada", "no more");

    String why = "stopped by ada: no more; had halted: kill-switch: ada: it hangs. ";
    assertThat(session.status().state()).isEqualTo(State.STOPPED);
    assertThat(session.status().halt()).get().asString().startsWith(why);
    assertThatThrownBy(() -> sessions.stop(session, "ada", "again"))
        .hasMessage(
            "Session has ended: session=%s. There is nothing to stop.".formatted(session.id()));
    assertThatThrownBy(() -> sessions.kill(session, "ada", "again", false))
        .hasMessage(
            "Session was stopped for good: session=%s. There is nothing to kill."
                .formatted(session.id()));
    PaperSessions later = sessions();
    later.recover();
    HostedSession known = later.find(session.id());
    assertThat(known.isRunning()).isFalse();
    assertThat(known.status().state()).isEqualTo(State.STOPPED);
    assertThat(known.status().halt()).get().asString().startsWith(why);
    assertThatThrownBy(() -> later.goOn(session.id()))
        .hasMessage(
            "Session was stopped for good: session=%s. Start a new one.".formatted(session.id()));
    assertThat(IdleStatus.isSealed(session.folder())).isFalse();
  }

  @Test
  void aSessionThatCannotBeTakenUpIsStoppedForGoodToo() throws Exception {
    HostedSession session = halted();
    Files.delete(session.folder().path().resolve("record/halt.json"));
    // On a quick machine it hung before its first moment was durable, and might begin anew.
    Files.deleteIfExists(session.folder().path().resolve("record/unbegun"));
    Files.writeString(session.folder().path().resolve("tape/2010-01-04.tape"), "no tape");
    PaperSessions later = sessions();
    later.recover();
    HostedSession known = later.find(session.id());
    Patience.until("it halts", () -> known.status().state() == State.HALTED);
    known.awaitRest();

    later.stop(known, "ada", "no more");

    PaperSessions latest = sessions();
    latest.recover();
    assertThat(latest.find(session.id()).status().state()).isEqualTo(State.STOPPED);
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Test
  void aHaltFromOutsideLeavesTheTapeAsItIs() throws Exception {
    Crosses.Hanging hanging = new Crosses.Hanging(20);
    maker = () -> hanging;
    HostedSession session = start("replay:days:SYN2@0");
    hanging.hangs.await();
    long before = bytes(session.folder().path().resolve("tape"));

    sessions.kill(session, "ada", "it hangs", false);
    session.awaitRest();

    assertThat(bytes(session.folder().path().resolve("tape"))).isEqualTo(before);
  }

  /// Waits at one bar until it may go on.
  private static final class Slow extends Crosses {
    private final CountDownLatch waits = new CountDownLatch(1);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);

    @Override
    public void onBar(Context context, int instrument) {
      if (context.barIndex(0) == 20) {
        waits.countDown();
        try {
          mayGoOn.await();
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
        }
      }
      super.onBar(context, instrument);
    }
  }

  /// Takes a processor until it may go on, whoever interrupts it.
  private static final class Deaf extends Crosses {
    private final CountDownLatch hangs = new CountDownLatch(1);
    private volatile boolean mayGoOn;

    @Override
    public void onBar(Context context, int instrument) {
      while (context.barIndex(0) >= 20 && !mayGoOn) {
        hangs.countDown();
        Thread.onSpinWait();
      }
      super.onBar(context, instrument);
    }
  }

  @Test
  void aThreadThatGoesOnAfterItsSessionIsOverIsNamedUntilItEnds() throws Exception {
    Deaf deaf = new Deaf();
    maker = () -> deaf;
    HostedSession session = start("replay:days:SYN2@0");
    String note = "Its thread has not let go and may take a processor; it ends with the service.";
    String notice =
        "Session %s is halted, and its thread still runs and may take a processor: it ends with"
            + " the service";
    try {
      deaf.hangs.await();
      assertThat(session.isThreadLeft()).isFalse();
      sessions.kill(session, "ada", "it hangs", false);
      sessions.look();
      assertThat(session.isThreadLeft()).isFalse(); // it may just be letting go
      assertThat(notices).doesNotContain(notice.formatted(session.id()));
      sessions.look();
      assertThat(session.isThreadLeft()).isTrue();
      assertThat(session.recoveryNotes()).contains(note);
      sessions.look();
      sessions.stop(session, "ada", "no more");
      sessions.look();
      assertThat(session.status().state()).isEqualTo(State.STOPPED);
      assertThat(session.isThreadLeft()).isTrue();
      assertThat(session.recoveryNotes()).contains(note);
      assertThat(notices).containsOnlyOnce(notice.formatted(session.id()));
    } finally {
      deaf.mayGoOn = true;
    }
    Patience.until("it lets go", () -> !session.isThreadLeft());
    assertThat(session.recoveryNotes()).doesNotContain(note);
    session.awaitRest();
    assertThat(session.status().state()).isEqualTo(State.STOPPED);
    assertThat(session.session()).isEmpty(); // nor does it keep the memory of that life
  }

  /// Looks so many seconds later, when the other session has taken a step.
  private void lookLater(HostedSession good, long seconds) throws InterruptedException {
    long before = good.session().orElseThrow().steps();
    Patience.until("a step", () -> good.session().orElseThrow().steps() > before);
    aheadNanos.addAndGet(seconds * SECOND);
    sessions.look();
  }

  @Test
  void aSessionThatTakesNoStepIsNoticedUntilItDoes() throws Exception {
    maker = () -> slow;
    HostedSession hanging = start("replay:days:SYN2@0");
    slow.waits.await();
    maker = Crosses::new;
    HostedSession good = start("replay:days:SYN3@3600x");
    Patience.until("it runs", () -> good.status().state() == State.RUNNING);

    sessions.look();
    lookLater(good, 10);
    assertThat(hanging.hangsSince()).isEmpty();
    lookLater(good, 21);
    lookLater(good, 31);

    assertThat(hanging.hangsSince()).contains(NOW);
    assertThat(good.hangsSince()).isEmpty();
    String notice = "Session %s has taken no step since %s".formatted(hanging.id(), NOW);
    assertThat(notices).containsOnlyOnce(notice);
    slow.mayGoOn.countDown();
    hanging.awaitRest();
    sessions.look();
    assertThat(hanging.hangsSince()).isEmpty();
    assertThat(hanging.status().state()).isEqualTo(State.STOPPED);
  }
}
