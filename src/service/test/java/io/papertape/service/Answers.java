package io.papertape.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Asks the service under test.
record Answers(URI address) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the service.", e);
    }
  }

  /// The lines of an answer that must be 200, as they come.
  Stream<String> lines(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<Stream<String>> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofLines());
    if (answer.statusCode() != 200) {
      throw new AssertionError(request.uri() + ": " + answer.statusCode());
    }
    return answer.body();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path));
  }

  HttpResponse<byte[]> get(String path) {
    return send(request(path));
  }

  /// The body of an answer that must be 200.
  JsonNode json(String path) {
    HttpResponse<byte[]> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(
          path
              + ": "
              + answer.statusCode()
              + " "
              + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return body(answer);
  }

  /// What stands at a path once its state is this one; it fails if that does not come.
  JsonNode until(String path, String state) {
    JsonNode body = json(path);
    for (int turn = 0; turn < 3_000 && !body.get("state").asText().equals(state); turn++) {
      LockSupport.parkNanos(20_000_000);
      body = json(path);
    }
    if (!body.get("state").asText().equals(state)) {
      throw new AssertionError("Does not become %s: %s".formatted(state, body));
    }
    return body;
  }

  /// The body of any answer.
  String text(String path) {
    return new String(get(path).body(), StandardCharsets.UTF_8);
  }

  static JsonNode body(HttpResponse<byte[]> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All items of a list, page by page.
  List<JsonNode> walk(String path, int limit) {
    List<JsonNode> items = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = json(path + "?limit=" + limit + cursor);
      page.get("items").forEach(items::add);
      cursor = page.has("next") ? "&cursor=" + page.get("next").asText() : "";
    } while (!cursor.isEmpty());
    return items;
  }

  /// Health once the rows have been compared, for which an answer does not wait long.
  String comparedHealth() throws InterruptedException {
    String health = text("/q/health");
    for (int i = 0; i < 600 && health.contains("none yet"); i++) {
      Thread.sleep(100);
      health = text("/q/health");
    }
    if (health.contains("none yet")) {
      throw new AssertionError(health);
    }
    return health;
  }
}
