package io.papertape.live.session;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.HaltFile;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.market.Times;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.strategy.StrategyLoader;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The sessions of a workspace in one process. Each has its own thread, folder and lock; one that
/// fails leaves the others alone.
public final class PaperSessions {
  private static final Duration LIST_PATIENCE = Duration.ofSeconds(2);
  private static final String REPLAY = "replay:";
  private static final String UNRECOVERED = "cannot-recover";

  private final Workspace workspace;
  private final StrategyLoader loader;
  private final Feeds feeds;
  private final Clock clock;
  private final SessionAlerts alerts;
  private final Consumer<String> notices;
  private final KnownSessions known;
  private final KillSwitch killSwitch;
  private final SessionLives lives;
  private final SealRounds seals;
  private final HangWatch hangs;
  private final SourceWatch sources;
  private final LeftThreads left;
  private final RestingSessions resting;

  /// @param clock   wall time, for when a session began and for the ledger
  /// @param ticker  steady nanoseconds of the process
  /// @param notices takes a sentence for the log
  public PaperSessions(
      Workspace workspace,
      StrategyLoader loader,
      Feeds feeds,
      Clock clock,
      LongSupplier ticker,
      SessionAlerts alerts,
      Consumer<String> notices) {
    this.workspace = workspace;
    this.loader = loader;
    this.feeds = feeds;
    this.clock = clock;
    this.alerts = alerts;
    this.notices = notices;
    known = new KnownSessions(workspace, notices);
    killSwitch = new KillSwitch(alerts, clock);
    lives =
        new SessionLives(workspace, clock, ticker, alerts, notices, killSwitch, known.register());
    seals = new SealRounds(workspace, alerts, notices);
    hangs = new HangWatch(clock, ticker, alerts, notices);
    sources = new SourceWatch(alerts, notices);
    left = new LeftThreads(notices);
    resting = new RestingSessions(known, clock);
  }

  /// All sessions, the one that began last first.
  public List<HostedSession> list() {
    return known.list();
  }

  /// Sessions of whose folders not even the manifest can be read, which are in no list, with why.
  public Map<String, String> unreadable() {
    return known.unreadable();
  }

  /// The session that is meant by an id or the beginning of one.
  public HostedSession find(String text) {
    return known.find(text);
  }

  /// True while the folder of a session that has not ended is gone.
  public boolean isLost(HostedSession session) {
    return known.isLost(session);
  }

  /// Starts a new session.
  public HostedSession start(SessionPlan plan) {
    int kills = killSwitch.uses();
    long begun = Times.nanos(clock.instant());
    requireRetention(plan);
    NewSession made = NewSession.of(plan, workspace, loader, feeds, begun);
    DiskForecast disk = forecast(made);
    SessionFolder folder = SessionFolder.of(workspace, made.manifest().id());
    HostedSession hosted = new HostedSession(folder, made.manifest(), disk);
    hosted.beginsWith(made.facts());
    try {
      begin(hosted, made, plan, kills);
      return hosted;
    } catch (UncheckedIOException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.ENVIRONMENT,
          "Session could not be started: problem=%s. Nothing of it is left; start it again."
              .formatted(e.getMessage()),
          e);
    }
  }

  /// It is known, and nobody else starts, ends or takes it up, before anything of it is on the
  /// disk; what could not be started is gone, so that it does not come to life later.
  private void begin(HostedSession hosted, NewSession made, SessionPlan plan, int kills) {
    synchronized (hosted) {
      hosted.gate().lock();
      try {
        make(hosted, made, plan);
        lives.begin(hosted, made, false, kills);
      } catch (RuntimeException | Error e) {
        if (hosted.isBeingMade() && known.isOf(hosted)) {
          hosted.folder().removeAfter(e);
          known.forget(hosted, e);
          if (hosted.folder().isThere()) {
            notices.accept("Session %s was not started, and is left".formatted(hosted.id()));
          }
        }
        throw e;
      } finally {
        hosted.gate().unlock();
      }
    }
  }

  private void make(HostedSession hosted, NewSession made, SessionPlan plan) {
    boolean isMade = false;
    try {
      known.add(hosted);
      create(made.manifest(), plan);
      isMade = true;
    } finally {
      if (!isMade) {
        known.remove(hosted);
        made.feed().feed().close();
      }
    }
  }

  private void create(SessionManifest manifest, SessionPlan plan) {
    SessionFolder folder = SessionFolder.create(workspace, manifest, plan.strategy());
    try {
      known.register().enter(folder);
    } catch (RuntimeException e) {
      folder.removeAfter(e);
      try {
        known.register().strike(manifest.id());
      } catch (UncheckedIOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  private static void requireRetention(SessionPlan plan) {
    if (!plan.retention().isForever() && plan.feed().startsWith(REPLAY)) {
      throw WorkspaceException.configuration(
          "A replay's tape is kept: feed=%s, retain=%s. Leave the retention out; it is for venues."
              .formatted(plan.feed(), plan.retention()));
    }
  }

  /// What the session will need of the disk, if the disk has it.
  private DiskForecast forecast(NewSession made) {
    DiskForecast disk =
        DiskForecast.of(
            made.manifest().instruments(),
            made.feed().ticks().isPresent(),
            made.strategy().remoteModel().isPresent(),
            ReplayText.read(made.manifest().feed()).stream()
                .mapToDouble(ReplayText::speed)
                .findFirst(),
            made.manifest().retention(),
            workspace.home());
    boolean isRoomy = false;
    try {
      disk.require();
      isRoomy = true;
    } finally {
      if (!isRoomy) {
        made.feed().feed().close();
      }
    }
    disk.warning().ifPresent(text -> notices.accept("Session will fill the disk: " + text));
    return disk;
  }

  /// Lets a session that halted go on: the reason of the halt is put aside, and its tape is run
  /// again to where it ended.
  public HostedSession goOn(String text) {
    int kills = killSwitch.uses();
    HostedSession hosted = find(text);
    synchronized (hosted) {
      return goOn(hosted, kills);
    }
  }

  private HostedSession goOn(HostedSession hosted, int kills) {
    if (hosted.isRunning()) {
      throw WorkspaceException.configuration(
          "Session runs already: session=%s, state=%s. papertape paper show %s follows it."
              .formatted(hosted.id(), SessionWords.of(hosted.status().state()), hosted.id()));
    }
    if (known.isLost(hosted)) {
      throw WorkspaceException.configuration(
          ("Session has lost its folder: session=%s, folder=%s. Mount its disk or restore it;"
                  + " papertape paper stop %s gives the session up.")
              .formatted(hosted.id(), hosted.folder().path(), hosted.id()));
    }
    SessionLives.requireNotEnded(hosted.folder());
    if (!hosted.awaitLetGo()) {
      throw WorkspaceException.configuration(
          "Session still hangs in its strategy: session=%s. Start the service again first."
              .formatted(hosted.id()));
    }
    lives.begin(hosted, lives.again(hosted, loader, feeds), true, kills);
    return hosted;
  }

  /// Takes up every session that has neither ended nor halted. One that cannot be taken up says
  /// why and leaves the others alone.
  public void recover() {
    int kills = killSwitch.uses();
    list().forEach(hosted -> recover(hosted, kills));
    known.takenUp();
    list().stream()
        .filter(one -> one.status().state() == State.RECOVERING && !one.isRunning())
        .forEach(hosted -> recover(hosted, kills)); // they have turned up meanwhile
  }

  /// One that has been started or let go on in this process needs nobody to take it up.
  private void recover(HostedSession hosted, int kills) {
    synchronized (hosted) {
      try {
        if (!hosted.hasLived() && !hosted.isBeingMade()) {
          takeUp(hosted, kills);
        }
      } catch (RuntimeException | Error e) { // of one session: the others are taken up
        String code = e instanceof ChangedDataException ? ChangedDataException.CODE : UNRECOVERED;
        String why = code + ": " + (e instanceof Error ? e.toString() : e.getMessage());
        hosted.rests(IdleStatus.of(hosted.folder(), why));
        notices.accept("Session %s does not run: %s".formatted(hosted.id(), why));
        alerts.watching(hosted).published(List.of(), hosted.status());
      }
    }
  }

  private void takeUp(HostedSession hosted, int kills) {
    SessionFolder folder = hosted.folder();
    if (known.isLost(hosted)) {
      String why = hosted.status().halt().orElse("folder-lost");
      notices.accept("Session %s does not run: %s".formatted(hosted.id(), why));
      alerts.watching(hosted).published(List.of(), hosted.status());
      return;
    }
    known.register().givenUp(hosted.id()).ifPresent(end -> endGivenUp(hosted, end));
    boolean isSealed = IdleStatus.isSealed(folder);
    try {
      if (isSealed || OperatorEnd.of(folder).isPresent()) {
        known.register().strike(hosted.id());
      } else {
        known.register().enter(folder);
      }
    } catch (UncheckedIOException e) { // it runs all the same; nobody would miss its folder
      notices.accept(
          "Session %s cannot be entered among those that are known: cause=%s"
              .formatted(hosted.id(), e.getMessage()));
    }
    if (isSealed) {
      if (SessionLedger.recordFound(workspace, hosted, clock, notices)) {
        notices.accept(
            "Session %s was sealed and not in the ledger; it is entered as it is now"
                .formatted(hosted.id()));
      }
    } else if (new HaltFile(folder.record()).read().isEmpty() && OperatorEnd.of(folder).isEmpty()) {
      lives.begin(hosted, lives.again(hosted, loader, feeds), false, kills);
    } else {
      alerts.watching(hosted).published(List.of(), hosted.status());
    }
  }

  /// Its folder is back, and says itself that the session has ended.
  private void endGivenUp(HostedSession hosted, OperatorEnd end) {
    SessionFolder folder = hosted.folder();
    if (!IdleStatus.isSealed(folder) && OperatorEnd.of(folder).isEmpty()) {
      end.put(folder, Times.nanos(clock.instant()));
      hosted.rests(IdleStatus.of(folder, "stopped"));
    }
    known.register().isEnded(hosted.id());
  }

  /// Holds the journals of all sessions that have ended against the ledger, and later those again
  /// that could not be read; to be called every few minutes.
  public void checkSeals() {
    seals.look(known);
  }

  /// Looks whether the sessions that run take steps; to be called every few seconds.
  public void look() {
    hangs.look(known.seen());
    left.look(known.seen());
  }

  /// Looks whether the files that sessions which run were made of have changed; to be called every
  /// few seconds, on a thread that may wait for a disk.
  public void lookAtSources() {
    sources.look(known.seen());
  }

  /// What a kill did to one session.
  ///
  /// @param outcome `killed`, or `halted` if it did not answer or was not running, `not-here` if
  ///     another process runs it, `not-killed` if that failed
  /// @param problem why it may still trade, now or after a restart
  public record Killed(String session, String outcome, Optional<String> problem) {
    Killed(String session, String outcome) {
      this(session, outcome, Optional.empty());
    }
  }

  /// Kills the sessions that run, all at once, so that one that hangs does not hold up the others,
  /// and halts those that have not ended and do not run: they stay so after a restart.
  ///
  /// @param strategy only those of a strategy, which some session must have
  public List<Killed> kill(Optional<String> strategy, String who, String why, boolean flatten)
      throws InterruptedException {
    return killSwitch.use(
        this::reachable, new KillSwitch.Use(Optional.empty(), strategy, who, why, flatten));
  }

  /// Those in memory are killed also while the folder of all cannot be read.
  private List<HostedSession> reachable() {
    String problem = "the disk does not answer";
    try {
      Optional<List<HostedSession>> all =
          BoundedCall.start("list-sessions", this::list).await(LIST_PATIENCE);
      if (all.isPresent()) {
        return all.get();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      problem = "interrupted";
    } catch (UncheckedIOException e) {
      problem = e.getMessage();
    }
    notices.accept("Sessions cannot be listed, and those in memory are killed: cause=" + problem);
    return List.copyOf(known.seen());
  }

  /// Ends a session: one that runs in good order, one that has halted as it is; see [OperatorEnd].
  ///
  /// @return false if that is not on the record yet; see [HostedSession#command]
  /// @throws WorkspaceException if it has ended already, or another process runs it
  public boolean stop(HostedSession hosted, String who, String why) throws InterruptedException {
    boolean isEnded = !hosted.isRunning() && resting.end(hosted, new OperatorEnd(who, why));
    return isEnded || hosted.command(Command.STOP, who, why);
  }

  /// Kills one session, or halts it if it does not run.
  ///
  /// @throws WorkspaceException if it has ended, or another process runs it
  public Killed kill(HostedSession session, String who, String why, boolean flatten)
      throws InterruptedException {
    return killSwitch.one(
        session,
        new KillSwitch.Use(Optional.of(session.id()), Optional.empty(), who, why, flatten));
  }
}
