package io.papertape.live.session;

/// What a session's tape gives is not what its journal holds.
public final class SessionDivergence extends RuntimeException {
  private static final long serialVersionUID = 1;

  SessionDivergence(String message) {
    super(message);
  }
}
