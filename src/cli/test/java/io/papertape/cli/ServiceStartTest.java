package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.WriteLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceStartTest {
  @TempDir private Path home;
  private final StringWriter told = new StringWriter();

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

  /// A launcher that notes its process in `ours` and does something.
  private ServiceStart start(String script) throws IOException {
    Path launcher = home.resolve("launcher");
    Files.writeString(launcher, "#!/bin/sh\necho $$ >'%s'\n%s\n".formatted(ours(), script));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    Terminal terminal =
        new Terminal(new PrintWriter(Writer.nullWriter()), new PrintWriter(told, true));
    return new ServiceStart(new Workspace(home), terminal, Optional.of(launcher));
  }

  private Path ours() {
    return home.resolve("ours");
  }

  private static void until(String what, BooleanSupplier isSo) throws InterruptedException {
    for (int i = 0; i < 30_000 && !isSo.getAsBoolean(); i++) {
      Thread.sleep(1);
    }
    assertThat(isSo.getAsBoolean()).as(what).isTrue();
  }

  private CompletableFuture<ServiceClient> provided(ServiceStart start, Optional<Integer> port) {
    return CompletableFuture.supplyAsync(() -> start.provide(port));
  }

  private WriteLock serviceLock() {
    return WriteLock.take(home.resolve("db/service.lock"), Duration.ofSeconds(9));
  }

  @Test
  void whoIsQuickerThanOursIsNamedAndOursEnds() throws Exception {
    Files.writeString(home.resolve("service.port"), closedPort() + "\n");
    CompletableFuture<ServiceClient> found = provided(start("exec sleep 600"), Optional.empty());
    until("ours runs", () -> Files.exists(ours()) && ours().toFile().length() > 1);
    long pid = Long.parseLong(Files.readString(ours()).strip());
    try (StubService winner = new StubService(home.toString())) {
      Files.writeString(home.resolve("service.port"), winner.port() + "\n");
      assertThat(found.get(30, TimeUnit.SECONDS).port()).isEqualTo(winner.port());
      assertThat(told.toString())
          .endsWith(
              ("Another start of the service was first: it runs as process 1 until kill 1, on port"
                      + " %d.\n")
                  .formatted(winner.port()))
          .doesNotContain("process " + pid);
    }
    until("ours has ended", () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  @SuppressWarnings("try") // closed in the middle
  void oneThatStartsAlreadyIsWaitedForAndNoneIsStartedBesideIt() throws Exception {
    Files.writeString(home.resolve("service.port"), closedPort() + "\n");
    try (WriteLock _ = serviceLock()) {
      CompletableFuture<ServiceClient> found = provided(start("exit 7"), Optional.empty());
      until("it says so", () -> told.toString().contains("; waiting for it."));
      assertThat(told.toString())
          .isEqualTo(
              "A service of this workspace starts or ends already: process=unknown; waiting for"
                  + " it.\n");
      try (StubService winner = new StubService(home.toString())) {
        Files.writeString(home.resolve("service.port"), winner.port() + "\n");
        assertThat(found.get(30, TimeUnit.SECONDS).port()).isEqualTo(winner.port());
        int other = closedPort();
        assertThatThrownBy(() -> start("exit 7").provide(Optional.of(other)))
            .hasMessage(
                "Service of this workspace runs on another port: port=%d, wanted=%d. Leave --port"
                        .formatted(winner.port(), other)
                    + " out, or end it (kill 1) and start again.");
      }
    }
    assertThat(ours()).doesNotExist();
  }

  @Test
  void oneThatEndsIsWaitedForAndThenOursIsStarted() throws Exception {
    try (StubService ending = new StubService(home.toString())) {
      ending.refuse("GET /api/v1/service", 503, "Service is ending.");
      Files.writeString(home.resolve("service.port"), ending.port() + "\n");
      CompletableFuture<ServiceClient> found;
      try (WriteLock _ = serviceLock()) {
        found = provided(start("echo broken; exit 7"), Optional.empty());
        until("it says so", () -> told.toString().contains("; waiting for it."));
        assertThat(ours()).doesNotExist();
      }
      assertThatThrownBy(() -> found.get(30, TimeUnit.SECONDS))
          .hasMessageEndingWith(
              "Service did not start: exitCode=7, log=%s, says=broken"
                  .formatted(home.resolve("service.log")));
    }
  }
}
