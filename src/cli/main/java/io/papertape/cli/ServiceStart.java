package io.papertape.cli;

import io.papertape.workspace.RollingLog;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import io.papertape.workspace.csv.BundledSamples;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Starts the service in the background, where it outlives the verb and the terminal.
record ServiceStart(Workspace workspace, Terminal terminal) {
  private static final String LOCK = "service.start.lock";
  private static final int MOST_SECONDS = 600;
  private static final Duration MOST_WAIT = Duration.ofSeconds(MOST_SECONDS);
  private static final int TURNS_A_SECOND = 5;
  private static final int MOST_LINE = 4_096;

  /// The service that runs, or one that is started now.
  ServiceClient provide(Optional<Integer> port) {
    return ServiceClient.find(workspace, port).orElseGet(() -> start(port));
  }

  private ServiceClient start(Optional<Integer> named) {
    try (WriteLock starting = WriteLock.take(workspace.home().resolve(LOCK), MOST_WAIT)) {
      Objects.requireNonNull(starting, "starting");
      // Somebody else may have started it meanwhile.
      return ServiceClient.find(workspace, named).orElseGet(() -> launch(named));
    }
  }

  private ServiceClient launch(Optional<Integer> named) {
    String root = System.getProperty(BundledSamples.ROOT_PROPERTY, "");
    Path launcher = Path.of(root, "papertape");
    if (root.isEmpty() || !Files.exists(launcher)) {
      throw new WorkspaceException(
          WorkspaceException.Kind.ENVIRONMENT,
          "No service runs, and there is no launcher to start one: root=%s. Use papertape serve."
              .formatted(root));
    }
    int port = ServiceClient.port(workspace, named);
    Path log = workspace.home().resolve("service.log");
    tell("Starting the service on port %d; its log is %s".formatted(port, log));
    try {
      Files.createDirectories(workspace.home());
      new RollingLog(log).roll();
      return await(process(launcher, port, log), port, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the service starts.", e);
    }
  }

  /// Signals that the terminal sends to all that run in it are ignored by the service.
  private Process process(Path launcher, int port, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    "sh",
                    "-c",
                    "trap '' HUP INT QUIT; exec \"$0\" serve --port \"$1\"",
                    launcher.toString(),
                    Integer.toString(port)))
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put(Workspace.HOME_VARIABLE, workspace.home().toString());
    builder.environment().put(RollingLog.VARIABLE, log.toString());
    return builder.start();
  }

  private ServiceClient await(Process process, int port, Path log)
      throws IOException, InterruptedException {
    boolean isTold = false;
    for (int turn = 0; turn < MOST_SECONDS * TURNS_A_SECOND; turn++) {
      if (process.waitFor(1_000 / TURNS_A_SECOND, TimeUnit.MILLISECONDS)) {
        throw new WorkspaceException(
            WorkspaceException.Kind.ENVIRONMENT,
            "Service did not start: exitCode=%d, log=%s, says=%s"
                .formatted(process.exitValue(), log, lastLine(log)));
      }
      Optional<ServiceClient> found = ServiceClient.find(workspace, Optional.of(port));
      if (found.isPresent()) {
        tell("It runs as process %d until kill %d.".formatted(process.pid(), process.pid()));
        return found.get();
      }
      if (!isTold && lastLine(log).startsWith("Building")) {
        tell("It is built first; that takes a minute or two, once.");
        isTold = true;
      }
    }
    throw new WorkspaceException(
        WorkspaceException.Kind.ENVIRONMENT,
        "Service does not answer: port=%d, log=%s. Its log says why.".formatted(port, log));
  }

  private static String lastLine(Path log) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] end = new byte[(int) Math.min(file.length(), MOST_LINE)];
      file.seek(file.length() - end.length);
      file.readFully(end);
      return new String(end, StandardCharsets.UTF_8)
          .lines()
          .reduce((_, last) -> last)
          .orElse("nothing");
    }
  }

  private void tell(String text) {
    terminal.err().println(text);
  }
}
