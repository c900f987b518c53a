package io.papertape.simulation;

/// A source or a journal cannot go on, and the run with it. It is no failure of the strategy: the
/// run neither records one nor ends in good order, and lets this pass.
public class BrokenRunException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BrokenRunException(String message) {
    super(message);
  }

  public BrokenRunException(String message, Throwable cause) {
    super(message, cause);
  }
}
