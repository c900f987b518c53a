package io.papertape.live.session;

import io.papertape.live.session.AlertLine.TryAgainException;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// How an alert goes out: as the last argument of a command, or as JSON to a webhook.
///
/// @param patience how long one try may take
record AlertWays(Duration patience) {
  private static final int TOO_MANY = 429;
  private static final int SERVER_FAILED = 500;

  /// Runs a program and waits for its end. It is not tried again: half of it may be done.
  void command(List<String> command, Alert alert) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(command);
    words.add(alert.text());
    Process process =
        new ProcessBuilder(words)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("it took longer than %s".formatted(patience));
      }
      if (process.exitValue() != 0) {
        throw new IOException("exit code " + process.exitValue());
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /// Posts to an address that was allowed. A redirect is not followed, for it could lead to a host
  /// that nobody allowed.
  void post(URI address, Alert alert) throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .build();
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .timeout(patience)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(alert.json()))
              .build();
      int status = answered(client, request);
      if (status == TOO_MANY || status >= SERVER_FAILED) {
        throw new TryAgainException("status " + status, null);
      }
      if (status / 100 != 2) {
        throw new IOException("status " + status);
      }
    } finally {
      client.shutdownNow();
    }
  }

  /// The time a request states ends with the head of the answer; a body may take for ever.
  private int answered(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } catch (TimeoutException e) {
      throw new TryAgainException("it took longer than %s".formatted(patience), e);
    } catch (ExecutionException e) {
      throw new TryAgainException(String.valueOf(e.getCause()), e.getCause());
    } finally {
      answer.cancel(true);
    }
  }
}
