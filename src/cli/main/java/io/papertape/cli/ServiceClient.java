package io.papertape.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.live.session.OperatorToken;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WorkspaceException.Kind;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// Asks the service of a workspace, on this machine.
///
/// Through the plain client of the JDK: it is loaded in a blink, and one request is all a verb
/// needs.
record ServiceClient(Workspace workspace, int port) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SERVICE = "/api/v1/service";
  private static final int USUAL_PORT = 8080;
  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 30_000;
  private static final int ENVIRONMENT_FROM = 500;

  /// The service of a workspace; empty if none listens.
  static Optional<ServiceClient> find(Workspace workspace, Optional<Integer> named) {
    return find(workspace, named, READ_MILLIS);
  }

  /// @param readMillis how long its answer is waited for
  static Optional<ServiceClient> find(
      Workspace workspace, Optional<Integer> named, int readMillis) {
    ServiceClient client = new ServiceClient(workspace, port(workspace, named));
    try {
      String home = client.send("GET", SERVICE, Optional.empty(), readMillis).path("home").asText();
      if (isHome(workspace, home)) {
        return Optional.of(client);
      }
      if (named.isEmpty()) {
        return Optional.empty();
      }
      throw WorkspaceException.configuration(
          "Service is of another workspace: port=%d, home=%s, wanted=%s. Name another --port."
              .formatted(client.port(), home, workspace.home()));
    } catch (ConnectException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /// A folder may be named by links to it.
  private static boolean isHome(Workspace workspace, String told) {
    try {
      return !told.isEmpty() && Files.isSameFile(Path.of(told), workspace.home());
    } catch (IOException _) {
      return false; // one of them is not there
    }
  }

  /// The port that was named, else where the service of the workspace was last, else 8080.
  static int port(Workspace workspace, Optional<Integer> named) {
    Path file = workspace.home().resolve("service.port");
    if (named.isPresent() || !Files.exists(file)) {
      return named.orElse(USUAL_PORT);
    }
    try {
      return Integer.parseInt(Files.readString(file).strip());
    } catch (IOException | NumberFormatException e) {
      return USUAL_PORT;
    }
  }

  /// True once it was told to end: it takes nothing but kills then.
  boolean isEnding() {
    return get(SERVICE).path("ending").asBoolean();
  }

  /// Id of the process that answers.
  long process() {
    return get(SERVICE).path("process").asLong();
  }

  /// What stands at a path.
  JsonNode get(String path) {
    return sent("GET", path, Optional.empty());
  }

  /// Changes something, as the operator.
  JsonNode post(String path, ObjectNode body) {
    return sent("POST", path, Optional.of(body));
  }

  private JsonNode sent(String method, String path, Optional<ObjectNode> body) {
    try {
      return send(method, path, body);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static WorkspaceException failed(IOException cause) {
    return new WorkspaceException(
        Kind.ENVIRONMENT,
        "Service cannot be asked: reason=%s. Its log says more: service.log of the workspace."
            .formatted(reason(cause)),
        cause);
  }

  private static String reason(IOException cause) {
    return switch (cause) {
      case SocketTimeoutException _ -> "it did not answer";
      case ConnectException _ -> "nothing listens on its port";
      case JsonProcessingException _ -> "its answer is no JSON";
      default -> "its answer broke off";
    };
  }

  private HttpURLConnection open(String method, String path, int readMillis) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:%d%s".formatted(port, path))
                .toURL()
                .openConnection(Proxy.NO_PROXY);
    connection.setRequestMethod(method);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(readMillis);
    connection.setInstanceFollowRedirects(false);
    return connection;
  }

  private JsonNode send(String method, String path, Optional<ObjectNode> body) throws IOException {
    return send(method, path, body, READ_MILLIS);
  }

  private JsonNode send(String method, String path, Optional<ObjectNode> body, int readMillis)
      throws IOException {
    HttpURLConnection connection = open(method, path, readMillis);
    connection.setRequestProperty("Accept", "application/json");
    if (body.isPresent()) {
      OperatorToken token = OperatorToken.read(workspace);
      requireProof(token);
      byte[] bytes = JSON.writeValueAsBytes(body.get());
      connection.setRequestProperty("Authorization", token.header());
      connection.setRequestProperty("Content-Type", "application/json");
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(bytes.length);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(bytes);
      }
    }
    return answer(connection, body.isPresent(), readMillis);
  }

  /// The token is for the service of this workspace, not for whoever listens on its port now.
  private void requireProof(OperatorToken token) throws IOException {
    String challenge = OperatorToken.challenge();
    String path = "%s?challenge=%s".formatted(SERVICE, challenge);
    String proof = send("GET", path, Optional.empty()).path("proof").asText();
    if (!proof.equals(token.proof(port, challenge))) {
      throw new WorkspaceException(
          Kind.ENVIRONMENT,
          ("What listens is not the service of this workspace: port=%d, home=%s. The token was not"
                  + " sent. See what it is, or start the service again.")
              .formatted(port, workspace.home()));
    }
  }

  /// @param isProven   whether it has shown that it is the service
  /// @param mostMillis how long all of it may take; what else listens may trickle for ever
  private static JsonNode answer(HttpURLConnection connection, boolean isProven, int mostMillis)
      throws IOException {
    long begun = System.nanoTime();
    int status = connection.getResponseCode();
    InputStream stream = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] part = new byte[8_192];
    for (int read = 0; stream != null && read >= 0; read = stream.read(part)) {
      bytes.write(part, 0, read);
      if (System.nanoTime() - begun > mostMillis * 1_000_000L) {
        throw new SocketTimeoutException("its answer does not end");
      }
    }
    if (status < 400) {
      return JSON.readTree(bytes.toByteArray());
    }
    throw refused(status, bytes.toString(StandardCharsets.UTF_8), isProven);
  }

  private static WorkspaceException refused(int status, String body, boolean isProven) {
    Optional<String> detail = Optional.empty();
    try {
      detail = Optional.ofNullable(JSON.readTree(body).get("detail")).map(JsonNode::asText);
    } catch (IOException _) {
      // no problem document: something else listens there
    }
    boolean isUsage = detail.isPresent() && status < ENVIRONMENT_FROM;
    return new WorkspaceException(
        isUsage ? Kind.CONFIGURATION : Kind.ENVIRONMENT,
        detail.orElse(
            "Service refused: status=%d. Is something else on its port?".formatted(status)),
        new ServiceRefusal(status, isProven));
  }

  /// Listens to the events of a path until they end.
  ///
  /// @param after id of the event that was heard last, if one was
  /// @throws IOException if they break off
  void events(String path, Optional<String> after, Consumer<ServiceEvent> listener)
      throws IOException {
    HttpURLConnection connection = open("GET", path, READ_MILLIS);
    connection.setRequestProperty("Accept", "text/event-stream");
    after.ifPresent(id -> connection.setRequestProperty("Last-Event-ID", id));
    if (connection.getResponseCode() >= 400) {
      answer(connection, false, READ_MILLIS);
    }
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      ServiceEvent.read(reader, listener);
    }
  }
}
