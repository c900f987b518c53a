package io.papertape.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The process that serves a workspace, for whoever has to end it because it does not answer.
public final class ServiceProcess {
  public static final String FILE = "service.pid";
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2);

  private ServiceProcess() {}

  /// Its id, if it left one and still runs. A process that began after the file was written has the
  /// number by chance.
  public static Optional<Long> of(Workspace workspace) {
    Path file = workspace.home().resolve(FILE);
    try {
      long id = Long.parseLong(Files.readString(file).strip());
      Instant written = Files.getLastModifiedTime(file).toInstant();
      return ProcessHandle.of(id)
          .filter(ProcessHandle::isAlive)
          .filter(one -> hasBegunBefore(one, written.plus(CLOCKS_DIFFER)))
          .map(ProcessHandle::pid);
    } catch (IOException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static boolean hasBegunBefore(ProcessHandle process, Instant time) {
    return process.info().startInstant().filter(begun -> begun.isAfter(time)).isEmpty();
  }

  /// How to end it, as the rest of a sentence.
  public static String end(Workspace workspace) {
    return of(workspace)
        .map(id -> "End it: kill -9 " + id)
        .orElse("End it: its process is not known, ps ax | grep papertape finds it");
  }
}
