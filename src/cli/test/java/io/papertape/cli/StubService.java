package io.papertape.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.papertape.live.session.OperatorToken;
import io.papertape.workspace.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Answers as the service would, from what a test has written down, and keeps what was asked.
final class StubService implements AutoCloseable {
  private static final String CHALLENGE = "?challenge=";

  private final Workspace workspace;
  private final HttpServer server;
  private final Map<String, String> answers = new LinkedHashMap<>();
  private final Map<String, Integer> statuses = new LinkedHashMap<>();
  private final Map<String, Deque<String>> broken = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private int provenPort;
  private long commandMillis;

  StubService(String home) throws IOException {
    workspace = new Workspace(Path.of(home));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    provenPort = port();
    put("GET /api/v1/service", "{\"home\":\"%s\",\"process\":1}".formatted(home));
  }

  void put(String request, String answer) {
    answers.put(request, answer);
  }

  /// Breaks off its next answers to a request, one after another, behind these parts of them.
  void breakOff(String request, String... parts) {
    broken.computeIfAbsent(request, _ -> new ArrayDeque<>()).addAll(List.of(parts));
  }

  /// Lets each command take so long.
  void takes(long millis) {
    commandMillis = millis;
  }

  private void work() {
    try {
      Thread.sleep(commandMillis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Answers a request with a problem.
  void refuse(String request, int status, String detail) {
    put(request, "{\"detail\":\"%s\"}".formatted(detail));
    statuses.put(request, status);
  }

  int port() {
    return server.getAddress().getPort();
  }

  /// Requests but for those that look for the service: method, path, token, body.
  List<String> asked() {
    return asked;
  }

  /// Lets it answer challenges as if it listened on a port; 0: it has no token.
  void provesFor(int port) {
    provenPort = port;
  }

  private void prove(String challenge, HttpExchange exchange) throws IOException {
    String proof =
        provenPort == 0
            ? "0".repeat(64)
            : OperatorToken.read(workspace).proof(provenPort, challenge);
    byte[] bytes = "{\"proof\":\"%s\"}".formatted(proof).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (!request.contains("/service")) {
      boolean hasToken = exchange.getRequestHeaders().containsKey("Authorization");
      List<String> after = exchange.getRequestHeaders().getOrDefault("Last-Event-ID", List.of());
      asked.add(
          request
              + (hasToken ? " with token " : " ")
              + body
              + (after.isEmpty() ? "" : "after " + after.getFirst()));
    }
    if (request.contains(CHALLENGE)) {
      prove(request.substring(request.indexOf(CHALLENGE) + CHALLENGE.length()), exchange);
      return;
    }
    if (request.startsWith("POST")) {
      work();
    }
    Deque<String> parts = broken.getOrDefault(request, new ArrayDeque<>());
    if (!parts.isEmpty()) {
      byte[] part = parts.removeFirst().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, part.length + 1);
      exchange.getResponseBody().write(part);
      exchange.getResponseBody().flush();
      exchange.close();
      return;
    }
    String answer =
        answers.getOrDefault(request, "{\"status\":404,\"detail\":\"No such thing: it.\"}");
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    int status = statuses.getOrDefault(request, answers.containsKey(request) ? 200 : 404);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
