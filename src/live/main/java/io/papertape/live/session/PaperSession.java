package io.papertape.live.session;

import io.papertape.journal.RecordLevel;
import io.papertape.live.session.SessionManifest.Recovery;
import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.Disk;
import io.papertape.live.tape.Halt;
import io.papertape.live.tape.HaltFile;
import io.papertape.live.tape.Sequencer;
import io.papertape.live.tape.TapeEvent.OperatorCommand;
import io.papertape.live.tape.TapeReader;
import io.papertape.live.tape.TapeWriter;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.RunView;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/// One strategy on one feed, from its start or its recovery to its end, on a thread of its own.
///
/// Nothing is told to a [SessionListener] or shows in [#status] before it is durable: tape first,
/// then journal. A disk that does not take it ends the session with a reason that is durable
/// itself; see [HaltFile].
public final class PaperSession {
  private static final long KILL_PATIENCE_MILLIS = 2_000;

  private final String id;
  private final SessionManifest manifest;
  private final SessionDisks disks;
  private final Strategy strategy;
  private final LiveFeed feed;
  private final LongSupplier ticker;
  private final SessionListener listener;
  private final SessionInbox inbox = new SessionInbox();
  private final RecentEntries recent = new RecentEntries();
  private final CompletableFuture<SessionStatus> end = new CompletableFuture<>();
  private final HaltFile haltFile;
  private volatile SessionStatus status = SessionStatus.starting();
  private Thread thread = Thread.currentThread();
  private Optional<Halt> halt = Optional.empty();

  /// @param ticker steady nanoseconds of the process
  public PaperSession(
      String id,
      SessionManifest manifest,
      SessionDisks disks,
      Strategy strategy,
      LiveFeed feed,
      LongSupplier ticker,
      SessionListener listener) {
    this.id = id;
    this.manifest = manifest;
    this.disks = disks;
    this.strategy = strategy;
    this.feed = feed;
    this.ticker = ticker;
    this.listener = listener;
    haltFile = new HaltFile(disks.record());
  }

  /// Begins, or goes on where the tape ends.
  ///
  /// @throws WorkspaceException if it halted and nobody has cleared that
  public PaperSession start() {
    Optional<Halt> halted = haltFile.read();
    if (halted.isPresent()) {
      throw WorkspaceException.configuration(
          "Session has halted: session=%s, reason=%s, %s. Clear it with paper start --session."
              .formatted(id, halted.get().code(), halted.get().detail()));
    }
    haltFile.prepare();
    thread = Thread.ofPlatform().name("session-" + id).unstarted(this::run);
    thread.start();
    return this;
  }

  /// As it stood after its last durable entry.
  public SessionStatus status() {
    return status;
  }

  public String id() {
    return id;
  }

  public SessionManifest manifest() {
    return manifest;
  }

  /// Waits for the end.
  ///
  /// @return empty if it has not come in time
  public Optional<SessionStatus> await(long millis) throws InterruptedException {
    try {
      return Optional.of(end.get(millis, TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Session ended otherwise than by its own hand.", e);
    }
  }

  /// True once its thread has ended, and with it all use of its files.
  boolean hasLetGo() {
    return !thread.isAlive();
  }

  /// Waits until it has let go.
  void awaitThread() throws InterruptedException {
    thread.join();
  }

  /// Gives the session a command; it takes effect, and is on the record, at its next moment.
  public void command(OperatorCommand.Command command, String who, String why) {
    inbox.command(new OperatorCommand(feed.clock().getAsLong(), command, who, why));
  }

  /// Stops all trading for good: cancels what works, takes no new order, and closes positions if
  /// asked. A session that does not answer (a strategy that hangs) is halted from outside.
  ///
  /// @return how it was done
  public String kill(String who, String why, boolean flatten) throws InterruptedException {
    command(OperatorCommand.Command.KILL, who, why);
    if (flatten) {
      command(OperatorCommand.Command.FLATTEN, who, why);
    }
    long until = ticker.getAsLong() + KILL_PATIENCE_MILLIS * 1_000_000;
    while (ticker.getAsLong() < until) {
      if (status.state() == State.KILLED || status.state().isOver()) {
        return "killed";
      }
      Thread.sleep(5);
    }
    haltFromOutside("kill-switch", "%s: %s. The session did not answer.".formatted(who, why));
    return "halted";
  }

  private void haltFromOutside(String code, String detail) {
    Halt reason = new Halt(feed.clock().getAsLong(), code, detail);
    status = status.ended(State.HALTED, Optional.of(code + ": " + detail));
    try {
      haltFile.write(reason);
    } catch (IOException | UncheckedIOException e) {
      status =
          status.ended(
              State.HALTED,
              Optional.of("%s: %s (not durable: %s)".formatted(code, detail, e.getMessage())));
    }
    inbox.close();
    end.complete(status); // what the thread finds once it is let go changes nothing any more
    thread.interrupt();
    listener.published(List.of(), status);
  }

  private void run() {
    Optional<String> why = Optional.empty();
    State how = State.HALTED;
    try {
      RunResult result = runTape();
      if (halt.isEmpty()) {
        how = result.failure().isEmpty() ? State.STOPPED : State.FAILED;
        why = result.failure().map(Throwable::toString);
      }
    } catch (IOException | RuntimeException e) {
      halt = halt.or(() -> Optional.of(reason(e)));
    }
    inbox.close();
    feed.close();
    if (end.isDone()) {
      return;
    }
    if (halt.isPresent()) {
      Halt reason = halt.get();
      why = Optional.of(reason.code() + ": " + reason.detail() + writeHalt(reason));
    }
    status = status.ended(how, why);
    listener.published(List.of(), status);
    end.complete(status);
  }

  private String writeHalt(Halt reason) {
    try {
      haltFile.write(reason);
      return "";
    } catch (IOException | RuntimeException e) {
      return " (this reason is not durable: %s)".formatted(e.getMessage());
    }
  }

  private Halt reason(Throwable e) {
    String code = e instanceof SessionDivergence ? "journal-diverges" : "disk-failed";
    String text = e.getMessage() == null ? e.toString() : e.getMessage();
    return new Halt(feed.clock().getAsLong(), code, text);
  }

  private RunResult runTape() throws IOException {
    boolean isNew = disks.tape().names().isEmpty();
    try (SessionJournal journal = SessionJournal.open(disks.record(), true);
        TapeWriter tape = TapeWriter.open(disks.tape(), id, manifest.instruments(), _ -> {});
        Recorded recorded = Recorded.of(disks.tape(), isNew || tape.moments() == 0)) {
      Commits commits = new Commits(journal, tape);
      LiveMoments moments =
          new LiveMoments(
              inbox,
              tape,
              recorded.reader(),
              sink ->
                  new Sequencer(
                      manifest.instruments(), manifest.sequencer(), manifest.startNanos(), sink),
              feed.clock(),
              ticker,
              commits,
              manifest.recovery() == Recovery.WAIT);
      commits.moments = Optional.of(moments);
      RunResult result =
          simulation(new SessionSource(moments, manifest.instruments().size()))
              .journal(journal, RecordLevel.EACH)
              .run();
      if (halt.isEmpty()) {
        commits.last();
      }
      return result;
    }
  }

  private Simulation simulation(SessionSource source) {
    return simulation(manifest, strategy, source);
  }

  /// The simulation of a session over a source.
  static Simulation simulation(SessionManifest manifest, Strategy strategy, SessionSource source) {
    Simulation simulation =
        Simulation.of(strategy)
            .named(manifest.strategy())
            .under(manifest.assumptions())
            .within(manifest.limits())
            .manifest(manifest.hash())
            .from(source, manifest.startNanos());
    manifest.instruments().forEach(one -> simulation.on(one.instrument()));
    return simulation;
  }

  /// A reader of the tape as it was at the start, if there was one.
  private record Recorded(Optional<TapeReader> reader) implements AutoCloseable {
    static Recorded of(Disk disk, boolean isNew) {
      return new Recorded(isNew ? Optional.empty() : Optional.of(TapeReader.open(disk)));
    }

    @Override
    public void close() {
      reader.ifPresent(TapeReader::close);
    }
  }

  /// Makes durable and publishes, on the session's thread.
  private final class Commits implements LiveMoments.Pauses {
    private final SessionJournal journal;
    private final TapeWriter tape;
    private Optional<LiveMoments> moments = Optional.empty();
    private Optional<RunView> view = Optional.empty();

    Commits(SessionJournal journal, TapeWriter tape) {
      this.journal = journal;
      this.tape = tape;
    }

    @Override
    public void caughtUp(long marketNanos) {
      if (!journal.isCaughtUp()) {
        halt =
            Optional.of(
                new Halt(
                    feed.clock().getAsLong(),
                    "journal-beyond-tape",
                    "The journal goes on where the tape has ended; entries=%d replayed."
                        .formatted(journal.entries())));
        throw new SessionDivergence("Journal is longer than what its tape gives.");
      }
      feed.start(inbox, marketNanos);
    }

    @Override
    public void commit(RunView run) {
      view = Optional.of(run);
      try {
        tape.commit();
        publish(journal.commit());
      } catch (IOException | RuntimeException e) {
        halt = Optional.of(reason(e));
        throw new IllegalStateException("Session cannot be recorded: " + e.getMessage(), e);
      }
    }

    /// The seal, after the simulation has ended.
    void last() throws IOException {
      tape.commit();
      publish(journal.commit());
    }

    private void publish(List<String> lines) {
      if (view.isEmpty() || end.isDone()) {
        return;
      }
      recent.add(lines);
      status =
          SessionSnapshots.of(
              view.get(),
              tape.moments(),
              journal.entries(),
              moments.orElseThrow().sequencer().dropped(),
              inbox.depth(),
              recent.lines());
      if (!lines.isEmpty()) {
        listener.published(lines, status);
      }
    }
  }
}
