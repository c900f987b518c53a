package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.papertape.live.session.OperatorToken;
import io.papertape.workspace.WriteLock;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The kill switch while the service ends, whose sessions trade until it has ended.
class EndingServiceKillTest extends StagedKills {
  /// The service answers 503 until it has ended; its sessions trade until then.
  @Test
  void aServiceThatIsEndingIsWaitedForAndThenHaltedOnTheDisk() throws Exception {
    String id = cut();
    OperatorToken.provide(workspace);
    Process ending = new ProcessBuilder("sleep", "600").start();
    Files.writeString(home.resolve("service.pid"), ending.pid() + "\n");
    WriteLock lock =
        WriteLock.take(home.resolve("sessions").resolve(id).resolve("session.lock"), Duration.ZERO);
    HttpServer service = foreign(503, "{\"detail\":\"Service is ending: it takes no more.\"}");
    CompletableFuture<Void> end =
        CompletableFuture.runAsync(
            () -> {
              awaitWaiting();
              lock.close();
              ending.destroyForcibly();
            });
    try {
      Files.writeString(home.resolve("service.port"), service.getAddress().getPort() + "\n");
      assertThat(run("paper", "kill", "--all")).as(err).isZero();
      assertThat(err.lines().toList())
          .containsExactly(
              "Service is ending: it takes no more.",
              ("Waiting for the end of process %d, 15 s at most: what it has is then halted on the"
                      + " disk.")
                  .formatted(ending.pid()));
      assertThat(out).startsWith("Session %s: halted on the disk, no start".formatted(id));
    } finally {
      ending.destroyForcibly();
      service.stop(0);
    }
    end.get(30, TimeUnit.SECONDS);
    assertThat(afterAStart(id).isRunning()).isFalse();
  }

  private void awaitWaiting() {
    try {
      awaitSaid("Waiting for the end of process");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// It kills until it has ended; what it could not kill is halted once it is gone.
  @Test
  void aServiceThatIsEndingKillsAndWhatItCannotIsHaltedOnTheDisk() throws Exception {
    String id = cut();
    OperatorToken.provide(workspace);
    try (StubService service = new StubService(home.toString())) {
      Files.writeString(home.resolve("service.port"), service.port() + "\n");
      service.put(
          "GET /api/v1/service", "{\"home\":\"%s\",\"process\":1,\"ending\":true}".formatted(home));
      String path = "/api/v1/sessions/" + id;
      service.put(
          "POST " + path + "/kill",
          """
          {"id":"%s","state":"killed","workingOrders":0,
           "positions":[{"symbol":"SYN2","quantity":"7"}]}
          """
              .formatted(id));
      service.refuse("GET " + path, 503, "Service is ending.");
      assertThat(run("paper", "kill", id, "--flatten")).as(err).isZero();
      assertThat(out)
          .isEqualTo("Session %s is killed: 1 position stays open (SYN2).\n".formatted(id));
      assertThat(home.resolve("sessions").resolve(id).resolve("record/halt.json")).doesNotExist();

      service.refuse("POST " + path + "/kill", 503, "Session is halted, but not for good.");
      assertThat(run("paper", "kill", id)).as(err).isZero();
      assertThat(err).isEqualTo("Session is halted, but not for good.\n");
      assertThat(out).startsWith("Session %s: halted on the disk, no start".formatted(id));
    }
  }
}
