package io.papertape.live.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.live.session.AlertSettings.Cause;
import io.papertape.live.session.SessionStatus.State;
import io.papertape.live.transport.SystemNanos;
import io.papertape.market.FixedPoint;
import io.papertape.market.InputState;
import io.papertape.market.Times;
import io.papertape.workspace.PlainText;
import io.papertape.workspace.run.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells people what a session cannot mend by itself. Alerts wait in short lines, one for each way
/// they go; what fails, hangs or finds its line full is noted in the log, and no session ever waits
/// for it.
public final class SessionAlerts implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long MOST_CLOSING_MILLIS = 1_000;
  private static final int MOST_NAMED = 8;

  /// What must be known is tried for a day: an outage that halts a session often cuts off its
  /// webhook too.
  private static final AlertLine.Tries TRIES =
      new AlertLine.Tries(
          Stream.of(1, 5, 30, 60, 300).map(Duration::ofSeconds).toList(), 3, 24 * 12 + 4);

  private static final String DRAWDOWN_STOP = "\"drawdown-stop\"";
  private static final String OPERATOR = "\"kind\":\"operator\"";
  private static final String KILL_SWITCH = "kill-switch: ";

  private final AlertSettings settings;
  private final Story story;
  private final Consumer<String> notices;
  private final LongSupplier wallNanos = SystemNanos.ticking();
  private final List<AlertLine> ways = new ArrayList<>();
  private final String run = UUID.randomUUID().toString();
  private final AtomicLong count = new AtomicLong();

  /// Not on the thread of a way: a disk that does not answer must not hold up what tells of it.
  private final ExecutorService marks =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("told-alerts").factory());

  /// Takes a sentence for the log whenever a session becomes something else.
  public interface Story {
    /// @param isTrouble whether it halted or failed
    void tell(String text, boolean isTrouble);
  }

  /// @param notices takes a sentence for the log about an alert that did not go out
  public SessionAlerts(AlertSettings settings, Consumer<String> notices) {
    this(settings, notices, (_, _) -> {});
  }

  /// @param notices takes a sentence for the log about an alert that did not go out
  /// @param story   is told what becomes of the sessions
  public SessionAlerts(AlertSettings settings, Consumer<String> notices, Story story) {
    this(settings, new AlertWays(PATIENCE), TRIES, notices, story);
  }

  /// @param tries of the webhook
  SessionAlerts(
      AlertSettings settings,
      AlertWays how,
      AlertLine.Tries tries,
      Consumer<String> notices,
      Story story) {
    this.settings = settings;
    this.story = story;
    this.notices = notices;
    if (!settings.command().isEmpty()) {
      ways.add(
          new AlertLine(
              "command",
              alert -> how.command(settings.command(), alert),
              AlertLine.Tries.ONE,
              notices));
    }
    settings
        .webhook()
        .ifPresent(
            address ->
                ways.add(
                    new AlertLine("webhook", alert -> how.post(address, alert), tries, notices)));
  }

  /// Listens to one session.
  SessionListener watching(HostedSession session) {
    return new Watch(session);
  }

  /// Tells that the thread of a session takes no step.
  void hangs(HostedSession session, Instant since) {
    new Watch(session).tell(Cause.HANGING, session.status(), "has taken no step since " + since);
  }

  /// Tells that files which a session was made of have changed.
  void sourcesChanged(HostedSession session, String what) {
    new Watch(session).tell(Cause.SOURCES_CHANGED, session.status(), "runs on: " + what);
  }

  /// Tells of a session at rest what an earlier process had to tell once for all and did not. Its
  /// journal may be read through for that.
  void tellOverdue(HostedSession session) {
    new Watch(session).tellOverdue(session.status());
  }

  private final class Watch implements SessionListener {
    private final HostedSession session;
    private State state = State.RECOVERING;
    private final TreeSet<String> stalled = new TreeSet<>();
    private final StartingInputs starting = new StartingInputs();
    private boolean isStopped;
    private boolean isKillTold;
    private boolean isModelDown;

    Watch(HostedSession session) {
      this.session = session;
    }

    @Override
    public synchronized void published(List<String> lines, SessionStatus status) {
      // By the entry, for what was killed may have stopped before anybody looks.
      lines.stream()
          .filter(ToldAlerts::isKill)
          .findFirst()
          .ifPresent(line -> tellKill(line, status));
      if (status.state() != state) {
        state = status.state();
        String why = status.halt().orElse("by the operator");
        tellStory(lines, status);
        switch (state) {
          case HALTED -> halted(why, status);
          case FAILED -> tellOnce(Cause.FAILED, status, failure(status), ways);
          case KILLED -> killed(status);
          case RECOVERING, RUNNING, PAUSED, STOPPED -> {
            // part of the day's work, or told already
          }
        }
      }
      starting.hear(lines, status.timeNanos());
      tellStalls(status);
      status.model().ifPresent(model -> model(model, status));
      boolean hasVeto = lines.stream().anyMatch(line -> line.contains(DRAWDOWN_STOP));
      if (!isStopped && (status.isDrawdownStopped() || hasVeto)) {
        isStopped = true;
        tell(
            Cause.DRAWDOWN_STOP,
            status,
            "takes no more risk: its drawdown stop has tripped at equity "
                + FixedPoint.format(status.equity()));
      }
    }

    private static String failure(SessionStatus status) {
      return "failed: " + status.halt().orElse("it is not known why");
    }

    private void tellKill(String line, SessionStatus status) {
      isKillTold = true;
      tellOnce(Cause.KILLED, status, "was killed by " + whoAndWhy(line), ways);
    }

    /// One that an earlier process saw killed, and perhaps did not tell of.
    private void killed(SessionStatus status) {
      if (!isKillTold) {
        isKillTold = true;
        Thread.ofPlatform().daemon().name("overdue-alerts").start(() -> tellOverdue(status));
      }
    }

    /// A failure and a kill, if they have not gone out every way there is.
    void tellOverdue(SessionStatus status) {
      ToldAlerts told = ToldAlerts.of(session.folder());
      try {
        if (!told.isOpen()) {
          return;
        }
        List<AlertLine> left = left(Cause.KILLED, told);
        Optional<String> kill = left.isEmpty() ? Optional.empty() : told.kill();
        kill.ifPresent(
            line -> tellOnce(Cause.KILLED, status, "was killed by " + whoAndWhy(line), left));
        boolean isFailed = status.state() == State.FAILED;
        List<AlertLine> failed = isFailed ? left(Cause.FAILED, told) : List.of();
        tellOnce(Cause.FAILED, status, failure(status), failed);
        boolean isEnded = isFailed || status.state() == State.STOPPED;
        if (isEnded && kill.isEmpty() && failed.isEmpty()) {
          told.close();
        }
      } catch (IOException | UncheckedIOException e) {
        notices.accept("What was told of session %s cannot be read: %s".formatted(session.id(), e));
      }
    }

    private List<AlertLine> left(Cause cause, ToldAlerts told) throws IOException {
      List<AlertLine> left = new ArrayList<>();
      for (AlertLine way : settings.asks(cause) ? ways : List.<AlertLine>of()) {
        if (!told.has(cause, way.name())) {
          left.add(way);
        }
      }
      return left;
    }

    /// With who made it so, if somebody did.
    private void tellStory(List<String> lines, SessionStatus status) {
      String by =
          lines.stream()
              .filter(line -> line.contains(OPERATOR))
              .reduce((_, last) -> last)
              .map(line -> ", by=" + whoAndWhy(line))
              .orElse("");
      String why = status.halt().map(reason -> ", reason=" + reason).orElse("");
      SessionManifest manifest = session.manifest();
      story.tell(
          "Session is %s: session=%s, strategy=%s, feed=%s%s%s"
              .formatted(
                  SessionWords.of(state),
                  session.id(),
                  manifest.strategy(),
                  manifest.feed(),
                  by,
                  why),
          state == State.HALTED || state == State.FAILED);
    }

    /// A session that did not answer the kill switch is halted from outside.
    private void halted(String why, SessionStatus status) {
      boolean isKill = why.startsWith(KILL_SWITCH) && settings.asks(Cause.KILLED);
      tell(isKill ? Cause.KILLED : Cause.HALTED, status, "halted: " + why);
    }

    /// One alert tells of all that are stalled when another one stalls.
    private void tellStalls(SessionStatus status) {
      List<SessionStatus.Position> now =
          status.position().stream().filter(one -> isStalled(one, status.timeNanos())).toList();
      List<String> symbols = now.stream().map(SessionStatus.Position::symbol).toList();
      boolean isNew = !stalled.containsAll(symbols);
      boolean isTold = !status.state().isOver() && !status.position().isEmpty();
      if (isTold && symbols.isEmpty() && !stalled.isEmpty()) {
        tell(Cause.SOUND, status, "has sound data again of " + named(List.copyOf(stalled)));
      }
      stalled.clear();
      stalled.addAll(symbols);
      if (isNew) {
        List<String> named = now.stream().map(this::stateAndReason).toList();
        tell(Cause.STALLED, status, "has no sound data of " + named(named));
      }
    }

    private String stateAndReason(SessionStatus.Position one) {
      String reason = starting.reason(one.symbol());
      return one.symbol()
          + ": "
          + SessionWords.of(one.input())
          + (reason.isEmpty() ? "" : " (%s)".formatted(reason));
    }

    private static String named(List<String> all) {
      String first = all.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
      return all.size() > MOST_NAMED
          ? first + " and %d more".formatted(all.size() - MOST_NAMED)
          : first;
    }

    private boolean isStalled(SessionStatus.Position one, long nowNanos) {
      return one.input() == InputState.BROKEN
          || (one.input() == InputState.STALE && !starting.isPatient(one.symbol(), nowNanos));
    }

    /// Once until it answers again; while it is left alone it does not.
    private void model(ModelHealth model, SessionStatus status) {
      if (model.isDown() && !isModelDown) {
        String text = "gets no scores of its model %s at %s: %s";
        tell(Cause.MODEL_DOWN, status, text.formatted(model.model(), model.url(), model.reason()));
      }
      isModelDown = model.isDown();
    }

    private void tell(Cause cause, SessionStatus status, String what) {
      if (settings.asks(cause)) {
        Alert alert = alert(run + "-" + count.incrementAndGet(), cause, status, what);
        ways.forEach(way -> way.offer(alert, () -> {}));
      }
    }

    /// What must be known of a session once, and is told by a later process with the same id if
    /// this one does not get it out.
    private void tellOnce(Cause cause, SessionStatus status, String what, List<AlertLine> by) {
      if (settings.asks(cause)) {
        Alert alert = alert(session.id() + "-" + SessionWords.of(cause), cause, status, what);
        by.forEach(way -> way.offer(alert, () -> marks.execute(() -> told(cause, way.name()))));
      }
    }

    private void told(Cause cause, String way) {
      try {
        ToldAlerts.of(session.folder()).add(cause, way);
      } catch (IOException | UncheckedIOException e) {
        notices.accept(
            "Alert has gone out and may again after a restart: session=%s, way=%s, cause=%s"
                .formatted(session.id(), way, e));
      }
    }

    private Alert alert(String id, Cause cause, SessionStatus status, String what) {
      String strategy = session.manifest().strategy();
      return new Alert(
          id,
          cause,
          session.id(),
          strategy,
          Times.instant(status.timeNanos()).toString(),
          Times.instant(wallNanos.getAsLong()).toString(),
          PlainText.of("Session %s (%s) %s".formatted(session.id(), strategy, what)));
    }
  }

  private static String whoAndWhy(String line) {
    try {
      JsonNode entry = CanonicalJson.read(line.getBytes(StandardCharsets.UTF_8));
      return "%s: %s".formatted(entry.path("who").asText(), entry.path("why").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    ways.forEach(AlertLine::close);
    marks.shutdown();
    try {
      boolean _ = marks.awaitTermination(MOST_CLOSING_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
