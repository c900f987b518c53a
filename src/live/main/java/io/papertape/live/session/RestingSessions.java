package io.papertape.live.session;

import io.papertape.live.session.SessionStatus.State;
import io.papertape.market.Times;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Ends sessions that do not run, as they are.
final class RestingSessions {
  private static final Duration LOCK_PATIENCE = Duration.ofMillis(200);
  private static final String LOST = "its folder was gone";

  private final KnownSessions known;
  private final Clock clock;

  RestingSessions(KnownSessions known, Clock clock) {
    this.known = known;
    this.clock = clock;
  }

  /// @return false if it runs
  /// @throws WorkspaceException if it has ended already, or another process runs it
  boolean end(HostedSession hosted, OperatorEnd end) throws InterruptedException {
    long patience = KillSwitch.GATE_PATIENCE.toMillis();
    if (!hosted.gate().tryLock(patience, TimeUnit.MILLISECONDS)) {
      throw new WorkspaceException(
          WorkspaceException.Kind.ENVIRONMENT,
          "Session is being started, and its disk does not answer: session=%s. Stop it again."
              .formatted(hosted.id()));
    }
    try {
      SessionFolder folder = hosted.folder();
      if (hosted.isRunning()) {
        return false;
      }
      if (known.isLost(hosted)) {
        known.giveUp(hosted, end);
        String why = "stopped by %s: %s; %s".formatted(end.who(), end.why(), LOST);
        hosted.rests(hosted.status().ended(State.STOPPED, Optional.of(why)));
        return true;
      }
      if (hosted.isBeingMade()
          || IdleStatus.isSealed(folder)
          || OperatorEnd.of(folder).isPresent()) {
        throw WorkspaceException.configuration(
            "Session has ended: session=%s. There is nothing to stop.".formatted(hosted.id()));
      }
      if (hosted.isReasonUnderWay()) {
        throw new WorkspaceException(
            WorkspaceException.Kind.ENVIRONMENT,
            "Session is halted, and its disk does not answer: session=%s. Stop it again."
                .formatted(hosted.id()));
      }
      if (hosted.isHeldByItsThread()) {
        end.put(folder, Times.nanos(clock.instant()));
      } else {
        try (WriteLock _ = WriteLock.take(folder.lock(), LOCK_PATIENCE)) {
          end.put(folder, Times.nanos(clock.instant()));
        }
      }
      hosted.rests(IdleStatus.of(folder, "stopped"));
      strike(hosted);
      return true;
    } finally {
      hosted.gate().unlock();
    }
  }

  /// What cannot be struck now is when the session is looked at again.
  private void strike(HostedSession hosted) {
    try {
      known.register().strike(hosted.id());
    } catch (UncheckedIOException _) {
      // it has ended all the same, and its folder says so
    }
  }
}
