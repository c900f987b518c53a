package io.papertape.live.session;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.tape.TapeEvent.OperatorCommand;
import io.papertape.live.transport.ModelClient;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.WorkspaceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// One strategy on one feed, from its start or its recovery to its end, on a thread of its own.
///
/// Nothing is told to a [SessionListener] or shows in [#status] before it is durable: tape first,
/// then journal. A disk that does not take it ends the session with a reason that is durable
/// itself; see [HaltFile]. What the thread does is [SessionRun].
public final class PaperSession {
  private static final long COMMAND_PATIENCE_MILLIS = 2_000;
  private static final String KILLED = "killed";
  private static final String HALTED = "halted";

  private final String id;
  private final SessionManifest manifest;
  private final LiveFeed feed;
  private final LongSupplier ticker;
  private final SessionInbox inbox;
  private final OpenCommands commands;
  private final CompletableFuture<SessionStatus> end = new CompletableFuture<>();
  private final SessionRun life;
  private Thread thread = Thread.currentThread();

  /// @param ticker steady nanoseconds of the process
  public PaperSession(
      String id,
      SessionManifest manifest,
      SessionDisks disks,
      Strategy strategy,
      LiveFeed feed,
      LongSupplier ticker,
      SessionListener listener) {
    this(id, manifest, disks, () -> strategy, SnapshotPlan.NONE, feed, ticker, listener);
  }

  /// @param strategies makes new instances of the strategy
  /// @param plan       when snapshots are taken
  /// @param ticker     steady nanoseconds of the process
  public PaperSession(
      String id,
      SessionManifest manifest,
      SessionDisks disks,
      Supplier<Strategy> strategies,
      SnapshotPlan plan,
      LiveFeed feed,
      LongSupplier ticker,
      SessionListener listener) {
    this(id, manifest, disks, strategies, plan, feed, ModelClient.NONE, ticker, listener);
  }

  /// @param strategies makes new instances of the strategy
  /// @param plan       when snapshots are taken
  /// @param models     asks what is remote
  /// @param ticker     steady nanoseconds of the process
  public PaperSession(
      String id,
      SessionManifest manifest,
      SessionDisks disks,
      Supplier<Strategy> strategies,
      SnapshotPlan plan,
      LiveFeed feed,
      ModelClient models,
      LongSupplier ticker,
      SessionListener listener) {
    this.id = id;
    this.manifest = manifest;
    this.feed = feed;
    this.ticker = ticker;
    inbox = new SessionInbox(feed::knownUntil);
    commands = new OpenCommands(listener);
    life =
        new SessionRun(
            id, manifest, disks, strategies, plan, feed, models, ticker, inbox, commands);
  }

  /// Begins, or goes on where the tape ends.
  ///
  /// @throws WorkspaceException if it halted and nobody has cleared that
  public PaperSession start() {
    life.prepare();
    thread = Thread.ofPlatform().name("session-" + id).start(this::run);
    return this;
  }

  private void run() {
    try {
      life.run();
    } finally {
      end.complete(over());
    }
  }

  /// As it stood after its last durable entry.
  public SessionStatus status() {
    return hasLetGo() ? over() : life.status();
  }

  /// A thread that could not even say why it ends has ended all the same.
  private SessionStatus over() {
    SessionStatus last = life.status();
    return last.state().isOver()
        ? last
        : last.ended(State.HALTED, Optional.of("session-broke: its thread is gone."));
  }

  /// Events that have come, and that it has not taken yet.
  public int waiting() {
    return inbox.depth();
  }

  /// What a person should know of its feed, and of a time that does not go on.
  public List<String> feedNotes() {
    List<String> notes = new ArrayList<>(feed.notes());
    if (feed.tellsHealth() && !status().state().isOver()) {
      SessionLag.note(
              status().timeNanos(), feed.clock().getAsLong(), manifest().sequencer().mostAhead())
          .ifPresent(notes::add);
    }
    return notes;
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

  /// True once its tape has been run again.
  boolean isCaughtUp() {
    return life.isCaughtUp();
  }

  /// Waits until its tape has been run again, but not for ever.
  ///
  /// @return false if that takes longer
  boolean awaitCaughtUp() throws InterruptedException {
    long until = ticker.getAsLong() + COMMAND_PATIENCE_MILLIS * 1_000_000;
    while (!life.isCaughtUp() && !hasLetGo() && ticker.getAsLong() < until) {
      Thread.sleep(5);
    }
    return life.isCaughtUp();
  }

  /// How many steps its thread has taken.
  long steps() {
    return life.steps();
  }

  /// True once its thread has ended, and with it all use of its files.
  boolean hasLetGo() {
    return !thread.isAlive();
  }

  /// True once the reason of its halt stands after a restart, whatever happens.
  boolean isReasonDurable() {
    return life.end().isReasonDurable();
  }

  /// True while the reason of a halt from outside is on its way to the disk.
  boolean isReasonUnderWay() {
    return life.end().isReasonUnderWay();
  }

  /// Waits until it has let go.
  void awaitThread() throws InterruptedException {
    thread.join();
  }

  /// Gives the session a command; it takes effect, and is on the record, at its next moment.
  public void command(OperatorCommand.Command command, String who, String why) {
    give(command, who, why);
  }

  private OpenCommands.Given give(OperatorCommand.Command command, String who, String why) {
    OperatorCommand given = new OperatorCommand(feed.clock().getAsLong(), command, who, why);
    OpenCommands.Given open = commands.add(given);
    inbox.command(given);
    return open;
  }

  /// The same, and waits until it is on the record, but not for ever.
  ///
  /// @return false if it is in memory alone, and a crash takes it back
  boolean commandOnRecord(OperatorCommand.Command command, String who, String why)
      throws InterruptedException {
    OpenCommands.Given given = give(command, who, why);
    long until = ticker.getAsLong() + COMMAND_PATIENCE_MILLIS * 1_000_000;
    while (!given.isOnRecord() && !hasLetGo() && ticker.getAsLong() < until) {
      Thread.sleep(5);
    }
    return given.isOnRecord();
  }

  /// Stops all trading for good: cancels what works, takes no new order, and closes positions if
  /// asked. A session that does not answer (a strategy that hangs) is halted from outside, unless
  /// its strategy is done and the seal is being written.
  ///
  /// @return how it was done
  public String kill(String who, String why, boolean flatten) throws InterruptedException {
    boolean isKilled = status().state() == State.KILLED;
    if (isKilled && !flatten) {
      return KILLED;
    }
    OperatorCommand.Command command =
        flatten ? OperatorCommand.Command.KILL_AND_FLATTEN : OperatorCommand.Command.KILL;
    OpenCommands.Given given = give(isKilled ? OperatorCommand.Command.FLATTEN : command, who, why);
    long until = ticker.getAsLong() + COMMAND_PATIENCE_MILLIS * 1_000_000;
    while (ticker.getAsLong() < until) {
      State state = status().state();
      if (state == State.HALTED) {
        return HALTED; // by itself, and perhaps not durably
      }
      if (given.isOnRecord() || state.isOver() || (state == State.KILLED && !flatten)) {
        return KILLED;
      }
      Thread.sleep(5);
    }
    String text = "%s: %s. The session did not answer.".formatted(who, why);
    boolean isHalted =
        haltFromOutside("kill-switch", text)
            || life.end().isHalting() // by itself, on a disk that does not answer
            || status().state() == State.HALTED;
    return isHalted ? HALTED : KILLED; // else it has ended in good order, or is being sealed
  }

  /// Halts it, whatever its thread does.
  ///
  /// @return false if it is ending by itself
  boolean haltFromOutside(String code, String detail) {
    if (!life.haltFromOutside(code, detail)) {
      return false;
    }
    end.complete(status());
    thread.interrupt();
    return true;
  }
}
