package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Clients that ask for the events of what lies on a disk that does not answer.
@QuarkusTest
@QuarkusTestResource(ServiceHome.class)
class StalledListenersTest {
  private static final String EVENTS = "/api/v1/sessions/ffffffffffffffff/events";

  @TestHTTPResource("/")
  URI address;

  @Inject Workspace workspace;

  /// Requests that look a session up now.
  private static long waiting() {
    return Thread.getAllStackTraces().values().stream()
        .filter(
            frames ->
                Arrays.stream(frames)
                    .anyMatch(one -> one.getClassName().endsWith(".session.KnownSessions")))
        .count();
  }

  @Test
  void listenersThatWaitForADiskHoldUpNobodyElse() throws Exception {
    Answers answers = new Answers(address);
    Path folder = Files.createDirectories(workspace.home().resolve("sessions/ffffffffffffffff"));
    Path pipe = folder.resolve("session.json");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    List<CompletableFuture<HttpResponse<Void>>> listeners = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors() + 4; i++) {
        listeners.add(
            client.sendAsync(
                answers.request(EVENTS).build(), HttpResponse.BodyHandlers.discarding()));
      }
      for (int turn = 0; turn < 2_000 && waiting() < listeners.size(); turn++) {
        LockSupport.parkNanos(10_000_000);
      }
      assertThat(waiting()).isEqualTo(listeners.size());
      HttpRequest anything =
          answers.request("/api/v1/service").timeout(Duration.ofSeconds(20)).build();
      assertThat(client.send(anything, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
      assertThat(listeners).noneMatch(CompletableFuture::isDone);
      while (listeners.stream().anyMatch(one -> !one.isDone())) {
        try (RandomAccessFile both = new RandomAccessFile(pipe.toFile(), "rw")) {
          both.writeBytes("{}"); // opened for both, which never waits
        }
        LockSupport.parkNanos(10_000_000);
      }
    } finally {
      Files.delete(pipe); // what the service made of the session stays beside it
    }
  }
}
