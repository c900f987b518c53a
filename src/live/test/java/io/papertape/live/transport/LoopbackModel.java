package io.papertape.live.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.papertape.model.Feature;
import io.papertape.model.ModelServer;
import io.papertape.model.RemoteVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// A server on loopback that speaks the Open Inference Protocol v2, and misbehaves on request. The
/// score of a row is the sum of its features.
public final class LoopbackModel implements AutoCloseable {
  /// What it does with a request.
  public enum Mode {
    WELL,
    FP32,
    NESTED,
    HANGS,
    UNAVAILABLE,
    NO_JSON,
    NO_PROTOCOL,
    NAN,
    HUGE,
    NULL,
    WRONG_SHAPE,
    WRONG_TYPE,
    TWO_OUTPUTS,
    WRONG_COUNT,
    OTHER_MODEL,
    OTHER_VERSION,
    BREAKS,
    REDIRECTS,
    TOO_LARGE
  }

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final List<String> paths = Collections.synchronizedList(new ArrayList<>());
  private volatile IntFunction<Mode> modes = _ -> Mode.WELL;

  public LoopbackModel() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /// @param value of each request, by its number from 0
  public LoopbackModel behaving(IntFunction<Mode> value) {
    modes = value;
    return this;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// A version that is asked here.
  public RemoteVersion version(int timeoutMillis, String... features) {
    return version(url(), timeoutMillis, features);
  }

  public static RemoteVersion version(String url, int timeoutMillis, String... features) {
    return new RemoteVersion(
        "0001",
        Stream.of(features).map(Feature::parse).toList(),
        0,
        new ModelServer(url, "sum", "7", timeoutMillis));
  }

  /// Bodies of the requests so far.
  public List<String> bodies() {
    return List.copyOf(bodies);
  }

  public List<String> paths() {
    return List.copyOf(paths);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Mode mode;
    synchronized (this) {
      mode = modes.apply(bodies.size());
      bodies.add(body);
      paths.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    }
    switch (mode) {
      case HANGS -> hang(exchange);
      case BREAKS -> exchange.close();
      case UNAVAILABLE -> answer(exchange, 503, "not now");
      case REDIRECTS -> {
        exchange.getResponseHeaders().add("Location", url() + "/elsewhere");
        answer(exchange, 302, "");
      }
      case TOO_LARGE -> answer(exchange, 200, " ".repeat(2_000_000));
      case NO_JSON -> answer(exchange, 200, "score: 1");
      case NO_PROTOCOL -> answer(exchange, 200, "{\"score\":1}");
      default -> answer(exchange, 200, text(mode, scores(body)));
    }
  }

  private void hang(HttpExchange exchange) {
    try {
      end.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private static List<Double> scores(String body) throws IOException {
    JsonNode input = MAPPER.readTree(body).get("inputs").get(0);
    int features = input.get("shape").get(1).intValue();
    List<Double> scores = new ArrayList<>();
    for (int row = 0; row < input.get("shape").get(0).intValue(); row++) {
      double sum = 0;
      for (int i = 0; i < features; i++) {
        sum += input.get("data").get(row * features + i).doubleValue();
      }
      scores.add(sum);
    }
    return scores;
  }

  private static String text(Mode mode, List<Double> scores) {
    StringJoiner data = new StringJoiner(",");
    for (double score : scores) {
      data.add(
          switch (mode) {
            case NAN -> "NaN";
            case HUGE -> "1e999";
            case NULL -> "null";
            case NESTED -> "[" + score + "]";
            default -> Double.toString(score);
          });
    }
    if (mode == Mode.WRONG_COUNT) {
      data.add("0.5");
    }
    String output =
        "{\"name\":\"score\",\"shape\":[%s],\"datatype\":\"%s\",\"data\":[%s]}"
            .formatted(
                mode == Mode.NESTED
                    ? scores.size() + ",1"
                    : Integer.toString(scores.size() + (mode == Mode.WRONG_SHAPE ? 1 : 0)),
                mode == Mode.FP32 ? "FP32" : mode == Mode.WRONG_TYPE ? "INT64" : "FP64",
                data);
    return "{\"model_name\":\"%s\",\"model_version\":\"%s\",\"outputs\":[%s]}"
        .formatted(
            mode == Mode.OTHER_MODEL ? "product" : "sum",
            mode == Mode.OTHER_VERSION ? "6" : "7",
            mode == Mode.TWO_OUTPUTS ? output + "," + output : output);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
