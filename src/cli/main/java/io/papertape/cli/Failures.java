package io.papertape.cli;

import io.papertape.live.tape.OtherTapeException;
import io.papertape.live.tape.TapeDamageException;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/// From an exception to one clear line and an exit code.
final class Failures {
  static final int USAGE = 2;
  static final int ENVIRONMENT = 3;
  static final int DATA = 4;
  static final int STRATEGY = 5;
  private static final int UNEXPECTED = 1;

  /// A check that was asked for did not hold.
  static final int CHECK_FAILED = 1;

  private Failures() {}

  /// The line that a command would end with.
  static String text(Throwable failure) {
    return message(failure, false);
  }

  static int report(Throwable failure, boolean stacktrace, PrintWriter err) {
    err.print(message(failure, stacktrace) + "\n");
    if (stacktrace) {
      failure.printStackTrace(err);
    }
    err.flush();
    return exitCode(failure);
  }

  private static String message(Throwable failure, boolean stacktrace) {
    return switch (failure) {
      case WorkspaceException e -> e.getMessage();
      case TapeDamageException e -> e.getMessage();
      case OtherTapeException e -> e.getMessage();
      case UncheckedIOException e -> ioMessage(e.getCause());
      case IOException e -> ioMessage(e);
      case OutOfMemoryError _ ->
          "Out of memory: heapMegabytes=%s. Set JAVA_TOOL_OPTIONS=-Xmx8g or use fewer bars."
              .formatted(Runtime.getRuntime().maxMemory() >> 20);
      default ->
          "Unexpected error: %s.%s"
              .formatted(
                  withoutPeriod(failure.toString()),
                  stacktrace ? "" : " Run again with --stacktrace and report it.");
    };
  }

  private static String ioMessage(IOException failure) {
    if (String.valueOf(failure.getMessage()).contains("No space left on device")) {
      return ("Disk is full: cause=%s. Free space, then run the same command again."
              + " A sweep or walk-forward goes on where it was.")
          .formatted(failure.getMessage());
    }
    return switch (failure) {
      case AccessDeniedException e ->
          "Not allowed: file=%s. Check the permissions.".formatted(e.getFile());
      case FileSystemException e ->
          "File system refused: %s. Check path, permissions and free space."
              .formatted(e.getMessage());
      default ->
          "Reading or writing failed: cause=%s. Check free space and permissions, then try again."
              .formatted(failure.getMessage());
    };
  }

  /// A sentence that is to stand before a period of ours.
  static String withoutPeriod(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private static int exitCode(Throwable failure) {
    return switch (failure) {
      case WorkspaceException e ->
          switch (e.kind()) {
            case CONFIGURATION -> USAGE;
            case ENVIRONMENT, UNAVAILABLE -> ENVIRONMENT;
            case DATA -> DATA;
            case STRATEGY -> STRATEGY;
          };
      case TapeDamageException _, OtherTapeException _ -> DATA;
      case UncheckedIOException _, IOException _, OutOfMemoryError _ -> ENVIRONMENT;
      default -> UNEXPECTED;
    };
  }
}
