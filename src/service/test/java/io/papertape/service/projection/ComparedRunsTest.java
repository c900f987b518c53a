package io.papertape.service.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.service.ServiceHome;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What is asked while the projection is compared with the journals.
@QuarkusTest
@QuarkusTestResource(ServiceHome.class)
class ComparedRunsTest {
  @TestHTTPResource("/")
  URI address;

  @Inject Projection projection;

  @Test
  void runsAreThereWhileOneIsComparedThatTakesLong() throws Exception {
    CountDownLatch compares = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    CompletableFuture<Void> comparison =
        CompletableFuture.runAsync(
            () ->
                projection.whileCurrent(
                    () -> {
                      compares.countDown();
                      try {
                        mayEnd.await();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                    }));
    compares.await();
    try {
      HttpResponse<String> runs =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(address.resolve("/api/v1/runs?limit=1"))
                      .timeout(Duration.ofSeconds(20))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(runs.statusCode()).isEqualTo(200);
      assertThat(runs.body()).contains("\"id\":");
    } finally {
      mayEnd.countDown();
      comparison.join();
    }
  }
}
