package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.papertape.live.session.AlertSettings;
import io.papertape.live.session.Feeds;
import io.papertape.live.session.HostedSession;
import io.papertape.live.session.PaperSessions;
import io.papertape.live.session.ReplayFeeds;
import io.papertape.live.session.SessionAlerts;
import io.papertape.live.session.SessionPlan;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/// What tests of the kill switch begin with: a session as a killed process left it, and no service.
class StagedKills extends StagedCommands {
  Path home;
  Workspace workspace;

  @BeforeEach
  void place() throws IOException {
    home = folder.resolve(".papertape").toAbsolutePath();
    workspace = new Workspace(home);
    try (ServerSocket free = new ServerSocket(0)) {
      Files.writeString(home.resolve("service.port"), free.getLocalPort() + "\n");
    }
  }

  PaperSessions sessions(Path at) {
    return new PaperSessions(
        new Workspace(at),
        stage,
        new Feeds(List.of(new ReplayFeeds(workspace, System::nanoTime))),
        Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC),
        System::nanoTime,
        new SessionAlerts(AlertSettings.none(), _ -> {}),
        _ -> {});
  }

  /// The folder of a session as a process leaves it that is killed while it runs.
  String cut() throws Exception {
    Path other = folder.resolve("other");
    HostedSession session =
        sessions(other)
            .start(
                new SessionPlan(
                    folder.resolve("strategies/average"), "replay:synthetic:SYN2@3600x"));
    for (int turn = 0; turn < 6_000 && session.status().moments() < 3; turn++) {
      Thread.sleep(10);
    }
    assertThat(session.status().moments()).isGreaterThanOrEqualTo(3);
    Path from = other.resolve("sessions").resolve(session.id());
    Path to = home.resolve("sessions").resolve(session.id());
    for (String part : List.of("", "record", "tape")) {
      Files.createDirectories(to.resolve(part));
      try (Stream<Path> files = Files.list(from.resolve(part))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.copy(file, to.resolve(part).resolve(file.getFileName()));
        }
      }
    }
    session.command(Command.STOP, "test", "over");
    session.awaitRest();
    return session.id();
  }

  HostedSession afterAStart(String id) {
    PaperSessions later = sessions(home);
    later.recover();
    return later.find(id);
  }

  /// Answers every request with a status.
  static HttpServer foreign(int status, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }
}
