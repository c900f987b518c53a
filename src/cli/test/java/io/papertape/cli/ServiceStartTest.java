package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.WriteLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceStartTest {
  @TempDir private Path home;

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Terminal terminal() {
    return new Terminal(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()));
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.TIMED_WAITING;
  }

  /// There is no launcher here: whoever wants to start a service fails.
  @Test
  @SuppressWarnings("try") // closed in the middle, which is what is waited for
  void whileSomebodyElseStartsTheServiceItIsWaitedFor() throws Exception {
    Workspace workspace = new Workspace(home);
    Files.writeString(home.resolve("service.port"), closedPort() + "\n");
    CompletableFuture<ServiceClient> found = new CompletableFuture<>();
    try (WriteLock starting =
        WriteLock.take(home.resolve("service.start.lock"), Duration.ofSeconds(1))) {
      assertThat(starting).isNotNull();
      Thread other =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      found.complete(
                          new ServiceStart(workspace, terminal()).provide(Optional.empty()));
                    } catch (RuntimeException e) {
                      found.completeExceptionally(e);
                    }
                  });
      for (int i = 0; i < 30_000 && !waits(other) && !found.isDone(); i++) {
        Thread.sleep(1);
      }
      assertThat(found).isNotDone();
      try (StubService winner = new StubService(home.toString())) {
        Files.writeString(home.resolve("service.port"), winner.port() + "\n");
        starting.close();
        assertThat(found.get(30, TimeUnit.SECONDS).port()).isEqualTo(winner.port());
      }
    }
  }
}
