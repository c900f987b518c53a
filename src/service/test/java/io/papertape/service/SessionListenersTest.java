package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.session.HostedSession;
import io.papertape.live.session.OperatorToken;
import io.papertape.live.session.PaperSessions;
import io.papertape.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Clients that ask for events and are gone before the answer has begun.
@QuarkusTest
@QuarkusTestResource(ServiceHome.class)
class SessionListenersTest {
  private static final int MORE_THAN_MAY_LISTEN = 80;
  private static final int TRIES = 100;

  @TestHTTPResource("/")
  URI address;

  @Inject Workspace workspace;
  @Inject PaperSessions sessions;
  @Inject OperatorToken token;

  private final ProblemLog log = new ProblemLog();

  @BeforeEach
  void listen() {
    log.open();
  }

  @AfterEach
  void stopAll() throws InterruptedException {
    log.close();
    for (HostedSession session : sessions.list()) {
      if (session.isRunning()) {
        sessions.stop(session, "test", "over");
      }
      session.awaitRest();
    }
  }

  private String session() throws IOException {
    Answers answers = new Answers(address);
    String body =
        "{\"strategy\":\"%s\",\"feed\":\"replay:paper:SYN2@3600x\"}"
            .formatted(ServiceHome.waves(workspace, "paper"));
    return Answers.body(
            answers.send(
                answers
                    .request("/api/v1/sessions")
                    .header("Authorization", token.header())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))))
        .get("id")
        .asText();
  }

  private Socket asking(String path) throws IOException {
    Socket socket = new Socket(address.getHost(), address.getPort());
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: %s:%d\r\n\r\n"
                .formatted(path, address.getHost(), address.getPort())
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private String firstLine(String path) throws IOException {
    try (Socket socket = asking(path)) {
      socket.setSoTimeout(3_000);
      byte[] bytes = new byte[400];
      int read = socket.getInputStream().read(bytes);
      return new String(bytes, 0, Math.max(0, read), StandardCharsets.US_ASCII)
          .lines()
          .findFirst()
          .orElse("");
    } catch (SocketTimeoutException _) {
      return "no answer in time";
    }
  }

  @Test
  void leaveTheirPlacesAndNoTraceInTheLog() throws Exception {
    String path = "/api/v1/sessions/%s/events".formatted(session());
    for (int i = 0; i < MORE_THAN_MAY_LISTEN; i++) {
      try (Socket socket = asking(path)) {
        socket.setSoLinger(true, 0); // resets the connection
      }
    }

    String answer = firstLine(path);
    for (int i = 0; i < TRIES && !answer.endsWith("200 OK"); i++) {
      Thread.sleep(50);
      answer = firstLine(path);
    }

    assertThat(answer).isEqualTo("HTTP/1.1 200 OK");
    assertThat(log.records())
        .noneMatch(one -> one.getLevel().intValue() >= Level.WARNING.intValue());
  }
}
