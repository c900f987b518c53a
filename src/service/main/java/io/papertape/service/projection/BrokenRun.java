package io.papertape.service.projection;

/// A run folder that contradicts itself; the message names the first thing that is wrong.
public final class BrokenRun extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenRun(String message) {
    super(message);
  }

  BrokenRun(String message, Throwable cause) {
    super(message, cause);
  }
}
