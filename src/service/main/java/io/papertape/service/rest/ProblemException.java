package io.papertape.service.rest;

import io.papertape.workspace.WorkspaceException;
import jakarta.ws.rs.core.Response;

/// A request that cannot be answered, with what the client is told.
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  private ProblemException(Response.Status status, String detail) {
    super(detail);
    this.status = status.getStatusCode();
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

  /// What the workspace refuses, as a problem of the request.
  static ProblemException of(WorkspaceException failure) {
    Response.Status status =
        switch (failure.kind()) {
          case CONFIGURATION, STRATEGY -> Response.Status.BAD_REQUEST;
          case DATA, ENVIRONMENT -> Response.Status.CONFLICT;
        };
    return new ProblemException(status, failure.getMessage());
  }

  Problem problem() {
    return Problem.of(status, getMessage());
  }
}
