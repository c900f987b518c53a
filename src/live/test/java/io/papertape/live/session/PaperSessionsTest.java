package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.session.SessionManifest.Recovery;
import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.Retention;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.market.Instrument;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import io.papertape.workspace.ledger.Ledger;
import io.papertape.workspace.ledger.LedgerEvent.RunSealed;
import io.papertape.workspace.run.Backtest;
import io.papertape.workspace.run.RunPlan;
import io.papertape.workspace.run.RunProgress;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.IOException;
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
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many sessions in one process, over stored data told anew.
class PaperSessionsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path home;
  private Workspace workspace;
  private PaperSessions sessions;
  private Path crosses;
  private final List<String> notices = new ArrayList<>();
  private Supplier<Strategy> maker = Crosses::new;

  @BeforeEach
  void fill() throws IOException {
    workspace = new Workspace(home);
    new SyntheticMarket(7, 3, 300, Resolution.DAY)
        .generate(DataStore.in(workspace), "days", DataSetWriter.Mode.CREATE);
    crosses = Files.createDirectories(home.resolve("strategies/crosses"));
    sessions = sessions();
  }

  @AfterEach
  void end() throws InterruptedException {
    for (HostedSession one : sessions.list()) {
      if (one.isRunning()) {
        one.command(Command.STOP, "test", "over");
      }
      one.awaitRest();
    }
  }

  private PaperSessions sessions() {
    return sessions(new ReplayFeeds(workspace, System::nanoTime));
  }

  private PaperSessions sessions(FeedFactory feeds) {
    return new PaperSessions(
        workspace,
        (folder, overrides) ->
            new StatedStrategy(folder.getFileName().toString(), maker, overrides),
        new Feeds(List.of(feeds)),
        CLOCK,
        System::nanoTime,
        new SessionAlerts(AlertSettings.none(), notices::add),
        notices::add);
  }

  private SessionPlan plan(String feed) {
    return new SessionPlan(crosses, feed);
  }

  private static SessionStatus end(HostedSession session) throws InterruptedException {
    Patience.until("end", () -> session.status().state().isOver());
    return session.status();
  }

  private static void until(HostedSession session, State state) throws InterruptedException {
    Patience.until(
        "state=" + state,
        () -> {
          boolean isReached = session.status().state() == state;
          assertThat(isReached || session.isRunning()).isTrue();
          return isReached;
        });
  }

  @Test
  void aSessionRunsToTheEndOfItsReplayAndIsInTheLedger() throws Exception {
    HostedSession session = sessions.start(plan("replay:days:SYN2,SYN3@0"));
    SessionStatus end = end(session);
    session.awaitRest();
    assertThat(end.state()).isEqualTo(State.STOPPED);
    assertThat(end.fills()).isPositive();
    assertThat(session.manifest().feed()).isEqualTo("replay:days/1d:SYN2,SYN3@0");
    assertThat(SessionVerifier.verify(session.folder(), new Crosses()).isIdentical()).isTrue();
    RunSealed sealed = (RunSealed) Ledger.in(workspace, notices::add).verify().getFirst().event();
    assertThat(sealed.run()).isEqualTo(session.id());
    assertThat(sealed.status()).isEqualTo(RunSealed.Status.COMPLETE);

    PaperSessions later = sessions();
    later.recover();
    HostedSession known = later.find(session.id().substring(0, 6));
    assertThat(known.isRunning()).isFalse();
    assertThat(known.status().state()).isEqualTo(State.STOPPED);
    assertThat(known.status().equity()).isEqualTo(end.equity());
    assertThat(known.entries(-1, 10_000)).hasSize((int) end.entries());
    assertThat(known.entries(600, 3)).isEqualTo(known.entries(-1, 10_000).subList(601, 604));
    assertThat(Ledger.in(workspace, notices::add).verify()).hasSize(1);
    assertThatThrownBy(() -> later.goOn(known.id()))
        .hasMessage(
            "Session has ended and is sealed: session=%s. Start a new one.".formatted(known.id()));
    assertThatThrownBy(() -> known.command(Command.PAUSE, "a", "b"))
        .hasMessage("Session does not run: session=%s, state=stopped.".formatted(known.id()));
  }

  @Test
  void oneThatFailsLeavesTheOthersAlone() throws Exception {
    HostedSession good = sessions.start(plan("replay:days:SYN2@20000000x"));
    maker =
        () ->
            new Crosses() {
              @Override
              public void onBar(Context context, int instrument) {
                throw new IllegalStateException("No more.");
              }
            };
    HostedSession bad = sessions.start(plan("replay:days:SYN3@0"));
    assertThat(end(bad).state()).isEqualTo(State.FAILED);
    assertThat(bad.status().halt()).get().asString().contains("No more.");
    assertThat(good.isRunning()).isTrue();
    assertThat(sessions.list()).hasSize(2);
  }

  @Test
  void oneThatBreaksHaltsAndLetsGoOfItsLock() throws Exception {
    maker =
        () ->
            new Crosses() {
              @Override
              public void onBar(Context context, int instrument) {
                throw new OutOfMemoryError("Java heap space");
              }
            };
    HostedSession session = sessions.start(plan("replay:days:SYN3@0"));
    session.awaitRest();
    assertThat(session.isRunning()).isFalse();
    assertThat(session.status().state()).isEqualTo(State.HALTED);
    assertThat(session.status().halt()).get().asString().startsWith("session-broke: ");
    WriteLock.take(session.folder().lock(), Duration.ZERO).close();
  }

  @Test
  void killOfAllDoesNotWaitForOneThatHangs() throws Exception {
    HostedSession good = sessions.start(plan("replay:days:SYN2@3600x"));
    until(good, State.RUNNING);
    Crosses.Hanging hanging = new Crosses.Hanging(5);
    maker = () -> hanging;
    HostedSession bad = sessions.start(plan("replay:days:SYN3@0"));
    hanging.hangs.await();
    assertThat(sessions.kill(Optional.of("crosses"), "ada", "test", false))
        .containsExactlyInAnyOrder(
            new PaperSessions.Killed(good.id(), "killed"),
            new PaperSessions.Killed(bad.id(), "halted"));
    assertThat(good.status().state()).isEqualTo(State.KILLED);
    assertThat(bad.status().halt()).get().asString().startsWith("kill-switch: ada: test");
  }

  @Test
  void aRestartTakesUpWhatRanAndLeavesWhatHalted() throws Exception {
    CountDownLatch once = new CountDownLatch(1);
    Crosses.Hanging hanging = new Crosses.Hanging(20);
    maker = () -> once.getCount() == 1 ? hanging : new Crosses();
    HostedSession session = sessions.start(plan("replay:days:SYN2@0"));
    hanging.hangs.await();
    sessions.kill(Optional.empty(), "ada", "it hangs", false);
    session.awaitRest();
    once.countDown();

    PaperSessions later = sessions();
    later.recover();
    HostedSession halted = later.find(session.id());
    assertThat(halted.isRunning()).isFalse();
    assertThat(halted.status().state()).isEqualTo(State.HALTED);
    assertThat(halted.status().halt()).get().asString().startsWith("kill-switch: ada: it hangs");
    HostedSession again = later.goOn(session.id());
    assertThat(end(again).state()).isEqualTo(State.STOPPED);
    again.awaitRest();
    assertThat(SessionVerifier.verify(session.folder(), new Crosses()).isIdentical()).isTrue();
  }

  @Test
  void whatGoesOnBeforeItIsTakenUpIsNotLostSightOf() throws Exception {
    Crosses.Hanging hanging = new Crosses.Hanging(20);
    maker = () -> hanging;
    HostedSession session = sessions.start(plan("replay:days:SYN2@0"));
    hanging.hangs.await();
    sessions.kill(Optional.empty(), "ada", "it hangs", false);
    session.awaitRest();
    Crosses.Hanging later = new Crosses.Hanging(40);
    maker = () -> later;
    HostedSession again = sessions.goOn(session.id());
    later.hangs.await();
    sessions.recover();

    assertThat(again.isRunning()).isTrue();
    assertThat(sessions.kill(Optional.empty(), "ada", "still", false))
        .containsExactly(new PaperSessions.Killed(session.id(), "halted"));
  }

  @Test
  void aFeedThatIsNotThereIsAnErrorThatListsWhatThereIs() {
    assertThatThrownBy(() -> sessions.start(plan("binance:BTCUSDT")))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "No such feed: feed=binance:BTCUSDT. There are:"
                + " replay:DATASET[/RESOLUTION][:SYMBOL,...][#FROM..TO][@60x|@0].");
    assertThatThrownBy(() -> sessions.start(plan("replay:days:SYN1@0")))
        .hasMessageStartingWith("Replay cannot tell a split or dividend: symbol=SYN1, on=");
    assertThatThrownBy(() -> sessions.start(plan("replay:days@fast")))
        .hasMessageStartingWith("Not a replay: feed=replay:days@fast");
    assertThat(sessions.list()).isEmpty();
  }

  @Test
  void theRoomASessionNeedsIsReckonedAndAReplayIsNotLetGo() throws Exception {
    HostedSession session = sessions.start(plan("replay:days:SYN2@0"));
    session.awaitRest();
    DiskForecast disk = session.disk().orElseThrow();
    assertThat(disk.text()).startsWith("about ").contains(" a day of the data: tape ");
    // An entry for each of 300 days, as far as orders and fills do not come on top.
    long journal = Files.size(session.folder().journal());
    assertThat(disk.journalBytes()).isEqualTo(DiskForecast.ENTRY_BYTES);
    assertThat((double) journal / session.status().entries())
        .isBetween(0.6 * DiskForecast.ENTRY_BYTES, 1.2 * DiskForecast.ENTRY_BYTES);
    SessionPlan kept = plan("replay:days:SYN2@0").keeping(Retention.parse("9d"));
    assertThatThrownBy(() -> sessions.start(kept))
        .hasMessage(
            "A replay's tape is kept: feed=replay:days:SYN2@0, retain=9d. Leave the retention out;"
                + " it is for venues.");
  }

  @Test
  void aSessionLikeARunTakesItsParametersAndAssumptions() throws Exception {
    StatedStrategy strategy = new StatedStrategy("crosses", maker, Map.of("quick", "7"));
    Backtest.Outcome run =
        new Backtest(workspace)
            .run(RunPlan.of(strategy).on(strategy.data("days")), RunProgress.SILENT);
    HostedSession session = sessions.start(plan("replay:days@0").like(run.folder().id()));
    assertThat(session.manifest().like()).contains(run.folder().id());
    assertThat(session.manifest().parameters()).containsEntry("quick", "7");
    assertThat(session.manifest().instruments())
        .extracting(one -> one.instrument().symbol())
        .containsExactly("SYN2");
    assertThat(end(session).state()).isEqualTo(State.STOPPED);
    SessionPlan both =
        new SessionPlan(
            crosses,
            "replay:days@0",
            Optional.of("last"),
            new TreeMap<>(Map.of("quick", "8")),
            Recovery.WAIT);
    assertThatThrownBy(() -> sessions.start(both))
        .hasMessageStartingWith("A session like a run takes that run's values: like=last");
  }

  /// Replays, with ten times finer prices than the data set has.
  private final class FinerReplay implements FeedFactory {
    @Override
    public String kind() {
      return "finer";
    }

    @Override
    public String usage() {
      return "finer:...";
    }

    @Override
    public void check(String text) {}

    @Override
    public PreparedFeed prepare(String text, DataSelection wishes) {
      PreparedFeed plain =
          new ReplayFeeds(workspace, System::nanoTime)
              .prepare(text.replace("finer:", "replay:"), wishes);
      TapeInstrument taped = plain.instruments().getFirst();
      Instrument one = taped.instrument();
      Instrument finer =
          new Instrument(
              one.symbol(),
              one.assetClass(),
              one.currency(),
              one.priceStep() / 10,
              one.quantityStep(),
              one.multiplier(),
              one.volumeStep(),
              one.calendar());
      return new PreparedFeed(
          text,
          plain.feed(),
          List.of(new TapeInstrument(finer, taped.venue(), taped.venueSymbol(), taped.barNanos())),
          plain.startNanos());
    }
  }

  @Test
  void anInstrumentThatDiffersFromThatOfTheRunIsSaid() throws Exception {
    StatedStrategy strategy = new StatedStrategy("crosses", maker, Map.of());
    Backtest.Outcome run =
        new Backtest(workspace)
            .run(RunPlan.of(strategy).on(strategy.data("days")), RunProgress.SILENT);
    sessions = sessions(new FinerReplay());

    HostedSession session = sessions.start(plan("finer:days@0").like(run.folder().id()));

    assertThat(session.startNotes())
        .containsExactly(
            "Instrument differs from the run's: symbol=SYN2, priceStep=0.001 (run: 0.01).");
    assertThat(end(session).state()).isEqualTo(State.STOPPED);
  }

  @Test
  void theSameReplayCanBeStartedTwice() throws Exception {
    PaperSessions later =
        new PaperSessions(
            workspace,
            (folder, overrides) -> new StatedStrategy("crosses", maker, overrides),
            new Feeds(List.of(new ReplayFeeds(workspace, System::nanoTime))),
            Clock.offset(CLOCK, Duration.ofMillis(1)),
            System::nanoTime,
            new SessionAlerts(AlertSettings.none(), notices::add),
            notices::add);
    HostedSession first = sessions.start(plan("replay:days:SYN2@0"));
    HostedSession second = later.start(plan("replay:days:SYN2@0"));
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(end(first).state()).isEqualTo(State.STOPPED);
    assertThat(end(second).state()).isEqualTo(State.STOPPED);
    second.awaitRest();
  }

  @Test
  void whatCouldNotBeStartedIsGoneAndDoesNotComeToLifeLater() throws Exception {
    HostedSession first = sessions.start(plan("replay:days:SYN2@0"));
    first.awaitRest();
    first.folder().remove();
    // A folder where the session makes its reserve, as if the disk did not take it.
    Path folder = first.folder().path();
    Files.createDirectories(folder.resolve("record/reserve/in-the-way"));
    sessions = sessions();

    assertThatThrownBy(() -> sessions.start(plan("replay:days:SYN2@0")))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith("Session could not be started: problem=")
        .hasMessageEndingWith("Nothing of it is left; start it again.");

    assertThat(sessions.list()).isEmpty();
    assertThat(folder).doesNotExist();
    PaperSessions later = sessions();
    later.recover();
    assertThat(later.list()).isEmpty();
    HostedSession session = sessions.start(plan("replay:days:SYN2@0"));
    assertThat(end(session).state()).isEqualTo(State.STOPPED);
  }

  @Test
  void aFeedThatNamesAnInstrumentTwiceMakesNoSession() {
    assertThatThrownBy(() -> sessions.start(plan("replay:days:SYN2,SYN2@0")))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Feed names an instrument twice: feed=replay:days:SYN2,SYN2@0, symbol=SYN2. Name each"
                + " once.");
    assertThat(sessions.list()).isEmpty();
    assertThat(SessionFolder.root(workspace)).doesNotExist();
  }
}
