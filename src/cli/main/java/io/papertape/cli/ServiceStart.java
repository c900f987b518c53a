package io.papertape.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.papertape.workspace.RollingLog;
import io.papertape.workspace.ServiceProcess;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import io.papertape.workspace.csv.BundledSamples;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Starts the service in the background, where it outlives the verb and the terminal.
///
/// @param launcher of Papertape, if there is one
record ServiceStart(Workspace workspace, Terminal terminal, Optional<Path> launcher) {
  private static final String LOCK = "service.start.lock";
  private static final int MOST_SECONDS = 600;
  private static final Duration MOST_WAIT = Duration.ofSeconds(MOST_SECONDS);
  private static final int TURNS_A_SECOND = 5;
  private static final int TURN_MILLIS = 1_000 / TURNS_A_SECOND;
  private static final int NOTICE_MILLIS = 1_000;
  private static final int MOST_LINE = 4_096;

  ServiceStart(Workspace workspace, Terminal terminal) {
    this(workspace, terminal, launcherOf(System.getProperty(BundledSamples.ROOT_PROPERTY, "")));
  }

  private static Optional<Path> launcherOf(String root) {
    return Optional.of(Path.of(root, "papertape"))
        .filter(_ -> !root.isEmpty())
        .filter(Files::exists);
  }

  /// The service that runs, or one that is started now.
  ServiceClient provide(Optional<Integer> port) {
    return find(port).orElseGet(() -> start(port));
  }

  /// One that is ending takes nothing but kills, and is none.
  private Optional<ServiceClient> find(Optional<Integer> port) {
    try {
      return ServiceClient.find(workspace, port).filter(one -> !one.isEnding());
    } catch (WorkspaceException e) {
      if (isGoing(e.getCause())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// It may end between two requests, or within one.
  private static boolean isGoing(Throwable cause) {
    return switch (cause) {
      case ServiceRefusal refusal -> refusal.isUnavailable();
      case SocketTimeoutException _, JsonProcessingException _ -> false; // it is there
      case IOException _ -> true;
      case null, default -> false;
    };
  }

  private ServiceClient start(Optional<Integer> named) {
    try (WriteLock _ = starting()) {
      // Somebody else may have started it meanwhile.
      return find(named).orElseGet(() -> launch(named));
    }
  }

  private WriteLock starting() {
    String text = "Another papertape paper start starts the service; waiting for that.";
    try (WaitNotice _ = new WaitNotice(terminal.err(), NOTICE_MILLIS, () -> true, () -> text)) {
      return WriteLock.take(workspace.home().resolve(LOCK), MOST_WAIT);
    }
  }

  private ServiceClient launch(Optional<Integer> named) {
    try {
      Optional<ServiceClient> first = isElsewhere() ? awaitOther(named) : Optional.empty();
      return first.isPresent() ? first.get() : launched(named);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the service starts.", e);
    }
  }

  private ServiceClient launched(Optional<Integer> named) throws IOException, InterruptedException {
    if (launcher.isEmpty()) {
      throw new WorkspaceException(
          WorkspaceException.Kind.ENVIRONMENT,
          "No service runs, and there is no launcher to start one: root=%s. Use papertape serve."
              .formatted(System.getProperty(BundledSamples.ROOT_PROPERTY, "")));
    }
    int port = ServiceClient.port(workspace, named);
    tell("Starting the service on port %d; its log is %s".formatted(port, log()));
    Files.createDirectories(workspace.home());
    new RollingLog(log()).roll();
    return await(process(launcher.get(), port), port, named);
  }

  private Path log() {
    return workspace.home().resolve("service.log");
  }

  /// Another process has the workspace, though it does not answer: a service that starts or ends.
  private boolean isElsewhere() {
    Path lock = workspace.home().resolve("db").resolve("service.lock");
    if (!Files.exists(lock)) {
      return false;
    }
    try (WriteLock _ = WriteLock.take(lock, Duration.ZERO)) {
      return false;
    } catch (WorkspaceException _) {
      return true;
    }
  }

  /// @return empty if it has ended
  private Optional<ServiceClient> awaitOther(Optional<Integer> named) throws InterruptedException {
    for (int turn = 0; turn < MOST_SECONDS * TURNS_A_SECOND; turn++) {
      Optional<ServiceClient> found = answering(named, named);
      if (found.isPresent()) {
        tellOther(found.get());
        return found;
      }
      if (!isElsewhere()) {
        return Optional.empty();
      }
      if (turn == 0) {
        tell(
            "A service of this workspace starts or ends already: process=%s; waiting for it."
                .formatted(ServiceProcess.of(workspace).map(String::valueOf).orElse("unknown")));
      }
      Thread.sleep(TURN_MILLIS);
    }
    throw notAnswering(ServiceClient.port(workspace, named));
  }

  /// On the port that it should have, else where one that was first has left its own.
  private Optional<ServiceClient> answering(Optional<Integer> port, Optional<Integer> named) {
    Optional<ServiceClient> found = find(port).or(() -> find(Optional.empty()));
    if (named.isPresent() && found.isPresent() && found.get().port() != named.get()) {
      throw WorkspaceException.configuration(
          ("Service of this workspace runs on another port: port=%d, wanted=%d. Leave --port out,"
                  + " or end it (kill %d) and start again.")
              .formatted(found.get().port(), named.get(), found.get().process()));
    }
    return found;
  }

  /// Signals that the terminal sends to all that run in it are ignored by the service.
  private Process process(Path launcher, int port) throws IOException {
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
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().put(Workspace.HOME_VARIABLE, workspace.home().toString());
    builder.environment().put(RollingLog.VARIABLE, log().toString());
    return builder.start();
  }

  private ServiceClient await(Process process, int port, Optional<Integer> named)
      throws IOException, InterruptedException {
    String told = "";
    for (int turn = 0; turn < MOST_SECONDS * TURNS_A_SECOND; turn++) {
      boolean isOver = process.waitFor(TURN_MILLIS, TimeUnit.MILLISECONDS);
      Optional<ServiceClient> found = answering(Optional.of(port), named);
      if (found.isPresent()) {
        tellWhich(found.get(), process);
        return found.get();
      }
      if (isOver) {
        return first(process, named);
      }
      String says = building(lastLine());
      if (!says.isEmpty() && !says.equals(told)) {
        tell(says);
        told = says;
      }
    }
    throw notAnswering(port);
  }

  /// What its launcher does meanwhile, if that takes long.
  private static String building(String line) {
    return line.startsWith("Building") || line.startsWith("Preparing")
        ? "It is built first; that takes a minute or two, once."
        : line.startsWith("Waiting") ? "Another run of Papertape builds; waiting for that." : "";
  }

  /// Ours has ended: because another was first, or for a reason of its own.
  private ServiceClient first(Process process, Optional<Integer> named)
      throws IOException, InterruptedException {
    Optional<ServiceClient> other = isElsewhere() ? awaitOther(named) : Optional.empty();
    if (other.isEmpty()) {
      throw new WorkspaceException(
          WorkspaceException.Kind.ENVIRONMENT,
          "Service did not start: exitCode=%d, log=%s, says=%s"
              .formatted(process.exitValue(), log(), lastLine()));
    }
    return other.get();
  }

  /// What answers may be another start of the service, by hand or by a supervisor, that was
  /// quicker: then ours is not needed, and would only end a little later.
  private void tellWhich(ServiceClient found, Process ours) {
    if (found.process() == ours.pid()) {
      tell("It runs as process %d until kill %d.".formatted(ours.pid(), ours.pid()));
    } else {
      ours.destroy();
      tellOther(found);
    }
  }

  private void tellOther(ServiceClient found) {
    tell(
        "Another start of the service was first: it runs as process %d until kill %d, on port %d."
            .formatted(found.process(), found.process(), found.port()));
  }

  private WorkspaceException notAnswering(int port) {
    return new WorkspaceException(
        WorkspaceException.Kind.ENVIRONMENT,
        "Service does not answer: port=%d, log=%s. Its log says why.".formatted(port, log()));
  }

  private String lastLine() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log().toFile(), "r")) {
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
