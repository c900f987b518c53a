package io.papertape.live.session;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// A session as its host knows it: running, or what its files say.
public final class HostedSession {
  private static final Duration FILES_PATIENCE = Duration.ofSeconds(2);
  private static final int MOST_NOTES = 10;
  private static final long MARGIN_MILLIS = 1_000;
  private static final String THREAD_LEFT =
      "Its thread has not let go and may take a processor; it ends with the service.";

  private final SessionFolder folder;
  private final SessionManifest manifest;
  private final PublishedEntries entries;
  private final Optional<DiskForecast> disk;
  private volatile SessionFiles files;
  private volatile Optional<PaperSession> running = Optional.empty();
  private volatile SessionStatus idle;
  private volatile boolean hasBrokenOff;
  private volatile Optional<SessionStatus> unread = Optional.empty();
  private volatile List<String> startNotes = List.of();
  private volatile List<String> recoveryNotes = List.of();
  private volatile Optional<Instant> hangsSince = Optional.empty();
  private volatile boolean isThreadLeft;
  private volatile Optional<String> changedSources = Optional.empty();
  private volatile CountDownLatch rest = new CountDownLatch(0);
  private final boolean isNew;
  private volatile boolean hasLived;
  private final Object life = new Object();
  private final ReentrantLock gate = new ReentrantLock();

  /// @param idle while it does not run
  HostedSession(SessionFolder folder, SessionStatus idle) {
    this(folder, folder.manifest(), idle, Optional.empty(), false);
  }

  /// One that is new, and of which nothing is on the disk yet.
  ///
  /// @param disk what room it will take
  HostedSession(SessionFolder folder, SessionManifest manifest, DiskForecast disk) {
    this(folder, manifest, SessionStatus.starting(), Optional.of(disk), true);
  }

  /// One that has not ended and whose folder is gone.
  static HostedSession lost(SessionFolder folder, SessionManifest manifest) {
    return new HostedSession(
        folder, manifest, IdleStatus.lost(folder.id()), Optional.empty(), false);
  }

  private HostedSession(
      SessionFolder folder,
      SessionManifest manifest,
      SessionStatus idle,
      Optional<DiskForecast> disk,
      boolean isNew) {
    this.isNew = isNew;
    this.folder = folder;
    this.manifest = manifest;
    this.idle = idle;
    this.disk = disk;
    files = new SessionFiles(folder);
    entries = new PublishedEntries(folder.journal());
  }

  public String id() {
    return folder.id();
  }

  public SessionManifest manifest() {
    return manifest;
  }

  /// What room it will take, as it was reckoned when it was started by this process.
  public Optional<DiskForecast> disk() {
    return disk;
  }

  /// As it stood after its last durable entry.
  public SessionStatus status() {
    return hasBrokenOff ? idle : running.map(PaperSession::status).orElse(idle);
  }

  /// What a person should know of its feed while it runs, such as frames that were not understood.
  public List<String> feedNotes() {
    return running.filter(_ -> isRunning()).map(PaperSession::feedNotes).orElse(List.of());
  }

  /// What a person should know of its start: the steps that the venue stated, and how instruments
  /// differ from those of the run that it is like. Told by the process that started it; the steps
  /// are in the manifest.
  public List<String> startNotes() {
    return startNotes;
  }

  /// What has become of its snapshots in this process, the newest last: that a recovery began with
  /// one, or that there will be none and why; and what was cut off its tape. They change nothing of
  /// what it decides.
  public List<String> recoveryNotes() {
    List<String> notes = new ArrayList<>(recoveryNotes);
    changedSources().ifPresent(text -> notes.add("Changed: " + text));
    if (isThreadLeft()) {
      notes.add(THREAD_LEFT);
    }
    return List.copyOf(notes);
  }

  /// What it was made of and is not there as it was any more, since it runs.
  public Optional<String> changedSources() {
    return changedSources;
  }

  void sourcesChanged(Optional<String> text) {
    changedSources = text;
  }

  /// True if it is over and its thread, for seconds, is not: that may work on a processor until the
  /// service ends.
  public boolean isThreadLeft() {
    return isThreadLeft && isOverWithThread();
  }

  boolean isOverWithThread() {
    return isHeldByItsThread() && status().state().isOver();
  }

  void leavesThread(boolean value) {
    isThreadLeft = value;
  }

  /// Not under the session's own monitor: who holds that may wait for whoever notes this.
  void noted(SnapshotNote note) {
    if (note.kind() == SnapshotNote.Kind.KEPT) {
      return;
    }
    noted(note.text());
  }

  void noted(String text) {
    synchronized (life) {
      List<String> notes = new ArrayList<>(recoveryNotes);
      notes.add(text);
      recoveryNotes =
          List.copyOf(notes.subList(Math.max(0, notes.size() - MOST_NOTES), notes.size()));
    }
  }

  void beginsWith(List<String> facts) {
    startNotes = List.copyOf(facts);
  }

  /// True from its start to its end in this process.
  public boolean isRunning() {
    return running.filter(session -> !session.hasLetGo()).isPresent() && !status().state().isOver();
  }

  /// Since when its thread has taken no step, if that is too long.
  public Optional<Instant> hangsSince() {
    return hangsSince;
  }

  void hangs(Optional<Instant> since) {
    hangsSince = since;
  }

  /// Lines of the journal that are durable.
  ///
  /// @param after number of the entry after which to begin; −1 for the first
  public List<String> entries(long after, int most) {
    return entries.read(after, most, status().entries());
  }

  /// Its orders and fills that are durable.
  public Blotter blotter() {
    SessionStatus now = status();
    boolean isKnown = now.entries() > 0 && now.state() != State.RECOVERING;
    return BlotterReader.read(folder, isKnown ? now.entries() : Long.MAX_VALUE);
  }

  /// Gives it a command, and waits until it is on the record, two seconds at most. While its tape
  /// is run again it takes none, for nothing would be left of it if that broke off.
  ///
  /// @return false if it is not on the record yet: it is lost if the process ends before it is
  /// @throws WorkspaceException if it does not run, or is still recovering after two seconds
  public boolean command(Command command, String who, String why) throws InterruptedException {
    BoundedCall.start("files-" + id(), this::lookAtFiles).await(FILES_PATIENCE);
    PaperSession session = running();
    if (!session.awaitCaughtUp()) {
      running();
      throw WorkspaceException.configuration(
          ("Session is recovering: session=%s, command=%s. Give the command again when it runs;"
                  + " papertape paper kill %s works now.")
              .formatted(id(), SessionWords.of(command), id()));
    }
    boolean isOfPause = command == Command.PAUSE || command == Command.RESUME;
    if (isOfPause && status().state() == State.KILLED) {
      throw WorkspaceException.configuration(
          ("Session is killed, which is for good: session=%s, command=%s. papertape paper stop %s"
                  + " ends it.")
              .formatted(id(), SessionWords.of(command), id()));
    }
    if (session.commandOnRecord(command, who, why)) {
      return true;
    }
    State state = status().state();
    if (command == Command.STOP && (state == State.STOPPED || state == State.FAILED)) {
      return true; // it came to its end by itself
    }
    running(); // else it has halted without it
    return false;
  }

  /// Stops all trading; see [PaperSession#kill].
  public String kill(String who, String why, boolean flatten) throws InterruptedException {
    return running().kill(who, why, flatten);
  }

  private PaperSession running() {
    return running
        .filter(_ -> isRunning())
        .orElseThrow(
            () ->
                WorkspaceException.configuration(
                    "Session does not run: session=%s, state=%s%s."
                        .formatted(
                            id(),
                            SessionWords.of(status().state()),
                            status()
                                .halt()
                                .map(why -> ", reason=" + why.replaceFirst("\\.$", ""))
                                .orElse(""))));
  }

  /// Halts it if its files have been deleted or cut while it runs, which it does not notice itself.
  ///
  /// @return why, if it did
  Optional<String> lookAtFiles() {
    Optional<PaperSession> session = running.filter(one -> isRunning() && one.isCaughtUp());
    try {
      if (session.isPresent()) {
        files.require(status().moments());
      }
      return Optional.empty();
    } catch (LostRecordException e) {
      return session
          .filter(one -> one.haltFromOutside(e.code(), e.getMessage()))
          .flatMap(one -> one.status().halt());
    }
  }

  SessionFolder folder() {
    return folder;
  }

  /// True while a thread that was halted from outside has not let go.
  boolean isHeldByItsThread() {
    return running.filter(session -> !session.hasLetGo()).isPresent();
  }

  /// True while the reason of a halt from outside is on its way to a disk that does not answer.
  boolean isReasonUnderWay() {
    return running.filter(PaperSession::isReasonUnderWay).isPresent();
  }

  Optional<PaperSession> session() {
    return running;
  }

  /// True for a new one until it runs: if it never does, nothing of it is left.
  boolean isBeingMade() {
    return isNew && !hasLived;
  }

  /// True once it has run in this process.
  boolean hasLived() {
    return hasLived;
  }

  /// Held from the last look at whether it may run until it runs, and by whoever ends one that does
  /// not run: so neither undoes the other.
  ReentrantLock gate() {
    return gate;
  }

  /// @param after waits for its end and does what then is to be done
  void runs(PaperSession session, Runnable after) {
    files = new SessionFiles(folder);
    CountDownLatch over = new CountDownLatch(1);
    rest = over;
    running = Optional.of(session);
    hasLived = true;
    hasBrokenOff = false;
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                after.run();
              } finally {
                over.countDown();
              }
            });
  }

  /// Waits until it has ended, is in the ledger if it is sealed, and its lock is free.
  public void awaitRest() throws InterruptedException {
    rest.await();
  }

  /// Waits until its last life has let go of all, which takes as long as its feed is waited for.
  ///
  /// @return false if it does not
  boolean awaitLetGo() {
    try {
      return rest.await(LifeEnd.FEED_PATIENCE_MILLIS + MARGIN_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a session lets go.", e);
    }
  }

  /// It has ended: of what ran only its status stays, and not the memory of a life.
  void letsGo(PaperSession session) {
    synchronized (life) {
      if (session.hasLetGo() && running.filter(one -> one == session).isPresent()) {
        rests(hasBrokenOff ? idle : session.status());
      }
    }
  }

  /// A life of it is over. One that broke off before it had come to where the session was knows
  /// less of it than the record does.
  void ended(SessionStatus last) throws IOException {
    if (last.state() == State.HALTED && last.entries() == 0) {
      brokeOff(IdleStatus.of(folder, "").ended(State.HALTED, last.halt()));
    } else {
      IdleStatus.keep(folder, last);
    }
  }

  /// Whoever has let it rest meanwhile knows better.
  private void brokeOff(SessionStatus status) {
    synchronized (life) {
      if (!hasBrokenOff) {
        idle = status;
        hasBrokenOff = true;
      }
    }
  }

  /// Reads what it holds from journal and tape if it does not run and nothing else says so, which
  /// takes as long as the two are. What cannot be read is not tried again.
  public void readFigures() {
    SessionStatus before = idle;
    boolean isAtRest = running.isEmpty() || hasBrokenOff;
    boolean isTried = unread.filter(before::equals).isPresent();
    boolean isKnown = before.fills() != SessionStatus.UNKNOWN_COUNT;
    if (!isAtRest || isTried || isKnown || !folder.isThere()) {
      return;
    }
    SessionStatus read = RecordFigures.of(folder, manifest, before);
    unread = Optional.of(read).filter(before::equals);
    synchronized (life) {
      if (idle.equals(before)) {
        idle = read;
      }
    }
  }

  /// It could not be started, or was let go. A thread that has not ended is still its own.
  void rests(SessionStatus status) {
    synchronized (life) {
      idle = status;
      hasBrokenOff = isHeldByItsThread();
      if (!hasBrokenOff) {
        running = Optional.empty();
      }
    }
  }
}
