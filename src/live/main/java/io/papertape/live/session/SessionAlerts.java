package io.papertape.live.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.papertape.live.session.AlertSettings.Cause;
import io.papertape.live.session.SessionStatus.State;
import io.papertape.market.InputState;
import io.papertape.market.Times;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Tells people what a session cannot mend by itself. Alerts wait in a short line for a thread of
/// their own; one that fails, hangs or finds the line full is noted in the log, and no session
/// ever waits for it.
public final class SessionAlerts implements AutoCloseable {
  private static final int MOST_WAITING = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String DRAWDOWN_STOP = "\"drawdown-stop\"";

  private final AlertSettings settings;
  private final Consumer<String> notices;
  private final BlockingQueue<Alert> line = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread;

  private record Alert(Cause cause, String session, String strategy, String time, String text) {}

  /// @param notices takes a sentence for the log about an alert that did not go out
  public SessionAlerts(AlertSettings settings, Consumer<String> notices) {
    this.settings = settings;
    this.notices = notices;
    thread = Thread.ofPlatform().daemon().name("alerts").start(this::run);
  }

  /// Listens to one session.
  SessionListener watching(HostedSession session) {
    return new Watch(session);
  }

  private final class Watch implements SessionListener {
    private final HostedSession session;
    private State state = State.RECOVERING;
    private final List<String> stalled = new ArrayList<>();
    private boolean isStopped;

    Watch(HostedSession session) {
      this.session = session;
    }

    @Override
    public synchronized void published(List<String> lines, SessionStatus status) {
      if (status.state() != state) {
        state = status.state();
        String why = status.halt().orElse("by the operator");
        switch (state) {
          case HALTED -> tell(Cause.HALTED, status, "halted: " + why);
          case FAILED -> tell(Cause.FAILED, status, "failed: " + why);
          case KILLED -> tell(Cause.KILLED, status, "was killed");
          case RECOVERING, RUNNING, PAUSED, STOPPED -> {
            // part of the day's work
          }
        }
      }
      for (SessionStatus.Position one : status.position()) {
        stall(one, status);
      }
      if (!isStopped && lines.stream().anyMatch(line -> line.contains(DRAWDOWN_STOP))) {
        isStopped = true;
        tell(Cause.DRAWDOWN_STOP, status, "refuses orders: its drawdown stop has tripped");
      }
    }

    private void stall(SessionStatus.Position one, SessionStatus status) {
      boolean isStalled = one.input() == InputState.STALE || one.input() == InputState.BROKEN;
      if (isStalled && !stalled.contains(one.symbol())) {
        stalled.add(one.symbol());
        String text = "has no sound data of %s: %s";
        tell(Cause.STALLED, status, text.formatted(one.symbol(), SessionWords.of(one.input())));
      } else if (!isStalled) {
        stalled.remove(one.symbol());
      }
    }

    private void tell(Cause cause, SessionStatus status, String what) {
      if (!settings.asks(cause)) {
        return;
      }
      String strategy = session.manifest().strategy();
      String text = "Session %s (%s) %s".formatted(session.id(), strategy, what);
      String time = Times.instant(status.timeNanos()).toString();
      if (!line.offer(new Alert(cause, session.id(), strategy, time, text))) {
        notices.accept("Alert was dropped, too many wait: " + text);
      }
    }
  }

  private void run() {
    try {
      while (true) {
        Alert alert = line.take();
        send(alert, "command", () -> command(alert));
        send(alert, "webhook", () -> post(alert));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// One way of telling.
  private interface Way {
    void go() throws IOException, InterruptedException;
  }

  private void send(Alert alert, String way, Way how) throws InterruptedException {
    try {
      how.go();
    } catch (IOException | RuntimeException e) {
      notices.accept("Alert did not go out: way=%s, alert=%s, cause=%s".formatted(way, alert, e));
    }
  }

  private void command(Alert alert) throws IOException, InterruptedException {
    if (settings.command().isEmpty()) {
      return;
    }
    List<String> words = new ArrayList<>(settings.command());
    words.add(alert.text());
    Process process =
        new ProcessBuilder(words)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("it took longer than " + PATIENCE.toSeconds() + " s");
    }
    if (process.exitValue() != 0) {
      throw new IOException("exit code " + process.exitValue());
    }
  }

  private void post(Alert alert) throws IOException, InterruptedException {
    if (settings.webhook().isEmpty()) {
      return;
    }
    URI address = settings.webhook().get();
    String body =
        JsonNodeFactory.instance
            .objectNode()
            .put("alert", SessionWords.of(alert.cause()))
            .put("session", alert.session())
            .put("strategy", alert.strategy())
            .put("time", alert.time())
            .put("text", alert.text())
            .toString();
    // A redirect could lead to a host that nobody allowed.
    try (HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build()) {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .timeout(PATIENCE)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status / 100 != 2) {
        throw new IOException("status " + status);
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
