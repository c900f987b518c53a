package io.papertape.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/// A service that asks itself what the page and the command line ask first.
///
/// @param port where it serves on loopback
record Rehearsal(int port) {
  private static final List<String> PATHS =
      List.of(
          "/",
          "/q/health",
          "/q/openapi",
          "/api/v1/service",
          "/api/v1/runs",
          "/api/v1/sessions",
          "/api/v1/jobs",
          "/api/v1/runs/none");
  private static final int SERVER_ERROR = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// @throws IOException if the service does not answer, or that it failed
  /// @throws InterruptedException if the thread is interrupted
  void ask() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String path : PATHS) {
        URI address = URI.create("http://127.0.0.1:%d%s".formatted(port, path));
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status >= SERVER_ERROR) {
          throw new IOException("Rehearsal failed: path=%s, status=%d".formatted(path, status));
        }
      }
    }
  }
}
