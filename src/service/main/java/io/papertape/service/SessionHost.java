package io.papertape.service;

import io.papertape.live.session.AlertSettings;
import io.papertape.live.session.Feeds;
import io.papertape.live.session.OperatorToken;
import io.papertape.live.session.PaperSessions;
import io.papertape.live.session.SessionAlerts;
import io.papertape.live.session.TapeKeeping;
import io.papertape.live.transport.LowPriority;
import io.papertape.workspace.PlainText;
import io.papertape.workspace.RollingLog;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.strategy.StrategyFolder;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes the host of the sessions.
@ApplicationScoped
class SessionHost {
  @Produces
  @Singleton
  SessionAlerts alerts(Workspace workspace) {
    return new SessionAlerts(AlertSettings.read(workspace), SessionHost::warn, SessionHost::log);
  }

  /// What waits then is named in the log.
  void end(@Observes ShutdownEvent event, SessionAlerts alerts) {
    alerts.close();
  }

  @Produces
  @Singleton
  PaperSessions sessions(Workspace workspace, SessionAlerts alerts) {
    return new PaperSessions(
        workspace,
        new StrategyFolder(workspace),
        Feeds.all(workspace, System::nanoTime, libraries(workspace), SessionHost::warn),
        Clock.systemUTC(),
        System::nanoTime,
        alerts,
        SessionHost::warn);
  }

  private static void warn(String text) {
    log(Log::warn, text);
  }

  private static void log(String text, boolean isTrouble) {
    log(isTrouble ? Log::error : Log::info, text);
  }

  /// Much of it others have written: an operator, a venue, a model's server.
  static void log(Consumer<Object> to, String text) {
    to.accept(PlainText.of(text));
  }

  /// Rolled tapes become data sets within a minute, and what has expired goes.
  void keepTapes(@Observes StartupEvent event, Workspace workspace) {
    TapeKeeping keeping =
        new TapeKeeping(workspace, Clock.systemUTC(), System::nanoTime, SessionHost::warn);
    background("tapes", () -> repeat(Duration.ofMinutes(1), keeping::look));
  }

  /// The standard output of a service that was started in the background is cut while it runs.
  void rollLog(@Observes StartupEvent event) {
    Optional.ofNullable(System.getenv(RollingLog.VARIABLE))
        .ifPresent(
            file -> {
              RollingLog log = new RollingLog(Path.of(file));
              background("log", () -> repeat(Duration.ofSeconds(10), () -> roll(log)));
            });
  }

  private static void roll(RollingLog log) {
    try {
      log.roll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The journals of sessions that have ended are read through once, which takes its time, and
  /// again what could not be read.
  void checkSeals(@Observes StartupEvent event, PaperSessions sessions) {
    background(
        "seals",
        () -> {
          attempt(sessions::checkSeals);
          repeat(Duration.ofMinutes(5), sessions::checkSeals);
        });
  }

  /// A session that hangs is noticed by somebody else than itself.
  void watchSessions(@Observes StartupEvent event, PaperSessions sessions) {
    Thread.ofPlatform()
        .daemon()
        .name("hangs")
        .start(() -> repeat(Duration.ofSeconds(5), sessions::look));
  }

  /// Strategies may lie on a disk that does not answer.
  void watchSources(@Observes StartupEvent event, PaperSessions sessions) {
    background("sources", () -> repeat(Duration.ofSeconds(5), sessions::lookAtSources));
  }

  static void background(String name, Runnable work) {
    Thread.ofPlatform()
        .daemon()
        .name(name)
        .start(
            () -> {
              LowPriority.take();
              work.run();
            });
  }

  static void repeat(Duration pause, Runnable look) {
    try {
      while (true) {
        Thread.sleep(pause);
        attempt(look);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// One look that breaks off, whatever it is, is not the last one.
  private static void attempt(Runnable look) {
    try {
      look.run();
    } catch (RuntimeException | Error e) {
      Log.error("Look after the sessions broke off; the next one comes", e);
    }
  }

  /// Where `papertape library` puts what few need.
  private static List<Path> libraries(Workspace workspace) {
    return List.of(
        workspace.home().resolve("libraries"),
        Path.of(System.getProperty("papertape.root", "."), ".build", "libraries"));
  }

  @Produces
  @Singleton
  OperatorToken token(Workspace workspace) {
    return OperatorToken.provide(workspace);
  }
}
