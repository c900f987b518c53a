package io.papertape.cli;

/// Why a request was refused, behind the sentence that a person reads.
final class ServiceRefusal extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int UNAVAILABLE = 503;

  private final int status;
  private final boolean isProven;

  /// @param status   of HTTP
  /// @param isProven whether it had proven before that it is the service of the workspace
  ServiceRefusal(int status, boolean isProven) {
    super("status=" + status);
    this.status = status;
    this.isProven = isProven;
  }

  boolean isProven() {
    return isProven;
  }

  /// A service that ends refuses all with it.
  boolean isUnavailable() {
    return status == UNAVAILABLE;
  }
}
