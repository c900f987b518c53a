package io.papertape.live.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Notices sessions whose thread takes no step: a strategy that does not return, or a disk that
/// does not answer. A session that has nothing to do takes twenty steps a second. Then it has the
/// files of those that run looked at, aside: their disk may not answer.
final class HangWatch {
  static final Duration BOUND = Duration.ofSeconds(30);
  private static final Duration FILES_PATIENCE = Duration.ofSeconds(2);

  private final Clock clock;
  private final LongSupplier ticker;
  private final SessionAlerts alerts;
  private final Consumer<String> notices;
  private final Map<String, Seen> seen = new HashMap<>();
  private Thread files = new Thread();

  /// @param sinceTicks when it was first seen at this step
  private record Seen(PaperSession session, long steps, long sinceTicks, Instant since) {
    boolean isStill(PaperSession running, long now) {
      return session == running && steps == now;
    }
  }

  HangWatch(Clock clock, LongSupplier ticker, SessionAlerts alerts, Consumer<String> notices) {
    this.clock = clock;
    this.ticker = ticker;
    this.alerts = alerts;
    this.notices = notices;
  }

  /// Looks at all of them, every few seconds.
  synchronized void look(Collection<HostedSession> sessions) {
    for (HostedSession one : sessions) {
      Optional<PaperSession> running = one.session().filter(_ -> one.isRunning());
      if (running.isEmpty()) {
        seen.remove(one.id());
        one.hangs(Optional.empty());
      } else {
        look(one, running.get());
      }
    }
    if (!files.isAlive()) { // else its disk does not answer
      List<HostedSession> all = List.copyOf(sessions);
      files = Thread.ofPlatform().daemon().name("session-files").start(() -> lookAtFiles(all));
      awaitFiles();
    }
  }

  private void lookAtFiles(List<HostedSession> sessions) {
    for (HostedSession one : sessions) {
      try {
        one.lookAtFiles()
            .ifPresent(why -> notices.accept("Session %s halts: %s".formatted(one.id(), why)));
      } catch (RuntimeException e) { // of one session: the others are looked at
        notices.accept("Files cannot be looked at: session=%s, cause=%s".formatted(one.id(), e));
      }
    }
  }

  private void awaitFiles() {
    try {
      boolean _ = files.join(FILES_PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(HostedSession one, PaperSession running) {
    long steps = running.steps();
    Seen before = seen.get(one.id());
    if (before == null || !before.isStill(running, steps)) {
      seen.put(one.id(), new Seen(running, steps, ticker.getAsLong(), clock.instant()));
      if (one.hangsSince().isPresent()) {
        notices.accept("Session %s takes steps again".formatted(one.id()));
      }
      one.hangs(Optional.empty());
    } else if (one.hangsSince().isEmpty()
        && ticker.getAsLong() - before.sinceTicks() >= BOUND.toNanos()) {
      one.hangs(Optional.of(before.since()));
      notices.accept("Session %s has taken no step since %s".formatted(one.id(), before.since()));
      alerts.hangs(one, before.since());
    }
  }
}
