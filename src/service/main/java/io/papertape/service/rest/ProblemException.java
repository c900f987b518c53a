package io.papertape.service.rest;

import io.papertape.service.job.JobRefused;
import io.papertape.workspace.WorkspaceException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;

/// A request that cannot be answered, with what the client is told.
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int OTHER_CONTENT = 422;
  private static final int RETRY_SECONDS = 10;

  private final int status;

  private ProblemException(int status, String detail) {
    super(detail);
    this.status = status;
  }

  private ProblemException(Response.Status status, String detail) {
    this(status.getStatusCode(), detail);
  }

  static ProblemException badRequest(String detail) {
    return new ProblemException(Response.Status.BAD_REQUEST, detail);
  }

  static ProblemException notFound(String detail) {
    return new ProblemException(Response.Status.NOT_FOUND, detail);
  }

  static ProblemException conflict(String detail) {
    return new ProblemException(Response.Status.CONFLICT, detail);
  }

  static ProblemException preconditionFailed(String detail) {
    return new ProblemException(Response.Status.PRECONDITION_FAILED, detail);
  }

  /// What the machine does not give, such as room on its disk: nothing is wrong with the request.
  static ProblemException unavailable(String detail) {
    return new ProblemException(Response.Status.SERVICE_UNAVAILABLE, detail);
  }

  /// What the disk does not take, such as when it is full; what was to be done has not been done.
  static ProblemException ofDisk(UncheckedIOException failure) {
    String problem = reason(failure.getCause());
    return unavailable(
        (problem.contains("No space left")
                ? "Disk is full: problem=%s. Free space, then give the command again."
                : "Disk does not take it: problem=%s. Mend it, then give the command again.")
            .formatted(problem));
  }

  /// What the system says; where that is the name of a file alone, what is wrong with it too.
  static String reason(IOException cause) {
    boolean isNameAlone =
        cause.getMessage() == null
            || (cause instanceof FileSystemException file && file.getReason() == null);
    return isNameAlone
        ? cause.getClass().getSimpleName() + ": " + cause.getMessage()
        : cause.getMessage();
  }

  /// What the workspace refuses, as a problem of the request.
  static ProblemException of(WorkspaceException failure) {
    Response.Status status =
        switch (failure.kind()) {
          case CONFIGURATION, STRATEGY -> Response.Status.BAD_REQUEST;
          case DATA, ENVIRONMENT -> Response.Status.CONFLICT;
          case UNAVAILABLE -> Response.Status.SERVICE_UNAVAILABLE;
        };
    return new ProblemException(status, failure.getMessage());
  }

  /// A command that is not done. What a lock or a disk holds up may be done later; anything else is
  /// as the session stands.
  static ProblemException ofCommand(WorkspaceException failure) {
    return failure.kind() == WorkspaceException.Kind.ENVIRONMENT
        ? unavailable(failure.getMessage())
        : conflict(failure.getMessage());
  }

  /// A job that is not taken, or not cancelled.
  static ProblemException of(JobRefused refused) {
    int status =
        switch (refused.why()) {
          case QUEUE_FULL -> Response.Status.TOO_MANY_REQUESTS.getStatusCode();
          case UNAVAILABLE -> Response.Status.SERVICE_UNAVAILABLE.getStatusCode();
          case OTHER_REQUEST -> OTHER_CONTENT;
          case TOO_LATE -> Response.Status.CONFLICT.getStatusCode();
          case UNKNOWN -> Response.Status.NOT_FOUND.getStatusCode();
        };
    return new ProblemException(status, refused.getMessage());
  }

  /// As an answer; one that may be other soon says when to ask again.
  Response response() {
    Response answer = Problem.of(status, getMessage()).response();
    boolean mayChange =
        status == Response.Status.TOO_MANY_REQUESTS.getStatusCode()
            || status == Response.Status.SERVICE_UNAVAILABLE.getStatusCode();
    return mayChange
        ? Response.fromResponse(answer).header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS).build()
        : answer;
  }
}
