package io.papertape.service;

import io.papertape.workspace.ServiceProcess;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.WriteLock;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Entry of the service: `serve [--port N]`, `rebuild`, or `rehearse`, with which the launcher
/// trains the JVM.
///
/// Finds the workspace, makes sure that no other process keeps its database, then starts Quarkus.
@QuarkusMain
public final class ServiceMain {
  private static final int USAGE = 2;
  private static final int ENVIRONMENT = 3;
  /// The launcher prints the same, without building the service for it.
  static final String HELP =
      """
      papertape serve [--port N]   serves the workspace on 127.0.0.1, port 8080 or N, and hosts
                                   its paper sessions
      papertape ledger rebuild     makes the service's database anew from the journals

      The service answers under /api/v1; /q/openapi describes it, /q/health says how it is.
      State lives in $PAPERTAPE_HOME, else in .papertape of the working folder.
      """;

  ServiceMain() {}

  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    if (words.contains("--help") || words.contains("-h")) {
      System.out.print(HELP);
      return;
    }
    try {
      start(words);
    } catch (WorkspaceException | UncheckedIOException e) {
      System.exit(report(e));
    }
  }

  private static void start(List<String> words) {
    ServiceTask task = ServiceTask.of(words);
    Optional<String> port = task == ServiceTask.SERVE ? port(words) : Optional.empty();
    Workspace workspace = Workspace.locate(System.getenv(), Path.of(""));
    workspace.requireFolder();
    System.setProperty("papertape.home", workspace.home().toString());
    port.or(task::port).ifPresent(number -> System.setProperty("quarkus.http.port", number));
    Path folder = workspace.home().resolve("db");
    ProjectionDatabase database = new ProjectionDatabase(folder);
    try (WriteLock _ = lock(workspace, folder)) {
      if (task == ServiceTask.REBUILD) {
        System.setProperty("quarkus.http.host-enabled", "false");
        database.delete();
      } else {
        database
            .putAsideIfDamaged()
            .ifPresent(text -> System.setProperty(ProjectionDatabase.MADE_ANEW, text));
      }
      Quarkus.run(ServiceApplication.class, ServiceMain::exit, task.word());
    }
  }

  /// Held as long as a service runs, which is no short write that somebody should wait for.
  static WriteLock lock(Workspace workspace, Path folder) {
    try {
      return WriteLock.take(folder.resolve("service.lock"), WriteLock.PATIENCE);
    } catch (WorkspaceException e) {
      throw new WorkspaceException(
          e.kind(),
          ("Service of this workspace runs already: home=%s, process=%s, port=%s. Use that one, or"
                  + " end it (%s) and start again.")
              .formatted(
                  workspace.home(),
                  ServiceProcess.of(workspace).map(String::valueOf).orElse("unknown"),
                  port(workspace),
                  ServiceProcess.of(workspace)
                      .map(id -> "kill " + id)
                      .orElse("ps ax | grep papertape finds its process")),
          e);
    }
  }

  private static String port(Workspace workspace) {
    try {
      return Files.readString(workspace.home().resolve("service.port")).strip();
    } catch (IOException _) {
      return "unknown";
    }
  }

  /// The port of `serve --port N`, if one is given.
  static Optional<String> port(List<String> words) {
    if (words.isEmpty() || words.equals(List.of("serve"))) {
      return Optional.empty();
    }
    if (words.size() == 3 && words.getFirst().equals("serve") && words.get(1).equals("--port")) {
      String port = words.get(2);
      if (port.matches("[0-9]{1,5}") && Integer.parseInt(port) <= 65_535) {
        return Optional.of(port);
      }
    }
    throw WorkspaceException.configuration(
        ("Unknown arguments: arguments=%s."
                + " Use papertape serve [--port N] or papertape ledger rebuild.")
            .formatted(String.join(" ", words)));
  }

  private static void exit(int code, Throwable failure) {
    System.exit(failure == null ? code : report(failure));
  }

  /// Says what failed.
  ///
  /// @return the exit code
  private static int report(Throwable failure) {
    String port = System.getProperty("quarkus.http.port", "8080");
    Path home = Workspace.locate(System.getenv(), Path.of("")).home();
    Failure told = Failure.of(failure, home, port);
    System.err.println(told.text());
    if (told.isBug()) {
      failure.printStackTrace();
    }
    return told.isUsage() ? USAGE : ENVIRONMENT;
  }
}
