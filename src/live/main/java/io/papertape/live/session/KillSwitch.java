package io.papertape.live.session;

import io.papertape.live.session.PaperSessions.Killed;
import io.papertape.live.tape.Halt;
import io.papertape.live.tape.HaltFile;
import io.papertape.market.Times;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WorkspaceException.Kind;
import io.papertape.workspace.WriteLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Stops the sessions of a workspace, whether they run or not. One that is being started or taken
/// up when it is used does not run.
final class KillSwitch {
  /// How long what ends a session waits for a start of it that is under way.
  static final Duration GATE_PATIENCE = Duration.ofSeconds(2);

  /// How long a use waits for everything: for a start, for a session, for the reason of its halt.
  static final Duration PATIENCE = Duration.ofSeconds(6);

  private static final Duration LOCK_PATIENCE = Duration.ofMillis(200);
  private static final String CODE = "kill-switch";
  private static final String HALTED = "halted";
  private static final String NOT_STARTED = "not-started";
  private static final String NOT_KILLED = "not-killed";
  private static final String OVER = "over";

  private final SessionAlerts alerts;
  private final Clock clock;
  private final List<Use> uses = new CopyOnWriteArrayList<>();

  /// One use of it.
  ///
  /// @param session  only that one; all if empty
  /// @param strategy only sessions of that; all if empty
  record Use(
      Optional<String> session,
      Optional<String> strategy,
      String who,
      String why,
      boolean flatten) {
    boolean isFor(HostedSession one) {
      return session.filter(id -> !id.equals(one.id())).isEmpty()
          && strategy.filter(name -> !name.equals(one.manifest().strategy())).isEmpty();
    }
  }

  KillSwitch(SessionAlerts alerts, Clock clock) {
    this.alerts = alerts;
    this.clock = clock;
  }

  /// How often it was used.
  int uses() {
    return uses.size();
  }

  /// Asked last before a session runs, with its gate held: a kill that comes later waits for that.
  ///
  /// @param before uses of before its start was under way
  /// @throws WorkspaceException if it was used for the session since
  void requireUnused(HostedSession session, int before) {
    for (Use use : usesSince(before)) {
      if (use.isFor(session)) {
        throw WorkspaceException.configuration(
            ("Kill switch was used while the session was being started: session=%s, who=%s,"
                    + " why=%s. Start it again if that is meant.")
                .formatted(session.id(), use.who(), use.why()));
      }
    }
  }

  /// A use that did not wait for a start which takes longer than its patience reaches it too.
  ///
  /// @param before uses of before
  void catchUp(HostedSession session, int before) {
    for (Use use : usesSince(before)) {
      if (use.isFor(session)) {
        outcome(session, use);
      }
    }
  }

  /// As of now: others may come meanwhile.
  private List<Use> usesSince(int before) {
    List<Use> now = List.copyOf(uses);
    return now.subList(before, now.size());
  }

  /// @param all asked once the use is known to whoever takes up a session
  /// @throws WorkspaceException if no session has the strategy that is meant
  List<Killed> use(Supplier<List<HostedSession>> all, Use use) throws InterruptedException {
    uses.add(use);
    List<HostedSession> known = all.get();
    requireKnown(known, use);
    List<HostedSession> meant =
        known.stream().filter(use::isFor).sorted(Comparator.comparing(HostedSession::id)).toList();
    Map<String, Killed> outcomes = new ConcurrentHashMap<>();
    CountDownLatch open = new CountDownLatch(meant.size());
    for (HostedSession one : meant) {
      Thread.ofPlatform()
          .daemon()
          .name("kill-" + one.id())
          .start(
              () -> {
                try {
                  outcomes.put(one.id(), mayTrade(one) ? outcome(one, use) : over(one));
                } finally {
                  open.countDown();
                }
              });
    }
    boolean _ = open.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    return meant.stream()
        .map(one -> outcomes.getOrDefault(one.id(), unanswered(one)))
        .filter(killed -> !killed.outcome().equals(NOT_STARTED) && !killed.outcome().equals(OVER))
        .toList();
  }

  private static boolean mayTrade(HostedSession session) {
    return session.gate().isLocked() || session.isRunning() || mayRunAgain(session);
  }

  private static Killed over(HostedSession session) {
    return new Killed(session.id(), OVER);
  }

  /// One whose disk does not answer, and whose halt may or may not stand already.
  private static Killed unanswered(HostedSession session) {
    return switch (session.status().state()) {
      case STOPPED, FAILED -> over(session);
      case HALTED -> new Killed(session.id(), HALTED, Optional.of(again(session)));
      case RECOVERING, RUNNING, PAUSED, KILLED ->
          new Killed(
              session.id(), NOT_KILLED, Optional.of("Its disk does not answer. Kill it again."));
    };
  }

  private static String again(HostedSession session) {
    return "A restart of the service takes it up again: "
        + session.status().halt().orElse("its reason is not durable");
  }

  private static void requireKnown(List<HostedSession> known, Use use) {
    if (use.strategy().isPresent() && known.stream().noneMatch(use::isFor)) {
      throw WorkspaceException.configuration(
          "No session has this strategy: strategy=%s. There are: %s."
              .formatted(
                  use.strategy().get(),
                  known.stream()
                      .map(one -> one.manifest().strategy())
                      .distinct()
                      .sorted()
                      .collect(Collectors.joining(", "))));
    }
  }

  /// True if it neither has ended nor is halted. What cannot be read counts as such.
  private static boolean mayRunAgain(HostedSession session) {
    if (session.isBeingMade() || !session.folder().isThere()) {
      return true;
    }
    try {
      return !IdleStatus.isSealed(session.folder())
          && OperatorEnd.of(session.folder()).isEmpty()
          && new HaltFile(session.folder().record()).read().isEmpty();
    } catch (RuntimeException _) {
      return true;
    }
  }

  private static Killed orState(HostedSession session, RuntimeException e) {
    if (!session.isRunning() && !mayRunAgain(session)) {
      return new Killed(session.id(), SessionWords.of(session.status().state()));
    }
    boolean isElsewhere =
        e instanceof WorkspaceException refused
            && refused.kind() == Kind.ENVIRONMENT
            && session.folder().isThere() // else nobody knows
            && !session.gate().isLocked(); // else it is being started here
    return new Killed(session.id(), isElsewhere ? "not-here" : NOT_KILLED, Optional.of(words(e)));
  }

  private static String words(RuntimeException e) {
    Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
    return cause instanceof WorkspaceException ? cause.getMessage() : cause.toString();
  }

  private Killed outcome(HostedSession session, Use use) {
    try {
      return durably(session, kill(session, use));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Killed(session.id(), NOT_KILLED, Optional.of("The service ends."));
    } catch (RuntimeException e) {
      return orState(session, e);
    }
  }

  /// What has halted stays so after a restart only if its reason is on the disk. That of one whose
  /// thread has not let go is asked of the session, for its disk may not answer.
  private static Killed durably(HostedSession session, String outcome) {
    if (!outcome.equals(HALTED)) {
      return new Killed(session.id(), outcome);
    }
    boolean isDurable =
        session
            .session()
            .filter(life -> !life.hasLetGo())
            .map(PaperSession::isReasonDurable)
            .orElseGet(() -> !mayRunAgain(session));
    return isDurable
        ? new Killed(session.id(), outcome)
        : new Killed(session.id(), outcome, Optional.of(again(session)));
  }

  /// One session, which is named.
  Killed one(HostedSession session, Use use) throws InterruptedException {
    uses.add(use);
    return BoundedCall.start("kill-" + session.id(), () -> killed(session, use))
        .await(PATIENCE)
        .orElseGet(() -> unanswered(session));
  }

  private Killed killed(HostedSession session, Use use) throws InterruptedException {
    String outcome = kill(session, use);
    if (outcome.equals(NOT_STARTED)) {
      throw WorkspaceException.configuration(
          "Session was not started: session=%s. There is nothing to kill.".formatted(session.id()));
    }
    return durably(session, outcome);
  }

  private String kill(HostedSession session, Use use) throws InterruptedException {
    if (!session.isRunning()) {
      if (!session.gate().tryLock(GATE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new WorkspaceException(
            Kind.ENVIRONMENT,
            "Session is being started, and its disk does not answer: session=%s. Kill it again."
                .formatted(session.id()));
      }
      try {
        if (!session.isRunning()) {
          return atRest(session, use);
        }
      } finally {
        session.gate().unlock();
      }
    }
    return session.kill(use.who(), use.why(), use.flatten()); // it may just have been taken up
  }

  private String atRest(HostedSession session, Use use) {
    if (session.isBeingMade()) {
      return NOT_STARTED;
    }
    if (session.isReasonUnderWay()) {
      return HALTED; // a second reason beside it would spoil both
    }
    if (session.isHeldByItsThread()) { // which records nothing any more, and has the lock
      return halt(session, use);
    }
    if (!session.folder().isThere()) {
      throw new WorkspaceException(
          Kind.ENVIRONMENT,
          ("Session has lost its folder, so its kill cannot be durable: session=%s. papertape"
                  + " paper stop %s gives it up for good.")
              .formatted(session.id(), session.id()));
    }
    try (WriteLock _ = WriteLock.take(session.folder().lock(), LOCK_PATIENCE)) {
      return halt(session, use);
    }
  }

  private String halt(HostedSession session, Use use) {
    if (IdleStatus.isSealed(session.folder())) {
      throw WorkspaceException.configuration(
          "Session has ended and is sealed: session=%s. There is nothing to kill."
              .formatted(session.id()));
    }
    if (OperatorEnd.of(session.folder()).isPresent()) {
      throw WorkspaceException.configuration(
          "Session was stopped for good: session=%s. There is nothing to kill."
              .formatted(session.id()));
    }
    boolean isNew = mayRunAgain(session);
    Halt reason =
        new Halt(
            Times.nanos(clock.instant()),
            CODE,
            "%s: %s. The session did not run.".formatted(use.who(), use.why()));
    try {
      new HaltFile(session.folder().record()).write(reason);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    session.rests(IdleStatus.of(session.folder(), reason.detail()));
    if (isNew) {
      alerts.watching(session).published(List.of(), session.status());
    }
    return HALTED;
  }
}
