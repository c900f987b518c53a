package io.papertape.live.session;

import io.papertape.live.tape.Halt;
import io.papertape.live.tape.HaltFile;
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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Begins lives of sessions, each under its gate and lock, and sees to what is left at their ends.
final class SessionLives {
  private static final Duration LOCK_PATIENCE = Duration.ofMillis(200);

  private final Workspace workspace;
  private final Clock clock;
  private final LongSupplier ticker;
  private final SessionAlerts alerts;
  private final Consumer<String> notices;
  private final KillSwitch killSwitch;
  private final SessionRegister register;

  SessionLives(
      Workspace workspace,
      Clock clock,
      LongSupplier ticker,
      SessionAlerts alerts,
      Consumer<String> notices,
      KillSwitch killSwitch,
      SessionRegister register) {
    this.workspace = workspace;
    this.clock = clock;
    this.ticker = ticker;
    this.alerts = alerts;
    this.notices = notices;
    this.killSwitch = killSwitch;
    this.register = register;
  }

  /// What a session that is there already is made of. One whose stored data are others by now
  /// halts, durably: an operator puts them back and lets it go on.
  NewSession again(HostedSession hosted, StrategyLoader loader, Feeds feeds) {
    try {
      return NewSession.again(hosted.folder(), loader, feeds);
    } catch (ChangedDataException e) {
      halt(hosted, e);
      throw e;
    }
  }

  private void halt(HostedSession hosted, ChangedDataException changed) {
    SessionFolder folder = hosted.folder();
    String why = changed.getMessage();
    hosted.gate().lock();
    try (WriteLock _ = WriteLock.take(folder.lock(), LOCK_PATIENCE)) {
      requireNotEnded(folder);
      HaltFile file = new HaltFile(folder.record());
      if (file.read().isEmpty()) {
        file.write(new Halt(Times.nanos(clock.instant()), ChangedDataException.CODE, why));
        hosted.rests(IdleStatus.of(folder, why));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      hosted.gate().unlock();
    }
  }

  /// Begins a life, unless the session was killed or stopped while what it is made of was loaded.
  ///
  /// @param made       its feed is closed if the life does not begin
  /// @param clearsHalt whether the reason of a halt is put aside, once nobody else can run it
  /// @param kills      uses of the kill switch that were before
  void begin(HostedSession hosted, NewSession made, boolean clearsHalt, int kills) {
    boolean isBegun = false;
    hosted.gate().lock();
    try {
      killSwitch.requireUnused(hosted, kills);
      begin(hosted, made, clearsHalt);
      isBegun = true;
    } finally {
      hosted.gate().unlock();
      if (!isBegun) {
        made.feed().feed().close();
      }
    }
    killSwitch.catchUp(hosted, kills);
  }

  private void begin(HostedSession hosted, NewSession made, boolean clearsHalt) {
    WriteLock lock = WriteLock.take(hosted.folder().lock(), LOCK_PATIENCE);
    boolean isBegun = false;
    try {
      requireNotEnded(hosted.folder());
      PaperSession session =
          new PaperSession(
              hosted.id(),
              made.manifest(),
              SessionDisks.of(hosted.folder()),
              made.strategy()::createApart,
              SnapshotPlan.inBackground(note -> tell(hosted, note)),
              made.feed().feed(),
              made.strategy().remoteModel().isPresent() ? new HttpModelClient() : ModelClient.NONE,
              ticker,
              alerts.watching(hosted));
      if (!hosted.isBeingMade()) {
        made.facts().forEach(text -> tellChange(hosted, text));
      }
      if (clearsHalt) {
        letGoOn(hosted.folder());
      }
      session.start();
      hosted.runs(session, () -> keep(hosted, session, lock));
      isBegun = true;
    } finally {
      if (!isBegun) {
        lock.close();
      }
    }
  }

  /// @throws WorkspaceException if it has come to its end
  static void requireNotEnded(SessionFolder folder) {
    if (IdleStatus.isSealed(folder)) {
      throw WorkspaceException.configuration(
          "Session has ended and is sealed: session=%s. Start a new one.".formatted(folder.id()));
    }
    if (OperatorEnd.of(folder).isPresent()) {
      throw WorkspaceException.configuration(
          "Session was stopped for good: session=%s. Start a new one.".formatted(folder.id()));
    }
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

  private void tellChange(HostedSession hosted, String text) {
    hosted.sourcesChanged(Optional.of(text));
    notices.accept("Session %s: %s".formatted(hosted.id(), text));
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
        register.strike(hosted.id());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      notices.accept("Session %s is not in the ledger: %s".formatted(hosted.id(), e.getMessage()));
    } finally {
      hosted.letsGo(session);
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
}
