package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.Disk;
import io.papertape.live.tape.HaltFile;
import io.papertape.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that neither takes what is written nor refuses it: it does not answer.
class SilentDiskTest {
  private static final String NOT_YET = "not durable yet: its disk does not answer";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path home;
  private final List<State> told = Collections.synchronizedList(new ArrayList<>());
  private final List<HeldDisk> disks = new ArrayList<>();
  private final List<PaperSession> sessions = new ArrayList<>();

  @AfterEach
  void end() throws InterruptedException {
    disks.forEach(disk -> disk.mayGoOn.countDown());
    for (PaperSession one : sessions) {
      one.haltFromOutside("session-broke", "over");
      one.awaitThread();
    }
  }

  private HeldDisk held(Disk disk) {
    HeldDisk held = new HeldDisk(disk);
    disks.add(held);
    return held;
  }

  private SessionFolder folder(String name) {
    Workspace workspace = new Workspace(home.resolve(name));
    return SessionFolder.create(workspace, manifest(name), home);
  }

  private static SessionManifest manifest(String strategy) {
    SessionManifest told = ToldFeed.manifest(0);
    return new SessionManifest(
        told.semantics(),
        told.schema(),
        told.zoneRules(),
        strategy,
        told.sources(),
        told.parameters(),
        told.feed(),
        told.like(),
        told.startNanos(),
        told.begunNanos(),
        told.instruments(),
        told.assumptions(),
        told.limits(),
        told.sequencer(),
        told.recovery());
  }

  private PaperSession running(SessionFolder folder, SessionDisks where, ToldFeed feed)
      throws InterruptedException {
    PaperSession session =
        new PaperSession(
            folder.id(),
            folder.manifest(),
            where,
            new Flips(),
            feed,
            System::nanoTime,
            (_, status) -> told.add(status.state()));
    session.start();
    sessions.add(session);
    feed.live();
    tell(feed, 1, 40);
    Patience.until("it runs", () -> session.status().entries() > 5);
    return session;
  }

  private static void tell(ToldFeed feed, int from, int to) throws InterruptedException {
    for (int i = from; i < to; i++) {
      feed.now.set(ToldFeed.START + i * 1_000_000L);
      feed.quote(i, ToldFeed.START + i * 1_000_000L);
    }
  }

  /// What comes of it within half a minute.
  private static <T> T soon(Callable<T> call) throws Exception {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                answer.complete(call.call());
              } catch (Exception e) {
                answer.completeExceptionally(e);
              }
            });
    try {
      return answer.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  @Test
  void theKillSwitchAnswersAndItsReasonStandsOnceTheDiskDoes() throws Exception {
    SessionFolder folder = folder("first");
    HeldDisk record = held(folder.record());
    ToldFeed feed = new ToldFeed(ToldFeed.START);
    PaperSession session = running(folder, new SessionDisks(folder.tape(), record), feed);
    record.hold();
    tell(feed, 40, 60);
    record.waits.await();

    assertThat(soon(() -> session.kill("ada", "now", true))).isEqualTo("halted");

    assertThat(session.status().state()).isEqualTo(State.HALTED);
    assertThat(session.status().halt()).get().asString().contains(NOT_YET);
    assertThat(session.isReasonDurable()).isFalse();
    assertThat(session.hasLetGo()).isFalse();
    Patience.until("its feed is closed", () -> feed.closes.get() == 1);

    record.mayGoOn.countDown();
    session.awaitThread();

    assertThat(session.isReasonDurable()).isTrue();
    assertThat(session.status().halt())
        .contains("kill-switch: ada: now. The session did not answer.");
    assertThat(new HaltFile(folder.record()).read().orElseThrow().code()).isEqualTo("kill-switch");
    assertThat(told).endsWith(State.HALTED).containsOnlyOnce(State.HALTED);
  }

  @Test
  void aSessionThatHaltsByItselfIsNotKilledBeforeItsReasonIsDurable() throws Exception {
    SessionFolder folder = folder("first");
    HeldDisk record = held(folder.record());
    ToldFeed feed = new ToldFeed(ToldFeed.START);
    PaperSession session = running(folder, new SessionDisks(folder.tape(), record), feed);
    record.hold();
    feed.sink().broke("java.io.IOException: Input/output error");
    record.waits.await();

    assertThat(soon(() -> session.kill("ada", "now", false))).isEqualTo("halted");

    assertThat(session.isReasonDurable()).isFalse();
  }

  @Test
  void whatTheSystemHasTakenOfTheReasonStandsAfterARestartBefore() throws Exception {
    SessionFolder folder = folder("first");
    HeldDisk record = held(folder.record());
    ToldFeed feed = new ToldFeed(ToldFeed.START);
    PaperSession session = running(folder, new SessionDisks(folder.tape(), record), feed);
    record.hold();
    soon(() -> session.haltFromOutside("kill-switch", "ada: now"));
    assertThat(session.isReasonUnderWay()).isTrue();
    SessionFolder image = new SessionFolder(home.resolve("image").resolve(folder.id()));
    Files.createDirectories(image.path().getParent());
    CopiedFolder.copy(folder.path(), image.path());

    assertThat(Files.exists(image.path().resolve("record/halt.json"))).isFalse();
    PaperSession again =
        new PaperSession(
            image.id(),
            image.manifest(),
            SessionDisks.of(image),
            new Flips(),
            new ToldFeed(ToldFeed.START),
            System::nanoTime,
            SessionListener.NONE);
    assertThatThrownBy(again::start).hasMessageStartingWith("Session has halted: ");
    new HaltFile(image.record()).clear();
    assertThat(new HaltFile(image.record()).read()).isEmpty();
    again.start();
    sessions.add(again);
    assertThat(again.awaitCaughtUp()).isTrue();
  }

  private HostedSession hosted(SessionFolder folder, PaperSession session) {
    HostedSession hosted = new HostedSession(folder, SessionStatus.starting());
    hosted.runs(session, () -> {});
    return hosted;
  }

  @Test
  void killingAllAnswersAndSaysWhatARestartWouldTakeUp() throws Exception {
    SessionFolder silent = folder("first");
    HeldDisk record = held(silent.record());
    ToldFeed feed = new ToldFeed(ToldFeed.START);
    HostedSession one =
        hosted(silent, running(silent, new SessionDisks(silent.tape(), record), feed));
    SessionFolder sound = folder("second");
    ToldFeed other = new ToldFeed(ToldFeed.START);
    PaperSession well = running(sound, SessionDisks.of(sound), other);
    record.hold();
    tell(feed, 40, 60);
    record.waits.await();
    KillSwitch killSwitch = new KillSwitch(new SessionAlerts(AlertSettings.none(), _ -> {}), CLOCK);
    KillSwitch.Use use =
        new KillSwitch.Use(Optional.empty(), Optional.empty(), "ada", "all", false);

    List<PaperSessions.Killed> killed =
        soon(() -> killSwitch.use(() -> List.of(one, hosted(sound, well)), use));

    assertThat(killed).extracting(PaperSessions.Killed::outcome).contains("halted", "killed");
    assertThat(killed.stream().flatMap(k -> k.problem().stream()).toList())
        .singleElement()
        .asString()
        .startsWith("A restart of the service takes it up again: kill-switch: ada: all.")
        .contains(NOT_YET);
    assertThat(soon(() -> killSwitch.one(one, use)).outcome()).isEqualTo("halted");
  }

  @Test
  void sessionsThatHangAreToldOfThoughTheFilesOfAnotherCannotBe() throws Exception {
    SessionFolder lost = folder("first");
    HeldDisk record = held(lost.record());
    PaperSession first =
        running(lost, new SessionDisks(lost.tape(), record), new ToldFeed(ToldFeed.START));
    SessionFolder folder = folder("second");
    HeldDisk tape = held(folder.tape());
    ToldFeed feed = new ToldFeed(ToldFeed.START);
    PaperSession second = running(folder, new SessionDisks(tape, folder.record()), feed);
    HostedSession hangs = hosted(folder, second);
    List<HostedSession> all = List.of(hosted(lost, first), hangs);
    AtomicLong ahead = new AtomicLong();
    HangWatch watch =
        new HangWatch(
            CLOCK,
            () -> System.nanoTime() + ahead.get(),
            new SessionAlerts(AlertSettings.none(), _ -> {}),
            _ -> {});
    watch.look(all);
    tape.hold();
    tell(feed, 40, 60);
    tape.waits.await();
    record.hold();
    Files.delete(lost.journal());

    for (int i = 0; i < 2; i++) {
      soon(
          () -> {
            watch.look(all);
            return true;
          });
      ahead.addAndGet(Duration.ofSeconds(31).toNanos());
    }
    watch.look(all);

    assertThat(hangs.hangsSince()).isPresent();
    assertThat(all.getFirst().status().state()).isEqualTo(State.HALTED);
  }
}
