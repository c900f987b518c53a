package io.papertape.live.session;

import io.papertape.live.tape.Halt;
import io.papertape.live.tape.HaltFile;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.live.transport.HttpModelClient;
import io.papertape.live.transport.ModelClient;
import io.papertape.market.Times;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import io.papertape.workspace.strategy.StrategyLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The sessions of a workspace in one process. Each has its own thread, folder and lock; one that
/// fails leaves the others alone.
public final class PaperSessions {
  private static final Duration LOCK_PATIENCE = Duration.ofMillis(200);
  private static final String REPLAY = "replay:";
  private static final String ELSEWHERE = "not-here: another process runs it, or nobody does.";

  private final Workspace workspace;
  private final StrategyLoader loader;
  private final Feeds feeds;
  private final Clock clock;
  private final LongSupplier ticker;
  private final SessionAlerts alerts;
  private final Consumer<String> notices;
  private final Map<String, HostedSession> sessions = new ConcurrentHashMap<>();
  private final Map<String, String> unreadable = new ConcurrentHashMap<>();
  private final KillSwitch killSwitch;
  private final HangWatch hangs;

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
    this.ticker = ticker;
    this.alerts = alerts;
    this.notices = notices;
    killSwitch = new KillSwitch(alerts, clock);
    hangs = new HangWatch(clock, ticker, alerts, notices);
  }

  /// All sessions, the one that began last first.
  public List<HostedSession> list() {
    for (String id : SessionFolder.ids(workspace)) {
      try {
        sessions.computeIfAbsent(id, this::atRest);
        unreadable.remove(id);
      } catch (RuntimeException e) {
        if (unreadable.put(id, "unreadable: " + e.getMessage()) == null) {
          notices.accept("Session %s cannot be read: %s".formatted(id, e.getMessage()));
        }
      }
    }
    Comparator<HostedSession> byBegin =
        Comparator.comparingLong(session -> session.manifest().begunNanos());
    return sessions.values().stream()
        .sorted(byBegin.reversed().thenComparing(HostedSession::id))
        .toList();
  }

  /// Sessions of whose folders not even the manifest can be read, which are in no list, with why.
  public Map<String, String> unreadable() {
    return new TreeMap<>(unreadable);
  }

  private HostedSession atRest(String id) {
    SessionFolder folder = new SessionFolder(SessionFolder.root(workspace).resolve(id));
    return new HostedSession(folder, IdleStatus.of(folder, ELSEWHERE));
  }

  /// The session that is meant by an id or the beginning of one.
  public HostedSession find(String text) {
    String id = SessionFolder.find(workspace, text, sessions.keySet()).id();
    return sessions.computeIfAbsent(id, this::atRest);
  }

  /// Starts a new session.
  public HostedSession start(SessionPlan plan) {
    int kills = killSwitch.uses();
    long begun = Times.nanos(clock.instant());
    requireRetention(plan);
    NewSession made = NewSession.of(plan, workspace, loader, feeds, begun);
    DiskForecast disk = forecast(made);
    try {
      HostedSession hosted = new HostedSession(folder(made, plan), disk);
      hosted.beginsWith(made.facts());
      begin(hosted, made, kills);
      return hosted;
    } catch (UncheckedIOException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.ENVIRONMENT,
          "Session could not be started: problem=%s. Nothing of it is left; start it again."
              .formatted(e.getMessage()),
          e);
    }
  }

  private SessionFolder folder(NewSession made, SessionPlan plan) {
    try {
      return SessionFolder.create(workspace, made.manifest(), plan.strategy());
    } catch (RuntimeException e) {
      made.feed().feed().close();
      throw e;
    }
  }

  /// What could not be started is gone, so that it does not come to life later.
  private void begin(HostedSession hosted, NewSession made, int kills) {
    sessions.put(hosted.id(), hosted);
    try {
      run(hosted, made, false, kills);
    } finally {
      if (hosted.session().isEmpty()) {
        try (WriteLock _ = WriteLock.take(hosted.folder().lock(), LOCK_PATIENCE)) {
          hosted.folder().remove();
        } finally {
          sessions.remove(hosted.id());
        }
      }
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
            made.manifest().feed().startsWith(REPLAY),
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
    if (IdleStatus.isSealed(hosted.folder())) {
      throw WorkspaceException.configuration(
          "Session has ended and is sealed: session=%s. Start a new one.".formatted(hosted.id()));
    }
    if (OperatorEnd.of(hosted.folder()).isPresent()) {
      throw WorkspaceException.configuration(
          "Session was stopped for good: session=%s. Start a new one.".formatted(hosted.id()));
    }
    if (hosted.isHeldByItsThread()) {
      throw WorkspaceException.configuration(
          "Session still hangs in its strategy: session=%s. Start the service again first."
              .formatted(hosted.id()));
    }
    run(hosted, NewSession.again(hosted.folder(), loader, feeds), true, kills);
    return hosted;
  }

  private void letGoOn(SessionFolder folder) {
    HaltFile halt = new HaltFile(folder.record());
    Optional<Halt> lost = halt.read().filter(why -> why.code().equals(RecordWitness.JOURNAL_LOST));
    if (lost.isPresent()) {
      SessionLedger.recordRemake(workspace, folder, lost.get().detail(), clock, notices);
      RecordWitness.beginRemake(folder.record());
    }
    halt.clear();
  }

  /// Takes up every session that has neither ended nor halted. One that cannot be taken up says
  /// why and leaves the others alone.
  public void recover() {
    int kills = killSwitch.uses();
    for (HostedSession hosted : list()) {
      synchronized (hosted) {
        recover(hosted, kills);
      }
    }
  }

  /// One that somebody has let go on meanwhile runs already.
  private void recover(HostedSession hosted, int kills) {
    try {
      if (hosted.isRunning()) {
        return;
      }
      if (IdleStatus.isSealed(hosted.folder())) {
        SessionLedger.record(workspace, hosted, clock, notices);
      } else if (new HaltFile(hosted.folder().record()).read().isEmpty()) {
        run(hosted, NewSession.again(hosted.folder(), loader, feeds), false, kills);
      } else {
        alerts.watching(hosted).published(List.of(), hosted.status());
      }
    } catch (RuntimeException e) {
      String why = "cannot-recover: " + e.getMessage();
      hosted.rests(IdleStatus.of(hosted.folder(), why));
      notices.accept("Session %s does not run: %s".formatted(hosted.id(), why));
      alerts.watching(hosted).published(List.of(), hosted.status());
    }
  }

  /// @param clearsHalt whether the reason of a halt is put aside, once nobody else can run it
  /// @param kills      uses of the kill switch that were before; it is killed by those that came
  ///     while it was being taken up
  private void run(HostedSession hosted, NewSession made, boolean clearsHalt, int kills) {
    WriteLock lock;
    try {
      lock = WriteLock.take(hosted.folder().lock(), LOCK_PATIENCE);
    } catch (RuntimeException e) {
      made.feed().feed().close();
      throw e;
    }
    boolean isStarted = false;
    try {
      PaperSession session =
          new PaperSession(
              hosted.id(),
              made.manifest(),
              SessionDisks.of(hosted.folder()),
              made.strategy()::create,
              SnapshotPlan.inBackground(note -> tell(hosted, note)),
              made.feed().feed(),
              made.strategy().remoteModel().isPresent() ? new HttpModelClient() : ModelClient.NONE,
              ticker,
              alerts.watching(hosted));
      if (clearsHalt) {
        letGoOn(hosted.folder());
      }
      session.start();
      hosted.runs(session, () -> keep(hosted, session, lock));
      isStarted = true;
    } finally {
      if (!isStarted) {
        made.feed().feed().close();
        lock.close();
      }
    }
    killSwitch.catchUp(hosted, kills);
  }

  private void tell(HostedSession hosted, SnapshotNote note) {
    hosted.noted(note);
    if (note.kind() != SnapshotNote.Kind.KEPT) {
      notices.accept("Session %s: %s".formatted(hosted.id(), note.text()));
    }
  }

  /// Waits for a session's end: then what is sealed goes to the ledger, and the lock is released
  /// once its thread has let go of its files.
  private void keep(HostedSession hosted, PaperSession session, WriteLock lock) {
    try {
      session.awaitThread();
      keepStatus(hosted, session.status());
      if (IdleStatus.isSealed(hosted.folder())) {
        SessionLedger.record(workspace, hosted, clock, notices);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      notices.accept("Session %s is not in the ledger: %s".formatted(hosted.id(), e.getMessage()));
    } finally {
      lock.close();
    }
  }

  private void keepStatus(HostedSession hosted, SessionStatus last) {
    try {
      hosted.ended(last);
    } catch (IOException | RuntimeException e) {
      notices.accept("How session %s stood is not kept: %s".formatted(hosted.id(), e.getMessage()));
    }
  }

  /// Holds the journals of all sessions that have ended against the ledger, which reads them
  /// through. One that is not as it was sealed shows as halted, until it is restored.
  public void checkSeals() {
    for (HostedSession one : list()) {
      if (one.isRunning() || one.status().state() == SessionStatus.State.HALTED) {
        continue; // it has no seal, or is known to be wrong
      }
      Optional<String> fault = SealCheck.faultOrUnreadable(workspace, one.folder());
      if (fault.isPresent()) {
        String why = "not-as-sealed: " + fault.get();
        one.rests(one.status().ended(SessionStatus.State.HALTED, Optional.of(why)));
        notices.accept("Session %s is %s".formatted(one.id(), why));
        alerts.watching(one).published(List.of(), one.status());
      }
    }
  }

  /// Looks whether the sessions that run take steps; to be called every few seconds.
  public void look() {
    hangs.look(sessions.values());
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
    return killSwitch.use(this::list, new KillSwitch.Use(strategy, who, why, flatten));
  }

  /// Ends a session: one that runs in good order, one that has halted as it is; see [OperatorEnd].
  ///
  /// @throws WorkspaceException if it has ended already, or another process runs it
  public void stop(HostedSession hosted, String who, String why) throws InterruptedException {
    if (hosted.isRunning()) {
      hosted.command(Command.STOP, who, why);
      return;
    }
    SessionFolder folder = hosted.folder();
    if (IdleStatus.isSealed(folder) || OperatorEnd.of(folder).isPresent()) {
      throw WorkspaceException.configuration(
          "Session has ended: session=%s. There is nothing to stop.".formatted(hosted.id()));
    }
    OperatorEnd end = new OperatorEnd(who, why);
    if (hosted.isHeldByItsThread()) {
      end.put(folder, Times.nanos(clock.instant()));
    } else {
      try (WriteLock _ = WriteLock.take(folder.lock(), LOCK_PATIENCE)) {
        end.put(folder, Times.nanos(clock.instant()));
      }
    }
    hosted.rests(IdleStatus.of(folder, "stopped"));
  }

  /// Kills one session, or halts it if it does not run.
  ///
  /// @throws WorkspaceException if it has ended, or another process runs it
  public Killed kill(HostedSession session, String who, String why, boolean flatten)
      throws InterruptedException {
    return killSwitch.one(session, new KillSwitch.Use(Optional.empty(), who, why, flatten));
  }
}
