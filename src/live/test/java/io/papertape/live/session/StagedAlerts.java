package io.papertape.live.session;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.papertape.live.session.SessionStatus.State;
import io.papertape.market.FixedPoint;
import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A session, a webhook on loopback and what both are told.
abstract class StagedAlerts {
  @TempDir Path home;
  final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
  final BlockingQueue<String> story = new LinkedBlockingQueue<>();
  final BlockingQueue<String> posted = new LinkedBlockingQueue<>();
  HostedSession session;
  HttpServer server;
  int mostTries = 3;

  @BeforeEach
  void makeSession() {
    SessionManifest manifest = MadeManifest.of("crosses", "replay:made", 1, List.of());
    SessionFolder folder = SessionFolder.create(new Workspace(home), manifest, home);
    session = new HostedSession(folder, SessionStatus.starting());
  }

  static SessionStatus halted(String why) {
    return new SessionStatus(
        State.HALTED,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        List.of(),
        Map.of(),
        0,
        List.of(),
        Optional.of(why),
        false,
        Optional.empty(),
        Optional.empty());
  }

  AlertSettings settings(String text) throws IOException {
    Files.writeString(home.resolve(AlertSettings.NAME), text);
    return AlertSettings.read(new Workspace(home));
  }

  String sentence(String why) {
    return "Session %s (crosses) halted: %s".formatted(session.id(), why);
  }

  static SessionStatus running(boolean isDrawdownStopped, SessionStatus.Position... of) {
    return new SessionStatus(
        State.RUNNING,
        0,
        0,
        0,
        0,
        9_000 * FixedPoint.ONE,
        0,
        0,
        List.of(of),
        Map.of(),
        0,
        List.of(),
        Optional.empty(),
        isDrawdownStopped,
        Optional.empty(),
        Optional.empty());
  }

  /// What a webhook of a test does with a request; none: it never answers.
  interface Hook {
    void answer(HttpExchange exchange, int number) throws IOException;
  }

  SessionAlerts hooked(Hook hook, String more) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    AtomicInteger number = new AtomicInteger();
    server.createContext(
        "/",
        exchange -> {
          posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          hook.answer(exchange, number.incrementAndGet());
        });
    server.start();
    String text =
        "webhook: http://127.0.0.1:%d/hook\nhosts: [127.0.0.1]\n%s"
            .formatted(server.getAddress().getPort(), more);
    return new SessionAlerts(
        settings(text),
        new AlertWays(Duration.ofMillis(1_500)),
        new AlertLine.Tries(List.of(Duration.ofMillis(1)), 3, mostTries),
        notices::add,
        (line, isTrouble) -> story.add((isTrouble ? "TROUBLE " : "") + line));
  }

  static void status(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @AfterEach
  void stopServer() {
    if (server != null) {
      server.stop(0);
    }
  }

  String told() throws InterruptedException {
    return String.valueOf(posted.poll(30, TimeUnit.SECONDS));
  }
}
